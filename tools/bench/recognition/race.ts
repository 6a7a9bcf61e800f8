import { median } from '../table.ts';

export const ROUNDS = 7;
/** Milliseconds a contestant runs, and how often at least, before the clock starts: the compiler needs a while to see what is hot. */
const WARM_MS = 1500;
const WARM = 3;

/** Medians in milliseconds a run, and the medians of ratios taken round by round. */
export type Race<K extends string> = Record<K, number> & { ratio(of: K, to: K): number };

/**
 * Several rounds in which every contestant runs once, in turn: whatever else the machine does meets all of them alike,
 * and a ratio is taken within its round.
 */
export function race<K extends string>(contestants: Record<K, () => unknown>, rounds = ROUNDS): Race<K> {
  const names = Object.keys(contestants) as K[];
  const begun = performance.now();
  for (let i = 0; i < WARM || performance.now() - begun < WARM_MS * names.length; i++)
    for (const name of names) contestants[name]();
  const times = emptyTimes(names);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const begun = performance.now();
      contestants[name]();
      times[name].push(performance.now() - begun);
    }
  }
  return summed(names, times);
}

/** Milliseconds passed, or milliseconds of processor spent by this process and all its threads. */
const clocks = {
  wall: () => performance.now(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
} as const;

/**
 * The same for work that has to be awaited. Work that only one thread does at a time may be measured by the processor
 * it costs, which does not change with what others do on the machine.
 */
export async function raceAsync<K extends string>(
  contestants: Record<K, () => Promise<unknown>>,
  { rounds = ROUNDS, by = 'wall' }: { readonly rounds?: number; readonly by?: keyof typeof clocks } = {},
): Promise<Race<K>> {
  const now = clocks[by];
  const names = Object.keys(contestants) as K[];
  const begun = performance.now();
  for (let i = 0; i < WARM || performance.now() - begun < WARM_MS * names.length; i++)
    for (const name of names) await contestants[name]();
  const times = emptyTimes(names);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const begun = now();
      await contestants[name]();
      times[name].push(now() - begun);
    }
  }
  return summed(names, times);
}

function emptyTimes<K extends string>(names: readonly K[]): Record<K, number[]> {
  return Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
}

function summed<K extends string>(names: readonly K[], times: Record<K, number[]>): Race<K> {
  const medians = Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>;
  const ratio = (of: K, to: K): number => median(times[of].map((one, i) => one / (times[to][i] as number)));
  return { ...medians, ratio };
}
