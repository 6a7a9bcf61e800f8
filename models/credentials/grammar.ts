import { PROVINCES } from './provinces.ts';

/**
 * The structure of a number as data. A form is written as literals and `{parts}`:
 * `{name:4}` four digits, `{name:4-6}` four to six, `{name=准进许}` one of these characters, `{name~[0-9A-Z]{4}}` a
 * pattern, `{province}` a one-character province, `{year}` 19xx or 20xx; `?` after the name makes it optional.
 */
export type Part =
  | { type: 'literal'; text: string }
  | { type: 'digits'; name: string; min: number; max: number; optional: boolean }
  | { type: 'year'; name: string; optional: boolean }
  | { type: 'choice'; name: string; of: string; optional: boolean }
  | { type: 'pattern'; name: string; source: string; optional: boolean };

export type Form = {
  readonly source: string;
  readonly parts: readonly Part[];
  /** Matches a whole canonical number; groups are part names. */
  readonly strict: RegExp;
  /** Finds a number of this kind even when it is malformed. */
  readonly loose: RegExp;
  /** The longest literal, which must occur at all; empty when there is none. */
  readonly anchor: string;
};

const TOKEN = /\{(\w+)(\?)?(?:([:=~])((?:[^{}]|\{[^{}]*\})*))?\}/g;
const escapeRe = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
/** What may stand where digits belong, for a malformed number still to be seen as one. */
export const RUN = '[0-9A-Z*?#\\u0370-\\u04ff_-]';

export function compileForm(source: string): Form {
  const parts = partsOf(source);
  const strict = parts.map(strictOf).join('');
  const anchor = parts.reduce(
    (best, part) => (part.type === 'literal' && part.text.length > best.length ? part.text : best),
    '',
  );
  return { source, parts, strict: new RegExp(`^${strict}$`), loose: new RegExp(looseOf(parts), 'g'), anchor };
}

function partsOf(source: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const literal = (text: string) => text !== '' && parts.push({ type: 'literal', text });
  for (const match of source.matchAll(TOKEN)) {
    literal(source.slice(at, match.index));
    at = match.index + match[0].length;
    const [, name = '', mark, sign, value = ''] = match;
    const optional = mark === '?';
    if (name === 'year' && sign === undefined) parts.push({ type: 'year', name, optional });
    else if (sign === undefined) parts.push({ type: 'choice', name, of: PROVINCES, optional });
    else if (sign === '=') parts.push({ type: 'choice', name, of: value, optional });
    else if (sign === '~') parts.push({ type: 'pattern', name, source: value, optional });
    else {
      const [min = '1', max = min] = value.split('-');
      parts.push({ type: 'digits', name, min: Number(min), max: Number(max), optional });
    }
  }
  literal(source.slice(at));
  return parts;
}

function strictOf(part: Part): string {
  if (part.type === 'literal') return part.text === '号' ? '号?' : escapeRe(part.text);
  const body = {
    digits: () => (part.type === 'digits' ? `\\d{${part.min},${part.max}}` : ''),
    year: () => '(?:19|20)\\d{2}',
    choice: () => (part.type === 'choice' ? `[${escapeRe(part.of)}]` : ''),
    pattern: () => (part.type === 'pattern' ? part.source : ''),
  }[part.type]();
  return `(?<${part.name}>${body})${part.optional ? '?' : ''}`;
}

/** A pattern over characters rather than digits: a city's one or two. */
export const isHanPattern = (source: string) => source.includes('\\u4e00');

/** Literals stay, brackets and ordinals become optional, everything between is a run of number-like characters. */
function looseOf(parts: readonly Part[]): string {
  const sole = parts.every((part) => part.type !== 'literal' || part.text.length === 1);
  let source = '';
  let running = false;
  for (const part of parts) {
    if (part.type === 'literal') {
      for (const char of part.text) {
        source += '()第号-'.includes(char) ? `${escapeRe(char)}?` : char;
      }
      running = false;
    } else if (part.type === 'choice' && !/^[0-9A-Z]+$/.test(part.of)) {
      // A number known by one character only (粤妆…) is seen only with its province.
      source += `[${escapeRe(part.of)}]${sole ? '' : '?'}`;
      running = false;
    } else if (part.type === 'pattern' && isHanPattern(part.source)) {
      source += `(?:${part.source})?`;
      running = false;
    } else if (!running) {
      source += `:?${RUN}{0,26}`;
      running = true;
    }
  }
  return source;
}

/** A number as officials print it: full-width brackets, 号 where the form has it. */
export function printForm(form: Form, values: Readonly<Record<string, string>>): string {
  return form.parts
    .map((part) =>
      part.type === 'literal' ? part.text.replace('(', '（').replace(')', '）') : (values[part.name] ?? ''),
    )
    .join('');
}
