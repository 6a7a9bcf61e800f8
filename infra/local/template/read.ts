import { TemplateError } from './cloudformation.ts';

/** A resource's resolved properties with typed readers that name the resource when a value is missing. */
export interface Properties {
  readonly where: string;
  text(name: string): string;
  optionalText(name: string): string | undefined;
  number(name: string, byDefault: number): number;
  optionalNumber(name: string): number | undefined;
  flag(name: string, byDefault: boolean): boolean;
  list(name: string): readonly unknown[];
  record(name: string): Properties;
  has(name: string): boolean;
  raw(name: string): unknown;
}

export function propertiesOf(where: string, value: unknown): Properties {
  const source = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const optionalNumber = (name: string): number | undefined => {
    const found = source[name];
    if (found === undefined || found === '') return undefined;
    const parsed = Number(found);
    if (Number.isNaN(parsed))
      throw new TemplateError(`${where}: ${name} is not a number (${String(found)}).`);
    return parsed;
  };
  const optionalText = (name: string): string | undefined => {
    const found = source[name];
    return found === undefined ? undefined : typeof found === 'string' ? found : String(found);
  };
  return {
    where,
    text: (name) => {
      const found = optionalText(name);
      if (found === undefined) throw new TemplateError(`${where}: ${name} is missing.`);
      return found;
    },
    optionalText,
    number: (name, byDefault) => optionalNumber(name) ?? byDefault,
    optionalNumber,
    flag: (name, byDefault) => (source[name] === undefined ? byDefault : String(source[name]) === 'true'),
    list: (name) => {
      const found = source[name];
      return found === undefined ? [] : Array.isArray(found) ? found : [found];
    },
    record: (name) => propertiesOf(`${where}.${name}`, source[name]),
    has: (name) => source[name] !== undefined,
    raw: (name) => source[name],
  };
}

/** The last part of an ARN or URL: a physical name as it stands in either. */
export function nameFromArn(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? arn;
}

/** Function names out of an ARN, which may carry a version or alias after the name. */
export function functionFromArn(arn: string): string {
  return /:function:([^:/]+)/.exec(arn)?.[1] ?? arn;
}
