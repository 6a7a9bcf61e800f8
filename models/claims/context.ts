import type { ClaimFile, ClaimRow } from './rules.ts';

/** A place in folded text: the whole text, and where the term starts and ends. */
export type Place = { text: string; from: number; to: number; field: string };

const NEAR = 16;
const SENTENCE = /[。！!？?；;\n]/;

/** The words of the same sentence around a place. */
export function around(
  { text, from, to }: Place,
  before = NEAR,
  after = NEAR,
): { before: string; after: string } {
  const left = text.slice(Math.max(0, from - before), from);
  const right = text.slice(to, to + after);
  const cut = [...left].findLastIndex((char) => SENTENCE.test(char));
  const stop = right.search(SENTENCE);
  return { before: left.slice(cut + 1), after: stop < 0 ? right : right.slice(0, stop) };
}

/** Whether a rule's own conditions let it speak here. */
export function ruleHolds(row: Omit<ClaimRow, 'terms'>, place: Place): boolean {
  const { before, after } = around(place);
  const left = before.trimEnd();
  const right = after.trimStart();
  if (row.not_before.some((word) => left.endsWith(word))) return false;
  if (row.not_after.some((word) => right.startsWith(word))) return false;
  if (row.unless.length > 0) {
    const wide = around(place, 40, 40);
    if (row.unless.some((word) => wide.before.includes(word) || wide.after.includes(word))) return false;
  }
  return row.needs.length === 0 || row.needs.some((word) => before.includes(word) || after.includes(word));
}

/** An official exemption that applies (广告绝对化用语执法指南 arts. 4-6), by its id. */
export function exemptionOf(code: string, place: Place, file: ClaimFile): string | undefined {
  for (const exemption of file.exemptions) {
    if (!(exemption.codes as string[]).includes(code)) continue;
    if (exemption.side === 'title') {
      if (insideTitle(place)) return exemption.id;
      continue;
    }
    const { before, after } = around(place, exemption.near, exemption.near);
    const near = exemption.side === 'before' ? before : before + after;
    const speaks = (word: string): boolean => {
      if (exemption.id === 'negated') return negates(before, word);
      return exemption.id === 'disclaimer' ? disclaims(before, after, word) : near.includes(word);
    };
    if (exemption.words.some(speaks)) return exemption.id;
  }
  return undefined;
}

/** A negation counts when at most a few characters part it from the term (不是我们说最好, 但… does not). */
function negates(before: string, word: string): boolean {
  const at = before.lastIndexOf(word);
  return at >= 0 && before.length - at - word.length <= 4 && !/[,，、]/.test(before.slice(at));
}

/**
 * 不具有医疗作用, 不能代替药品、器械治疗疾病: the law itself asks for such sentences. 不能治疗的顽疾 (what others could not cure)
 * and 没有不能治的 boast.
 */
function disclaims(before: string, after: string, word: string): boolean {
  const at = before.lastIndexOf(word);
  if (
    at < 0 ||
    /^的|^而|^[也都]能/.test(after.trimStart()) ||
    /(?:没有|无|哪怕|即使|就算)$/.test(before.slice(0, at))
  )
    return false;
  const between = before.slice(at + word.length);
  // 无 and 没有 deny what follows at once; 无添加 … 治疗 denies something else.
  return (
    between.length <= (/^(?:无|没有|不含|勿)$/.test(word) ? 2 : 9) && !/[,，。但却的也都能不]/.test(between)
  );
}

/** Between 《 and 》: the name of a work. The fold may level the brackets. */
function insideTitle({ text, from, to }: Place): boolean {
  const open = text.lastIndexOf('《', from);
  const close = text.indexOf('》', to);
  if (open < 0 || close < 0) return false;
  const shut = text.lastIndexOf('》', from);
  return open > shut && from - open < 40 && close - to < 40;
}

/** A statement of fact limited by time and region, with a source: lawful when it can be proven (guide arts. 6-7). */
export function isProvableFact(place: Place, file: ClaimFile): boolean {
  const { before, after } = around(place, 40, 40);
  const text = before + after;
  const year =
    new RegExp(file.fact.years).test(text) || /(?:双11|618|截至|截止|年度|季度|上半年|下半年)/.test(text);
  const region = file.fact.regions.some((word) => text.includes(word));
  const source = file.fact.sources.some((word) => text.includes(word));
  if (file.fact.names.some((word) => after.trimStart().startsWith(word))) return true;
  return (year && region) || (source && (year || region));
}

/** 获2023年国际大赛第一名: an award's own name. */
export function isAward(place: Place, file: ClaimFile): boolean {
  const { before, after } = around(place, 14, 8);
  return file.award.some((word) => before.includes(word) || after.includes(word));
}
