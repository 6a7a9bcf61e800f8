import type { RulePlan, SchedulePlan, Target } from '../template/plan-types.ts';
import type { Bus } from './bus.ts';
import { parseSchedule, type Schedule } from './schedule.ts';

export interface Clock {
  /** Fires a schedule by its name (or the beginning of it) whatever the time is. */
  fire(name: string): void;
  readonly names: readonly string[];
  stop(): void;
}

interface Entry {
  readonly name: string;
  readonly due: Schedule;
  readonly enabled: boolean;
  readonly fire: () => void;
}

/** Fires the template's scheduled rules and schedules, by the minute, UTC. */
export function startClock(
  rules: readonly RulePlan[],
  schedules: readonly SchedulePlan[],
  bus: Bus,
  send: (target: Target, payload: unknown) => void,
  now: () => number,
): Clock {
  const entries: Entry[] = [
    ...rules.flatMap((rule) =>
      rule.schedule === undefined
        ? []
        : [
            {
              name: rule.name,
              due: parseSchedule(rule.schedule),
              enabled: rule.enabled,
              fire: () => bus.fire(rule),
            },
          ],
    ),
    ...schedules.map((schedule) => ({
      name: schedule.name,
      due: parseSchedule(schedule.expression),
      enabled: schedule.enabled,
      fire: () =>
        send(schedule.target, schedule.input === undefined ? {} : (JSON.parse(schedule.input) as unknown)),
    })),
  ];
  const startedAt = now();
  let lastMinute = Math.floor(startedAt / 60_000) * 60_000;
  const timer = setInterval(() => {
    const minute = Math.floor(now() / 60_000) * 60_000;
    // After a sleep of the machine missed minutes are not made up for: the next one comes soon enough.
    if (minute <= lastMinute) return;
    lastMinute = minute;
    for (const entry of entries) if (entry.enabled && entry.due(minute, startedAt)) entry.fire();
  }, 1000);
  timer.unref();
  return {
    names: entries.map(({ name }) => name),
    fire: (name) => {
      const entry =
        entries.find((one) => one.name === name) ?? entries.find((one) => one.name.includes(name));
      if (entry === undefined) throw new Error(`The template has no schedule ${name}.`);
      entry.fire();
    },
    stop: () => clearInterval(timer),
  };
}
