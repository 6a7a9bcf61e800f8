import { type Form, isHanPattern, type Part, RUN } from './grammar.ts';
import type { CredentialProblem } from './port.ts';
import { PROVINCES } from './provinces.ts';

const OPTIONAL_SIGNS = '()第号-';
const PLACEHOLDER = /X{2,}|\*+|\?+|#+|_{2,}|DEMO|TEST|SAMPLE|EXAMPLE/;

/** What is wrong with a number, part by part, against one form. The text is levelled and does not match the form. */
export function explain(form: Form, text: string): CredentialProblem[] {
  const problems: CredentialProblem[] = [];
  let at = 0;
  let index = 0;
  while (index < form.parts.length) {
    const part = form.parts[index] as Part;
    if (part.type === 'literal') {
      at = literal(part.text, text, at, problems);
      index++;
    } else if (isNumeric(part)) {
      const block: Part[] = [];
      while (index < form.parts.length && isNumeric(form.parts[index] as Part))
        block.push(form.parts[index++] as Part);
      at = numericBlock(block, text, at, problems);
    } else {
      at = choice(part, text, at, problems);
      index++;
    }
  }
  const rest = text.slice(at).replace(/^号$/, '');
  if (rest !== '' && problems.length === 0)
    problems.push(problem('extra', 'end', '', `末尾多出「${rest}」`, `has “${rest}” left over at the end`));
  if (problems.length === 0)
    problems.push(
      problem('structure', 'number', form.source, '结构不符', 'does not have the right structure'),
    );
  return problems;
}

export function problem(
  code: string,
  part: string,
  expected: string,
  zh: string,
  en: string,
): CredentialProblem {
  return { code, part, expected, message: { zh, en } };
}

function isNumeric(part: Part): boolean {
  if (part.type === 'digits' || part.type === 'year') return true;
  if (part.type === 'choice') return /^\d+$/.test(part.of);
  return part.type === 'pattern' && !isHanPattern(part.source);
}

function literal(expected: string, text: string, from: number, problems: CredentialProblem[]): number {
  let at = from;
  for (const char of expected) {
    if (text[at] === char) at++;
    else if (OPTIONAL_SIGNS.includes(char)) {
      if (char !== '号')
        problems.push(problem('separator', 'separator', char, `缺少「${char}」`, `lacks “${char}”`));
    } else {
      const next = text.indexOf(char, at);
      if (next >= 0 && next - at <= 3) {
        problems.push(
          problem(
            'character',
            'text',
            char,
            `「${text.slice(at, next)}」多余`,
            `“${text.slice(at, next)}” does not belong here`,
          ),
        );
        at = next + 1;
      } else {
        problems.push(
          problem('literal', 'text', expected, `应写作「${expected}」`, `should read “${expected}”`),
        );
        return at;
      }
    }
  }
  return at;
}

function choice(part: Part, text: string, from: number, problems: CredentialProblem[]): number {
  if (part.type === 'pattern') {
    // A city is optional: as much of it as leaves the next word whole.
    const match = new RegExp(`^(?:${part.source})(?=械备|药监械|食药监械)`).exec(text.slice(from));
    return from + (match?.[0].length ?? 0);
  }
  if (part.type !== 'choice') return from;
  const char = text[from] ?? '';
  if (char !== '' && part.of.includes(char)) return from + 1;
  if (part.optional) return from;
  if (part.name === 'province') {
    const foreign = /^[\u4e00-\u9fff]$/.test(char) && !'食药械妆卫国'.includes(char);
    problems.push(
      problem(
        'province',
        'province',
        part.of.startsWith('国') ? `国、${PROVINCES}` : PROVINCES,
        foreign ? `「${char}」不是省级简称` : '缺少省级简称（如 京、沪、粤）',
        foreign ? `“${char}” is no province` : 'lacks the one-character province',
      ),
    );
    return foreign ? from + 1 : from;
  }
  const wrong = /^[A-Z\u4e00-\u9fff]$/.test(char);
  problems.push(
    problem(
      'letter',
      part.name,
      part.of,
      wrong
        ? `「${char}」不是允许的字符（${[...part.of].join('、')}）`
        : `缺少「${[...part.of].join('、')}」之一`,
      wrong
        ? `“${char}” is not one of ${[...part.of].join(', ')}`
        : `lacks one of ${[...part.of].join(', ')}`,
    ),
  );
  return wrong && /^[A-Z]$/.test(char) ? from + 1 : from;
}

const run = new RegExp(`^(?:${RUN})*`);

function numericBlock(
  block: readonly Part[],
  text: string,
  from: number,
  problems: CredentialProblem[],
): number {
  const found = run.exec(text.slice(from))?.[0] ?? '';
  const end = from + found.length;
  const part = block.map((item) => (item.type === 'literal' ? '' : item.name)).join('+');
  const sizes = block.map(sizeOf);
  const [min, max] = [
    sizes.reduce((sum, size) => sum + size[0], 0),
    sizes.reduce((sum, size) => sum + size[1], 0),
  ];
  const expected = min === max ? `${min}` : `${min}-${max}`;
  const body = found.replaceAll('-', '');
  const hole = PLACEHOLDER.exec(body);
  if (hole) {
    problems.push(
      problem(
        'placeholder',
        part,
        `${expected} 位 / characters`,
        `含占位符「${hole[0]}」，不是真实编号`,
        `holds the placeholder “${hole[0]}”`,
      ),
    );
    return end;
  }
  const plain = block.every(
    (item) => item.type === 'digits' || item.type === 'year' || item.type === 'choice',
  );
  letters(body, plain, part, problems);
  if (found.includes('-'))
    problems.push(problem('separator', part, '', '多余的连接号「-」', 'has a dash that does not belong'));
  if (body.length < min || body.length > max) {
    problems.push(
      problem(
        'length',
        part,
        expected,
        `应为 ${expected} 位，现为 ${body.length} 位`,
        `should have ${expected} characters, has ${body.length}`,
      ),
    );
    return end;
  }
  if (problems.length === 0) slices(block, sizes, body, problems);
  return end;
}

/** An O among digits is reported, never read as a zero. */
function letters(body: string, plain: boolean, part: string, problems: CredentialProblem[]): void {
  if (/O/.test(body))
    problems.push(
      problem(
        'letter-o',
        part,
        '0',
        '含字母 O，是否应为数字 0？',
        'holds a letter O where a zero may belong',
      ),
    );
  if (/[IL]/.test(plain ? body : body.replaceAll('L', ''))) {
    problems.push(
      problem(
        'letter-i',
        part,
        '1',
        '含字母 I 或 l，是否应为数字 1？',
        'holds a letter I or l where a one may belong',
      ),
    );
  }
  const other = plain ? /[A-HJKMNP-Z\u0370-\u04ff]+/.exec(body)?.[0] : /[\u0370-\u04ff]+/.exec(body)?.[0];
  if (other !== undefined)
    problems.push(
      problem('character', part, '0-9', `含非数字字符「${other}」`, `holds “${other}” where digits belong`),
    );
}

function slices(
  block: readonly Part[],
  sizes: readonly [number, number][],
  body: string,
  problems: CredentialProblem[],
): void {
  let at = 0;
  let spare = body.length - sizes.reduce((sum, size) => sum + size[0], 0);
  block.forEach((item, index) => {
    const [min, max] = sizes[index] as [number, number];
    const extra = Math.min(spare, max - min);
    spare -= extra;
    const piece = body.slice(at, at + min + extra);
    at += min + extra;
    if (item.type === 'year' && !/^(?:19|20)\d{2}$/.test(piece)) {
      problems.push(problem('year', 'year', '19xx-20xx', `「${piece}」不是年份`, `“${piece}” is no year`));
    } else if (item.type === 'choice' && !item.of.includes(piece)) {
      problems.push(
        problem(
          item.name,
          item.name,
          item.of,
          `「${piece}」应为 ${[...item.of].join('、')} 之一`,
          `“${piece}” should be one of ${[...item.of].join(', ')}`,
        ),
      );
    } else if (item.type === 'pattern' && piece !== '' && !new RegExp(`^(?:${item.source})$`).test(piece)) {
      const year = item.name === 'year';
      problems.push(
        problem(
          year ? 'year' : 'character',
          item.name,
          item.source,
          year ? `「${piece}」不是年份` : `「${piece}」含不允许的字符`,
          `“${piece}” is not allowed here`,
        ),
      );
    } else if (item.type === 'digits' && !/^\d*$/.test(piece)) {
      problems.push(
        problem('character', item.name, '0-9', `「${piece}」应全为数字`, `“${piece}” should be digits`),
      );
    }
  });
}

/** Least and most characters of a part. */
function sizeOf(part: Part): [number, number] {
  switch (part.type) {
    case 'literal':
      return [part.text.length, part.text.length];
    case 'year':
      return [part.optional ? 0 : 4, 4];
    case 'choice':
      return [part.optional ? 0 : 1, 1];
    case 'digits':
      return [part.optional ? 0 : part.min, part.max];
    case 'pattern': {
      const flat = (part.source.split('|')[0] ?? '')
        .replace(/\(\?:|\(M\\\)|\\\(/g, '')
        .replace(/\[[^\]]*\]|\\d/g, 'x');
      let [min, max] = [0, 0];
      for (const match of flat.matchAll(/[^{}](?:\{(\d+)(?:,(\d+))?\})?/g)) {
        min += Number(match[1] ?? 1);
        max += Number(match[2] ?? match[1] ?? 1);
      }
      return [part.optional ? 0 : min, max];
    }
  }
}
