/** A message that is JSON already: what several messages carry alike is written out once. */
export class JsonText {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** `fields` with one more, whose value is JSON text; `fields` must not be empty. */
  static of(fields: object, name: string, value: string): JsonText {
    return new JsonText(`${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(name)}:${value}}`);
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
