import * as z from 'zod';

/** Days off and make-up working days by year, as the State Council publishes them; data, not code. */
export const Calendar = z.strictObject({
  source: z.string(),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({ holidays: z.array(z.iso.date()), workdays: z.array(z.iso.date()) }),
  ),
});
export type Calendar = z.infer<typeof Calendar>;

const DAY = 86_400_000;
/** China keeps one time zone without summer time. */
const CHINA = 8 * 3_600_000;

/** The calendar day in China of an ISO time. */
export function dayInChina(now: string): string {
  return new Date(Date.parse(now) + CHINA).toISOString().slice(0, 10);
}

export function plusDays(now: string, days: number): string {
  return new Date(Date.parse(now) + days * DAY).toISOString();
}

/** Whether people work in China on that day. A year without data falls back to Monday-Friday. */
export function isWorkingDay(day: string, calendar: Calendar): boolean {
  const year = calendar.years[day.slice(0, 4)];
  if (year?.workdays.includes(day)) return true;
  if (year?.holidays.includes(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** End of the `count`-th working day after `now`, as ISO time (23:59:59 in China). Day one is tomorrow. */
export function addWorkingDays(now: string, count: number, calendar: Calendar): string {
  let day = dayInChina(now);
  for (let left = count; left > 0; ) {
    day = new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
    if (isWorkingDay(day, calendar)) left--;
  }
  return new Date(Date.parse(`${day}T23:59:59Z`) - CHINA).toISOString();
}
