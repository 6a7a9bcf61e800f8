const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Decides whether a moment (milliseconds since 1970, taken by the whole minute, UTC) is one to fire at. */
export type Schedule = (minute: number, startedAt: number) => boolean;

/**
 * Reads `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` and `at(2026-01-01T00:00:00)`.
 * @throws Error for an expression that is none of them
 */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const period = Number(rate[1]) * (UNITS[rate[2] ?? ''] ?? 60_000);
    return (minute, startedAt) => {
      const first = Math.ceil(startedAt / 60_000) * 60_000;
      return minute > startedAt && (minute - first) % period === 0;
    };
  }
  const at = /^at\((.+)\)$/.exec(expression);
  if (at !== null) {
    const moment = Math.floor(Date.parse(`${at[1]}Z`) / 60_000) * 60_000;
    return (minute) => minute === moment;
  }
  const cron = /^cron\(([^)]+)\)$/.exec(expression);
  const fields = cron?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== 6) throw new Error(`${expression} is not a schedule expression.`);
  return cronSchedule(fields as [string, string, string, string, string, string]);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cronSchedule([minutes, hours, days, months, weekdays, years]: [
  string,
  string,
  string,
  string,
  string,
  string,
]): Schedule {
  const inMinutes = fieldOf(minutes, 0, 59, []);
  const inHours = fieldOf(hours, 0, 23, []);
  const inMonths = fieldOf(months, 1, 12, ['', ...MONTHS]);
  const inYears = fieldOf(years, 1970, 2199, []);
  return (minute) => {
    const date = new Date(minute);
    return (
      inMinutes(date.getUTCMinutes()) &&
      inHours(date.getUTCHours()) &&
      inMonths(date.getUTCMonth() + 1) &&
      inYears(date.getUTCFullYear()) &&
      dayFits(days, date) &&
      weekdayFits(weekdays, date)
    );
  };
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function dayFits(field: string, date: Date): boolean {
  const day = date.getUTCDate();
  if (field === 'L') return day === daysInMonth(date);
  const nearest = /^(\d+)W$/.exec(field);
  if (nearest !== null) return day === nearestWeekday(Number(nearest[1]), date);
  return fieldOf(field, 1, 31, [])(day);
}

/** The working day nearest to a day of the month, without leaving the month. */
function nearestWeekday(day: number, date: Date): number {
  const last = daysInMonth(date);
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < last ? day + 1 : day - 2;
  return day;
}

/** Days of the week count from 1, Sunday. */
function weekdayFits(field: string, date: Date): boolean {
  const weekday = date.getUTCDay() + 1;
  const last = /^(\w+)L$/.exec(field);
  if (last !== null)
    return weekday === valueIn(last[1] ?? '', ['', ...DAYS]) && date.getUTCDate() > daysInMonth(date) - 7;
  const nth = /^(\w+)#(\d)$/.exec(field);
  if (nth !== null) {
    return (
      weekday === valueIn(nth[1] ?? '', ['', ...DAYS]) && Math.ceil(date.getUTCDate() / 7) === Number(nth[2])
    );
  }
  return fieldOf(field, 1, 7, ['', ...DAYS])(weekday);
}

function valueIn(text: string, names: readonly string[]): number {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 && text !== '' ? named : Number(text);
}

function fieldOf(
  field: string,
  low: number,
  high: number,
  names: readonly string[],
): (value: number) => boolean {
  if (field === '*' || field === '?') return () => true;
  const tests = field.split(',').map((part) => {
    const [span = '', step] = part.split('/');
    const [from = '', to] = span.split('-');
    const first = from === '*' ? low : valueIn(from, names);
    const last = to !== undefined ? valueIn(to, names) : step !== undefined || from === '*' ? high : first;
    const every = step === undefined ? 1 : Number(step);
    if ([first, last, every].some(Number.isNaN) || every < 1)
      throw new Error(`${field} is not a schedule field.`);
    return (value: number) =>
      first <= last
        ? value >= first && value <= last && (value - first) % every === 0
        : value >= first || value <= last;
  });
  return (value) => tests.some((test) => test(value));
}
