const ENDLESS = /^(长期|长期有效|永久|永久有效|无固定期限|无|-+|—+|\/)?$/;
const CHINA = 8 * 3_600_000;

/**
 * The last day of a term as registries write it: `2027-05-01`, `2027/5/1`, `2027.05.01`, `20270501`, `2027年5月1日`,
 * an ISO time, or seconds or milliseconds since 1970 (read as a day in China).
 * @returns `YYYY-MM-DD`, or `undefined` where the term has no end
 * @throws RangeError for anything else: a date that cannot be read must not be taken for "no end"
 */
export function readDay(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return dayOfEpoch(value);
  const text = String(value).normalize('NFKC').trim();
  if (ENDLESS.test(text)) return undefined;
  if (/^\d{10}$|^\d{13}$/.test(text)) return dayOfEpoch(Number(text));
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) return dayOfEpoch(Date.parse(text));
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?$/.exec(text);
  if (!match) throw new RangeError(`no date: ${text.slice(0, 30)}`);
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new RangeError(`no such day: ${text.slice(0, 30)}`);
  return day;
}

function dayOfEpoch(value: number): string {
  const ms = Math.abs(value) < 1e11 ? value * 1000 : value;
  const day = new Date(ms + CHINA);
  if (Number.isNaN(day.getTime())) throw new RangeError(`no time: ${value}`);
  return day.toISOString().slice(0, 10);
}
