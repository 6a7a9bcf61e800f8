import { CHECK_NAMES, CHECK_TITLES } from '../../models/check-name.ts';
import { type FoundDocument, identityOf } from './documents.ts';
import type { Outcome } from './screening.ts';

type Row = { listingId: string; title: string; outcome: Outcome };

/** What the tables are made of: each document with how it ended. */
export function rowsOf(documents: readonly FoundDocument[], outcomes: readonly Outcome[]): Row[] {
  return outcomes.flatMap((outcome, i) => {
    const document = documents[i];
    if (!document) return [];
    const title = document.ok ? document.listing.title : '';
    return [{ listingId: identityOf(document).listingId, title, outcome }];
  });
}

const NAMES: Record<string, string> = {
  pass: '通过 pass',
  remind: '提醒 remind',
  review: '待审 review',
  intercept: '拦截 intercept',
  rejected: '退回 rejected',
  unjudged: '未判 unjudged',
};
const COLOURS: Record<string, number> = {
  pass: 32,
  remind: 36,
  review: 33,
  intercept: 31,
  rejected: 35,
  unjudged: 35,
};

/** Verdicts with the first reason of each, for people. */
export function verdictTable(rows: Row[]): string {
  const lines = rows.map(({ listingId, title, outcome }) => {
    const verdict = verdictOf(outcome);
    const reason = reasonOf(outcome);
    return `${pad(listingId, 22)} ${paint(pad(NAMES[verdict] ?? verdict, 15), COLOURS[verdict] ?? 0)} ${pad(title, 30)} ${cut(reason ?? '', 60)}`;
  });
  return [`${pad('商品', 22)} ${pad('结论', 15)} ${pad('标题', 30)} 首要理由`, ...lines].join('\n');
}

/** How often each check found something, and how the verdicts fell. */
export function summary(rows: Row[]): string {
  const verdicts = new Map<string, number>();
  const found = new Map<string, { ran: number; found: number; unknown: number }>();
  for (const { outcome } of rows) {
    const verdict = verdictOf(outcome);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (outcome.state !== 'judged') continue;
    for (const name of CHECK_NAMES) {
      const result = outcome.screening.results[name];
      if (!result) continue;
      const count = found.get(name) ?? { ran: 0, found: 0, unknown: 0 };
      count.ran++;
      if (result.findings.length > 0) count.found++;
      if (result.state === 'unknown' || result.state === 'errored') count.unknown++;
      found.set(name, count);
    }
  }
  const checks = CHECK_NAMES.map((name) => {
    const count = found.get(name) ?? { ran: 0, found: 0, unknown: 0 };
    return `  ${pad(CHECK_TITLES[name].zh, 18)} 检查 ${String(count.ran).padStart(4)}  发现 ${String(count.found).padStart(4)}  待答复 ${String(count.unknown).padStart(4)}   ${name}`;
  });
  const falls = [...verdicts].map(([name, count]) => `${NAMES[name] ?? name} ${count}`).join('  ');
  return [`结论 / verdicts: ${falls}`, '按检查 / by check:', ...checks].join('\n');
}

/** The verdict's name, or how the document ended without one. */
function verdictOf(outcome: Outcome): string {
  return outcome.state === 'judged' ? (outcome.screening.verdict?.verdict ?? 'unjudged') : outcome.state;
}

function reasonOf(outcome: Outcome): string | undefined {
  if (outcome.state === 'rejected') return outcome.errors[0]?.message;
  if (outcome.state === 'judged') return outcome.screening.verdict?.reasons[0]?.statement.zh;
  return `${Math.round(outcome.ms / 1000)} 秒内没有结论，见 .touchstone/logs`;
}

/** Columns a character takes on a terminal: two for Han and full-width ones. */
function widthOf(character: string): number {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f9ff}]/u.test(
    character,
  )
    ? 2
    : 1;
}

function cut(text: string, columns: number): string {
  let used = 0;
  let out = '';
  // Control and invisible characters of a hostile title must not reach the terminal.
  for (const character of text.replace(/[\p{C}\p{M}]/gu, '')) {
    used += widthOf(character);
    if (used > columns - 1) return `${out}…`;
    out += character;
  }
  return out;
}

function pad(text: string, columns: number): string {
  const short = cut(text, columns);
  const used = [...short].reduce((sum, character) => sum + widthOf(character), 0);
  return short + ' '.repeat(Math.max(0, columns - used));
}

function paint(text: string, colour: number): string {
  return process.stdout.isTTY && colour > 0 ? `\u001b[${colour}m${text}\u001b[0m` : text;
}
