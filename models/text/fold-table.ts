import { foldTable } from './tables.generated.ts';

/** The unpacked fold table. A value below 0x10000 is the folded unit (0 drops the character), above it names an expansion. */
export interface FoldTable {
  /** One value for every UTF-16 unit. */
  readonly flat: Uint32Array;
  /** The folded unit where one unit becomes one; 0 where there is more to do (drops, expansions, surrogates). */
  readonly plain: Uint16Array;
  readonly astral: ReadonlyMap<number, number>;
  readonly expansions: readonly string[];
}

/** Unpacks the table that tools/generate-tables.ts wrote (about 17,000 characters, a few milliseconds, once). */
export function loadFoldTable(): FoldTable {
  const bytes = atob(foldTable);
  const flat = new Uint32Array(0x10000);
  for (let i = 0; i < flat.length; i++) flat[i] = i;
  flat[0] = 0;
  const astral = new Map<number, number>();
  const expansions: string[] = [];
  const numbers = new Map<string, number>();
  let at = 0;
  const next = (): number => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes.charCodeAt(at++);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  let point = 0;
  let unit = 0;
  while (at < bytes.length) {
    point += next();
    const length = next();
    let text = '';
    for (let i = 0; i < length; i++) {
      const packed = next();
      unit += (packed & 1) === 1 ? -((packed + 1) >> 1) : packed >> 1;
      text += String.fromCharCode(unit);
    }
    let value = length === 0 ? 0 : unit;
    if (length > 1) {
      const known = numbers.get(text) ?? expansions.length;
      if (known === expansions.length) expansions.push(text);
      numbers.set(text, known);
      value = 0x10000 + known;
    }
    if (point < 0x10000) flat[point] = value;
    else astral.set(point, value);
  }
  const plain = Uint16Array.from(flat, (value, code) =>
    value < 0x10000 && (code & 0xf800) !== 0xd800 ? value : 0,
  );
  return { flat, plain, astral, expansions };
}
