import { readFileSync } from 'node:fs';
import { PRICES, type Price } from './prices.ts';

/** Counts of calls by kind, such as `dynamodb.write-units`; fractions occur (half a read unit). */
export type CallCounts = Record<string, number>;

export function addCounts(into: CallCounts, from: CallCounts): void {
  for (const [key, amount] of Object.entries(from)) into[key] = (into[key] ?? 0) + amount;
}

export interface BillRow {
  readonly service: string;
  readonly item: string;
  readonly units: number;
  readonly usd: number;
  readonly usdPerMillionListings: number;
}

export interface Bill {
  readonly region: string;
  readonly pricesOf: string;
  readonly listings: number;
  readonly rows: readonly BillRow[];
  readonly usd: number;
  readonly usdPerMillionListings: number;
}

/** Processor time in milliseconds since the start, by who used it. */
export interface CpuReport {
  readonly main: number;
  readonly engine: number;
  readonly functions: Readonly<Record<string, number>>;
  /** Of the functions, what the core took: parsing, recognition, checks. */
  readonly core: number;
  /** This process (main, workers and helpers of the runtime) and the DynamoDB engine together. */
  readonly total: number;
}

/** Milliseconds and bytes of one invocation. */
export interface InvocationUsage {
  readonly durationMs: number;
  readonly cpuMs: number;
  readonly coreMs: number;
  readonly logBytes: number;
}

export interface Meter {
  /** Adds to what one function (or `runtime`) has used. */
  add(owner: string, counts: CallCounts): void;
  addInvocation(owner: string, memoryMb: number, usage: InvocationUsage): void;
  totals(): CallCounts;
  byFunction(): Record<string, CallCounts>;
  /** What so many listings would have cost on AWS at list price. */
  report(listings: number): Bill;
  cpu(): CpuReport;
  reset(): void;
}

/** Kernel clock ticks a second, as /proc counts them on Linux. */
const TICKS = 100;

export function createMeter(enginePid: () => number | undefined): Meter {
  const owners = new Map<string, CallCounts>();
  const cpu = new Map<string, number>();
  let core = 0;
  let begun = readClocks();

  function readClocks(): { main: number; process: number; engine: number } {
    const main = process.threadCpuUsage();
    const all = process.cpuUsage();
    return {
      main: (main.user + main.system) / 1000,
      process: (all.user + all.system) / 1000,
      engine: processCpuMs(enginePid()),
    };
  }

  const add = (owner: string, counts: CallCounts): void => {
    const known = owners.get(owner) ?? {};
    addCounts(known, counts);
    owners.set(owner, known);
  };
  const totals = (): CallCounts => {
    const sum: CallCounts = {};
    for (const counts of owners.values()) addCounts(sum, counts);
    return sum;
  };
  return {
    add,
    addInvocation: (owner, memoryMb, { durationMs, cpuMs, coreMs, logBytes }) => {
      add(owner, {
        'lambda.requests': 1,
        // Billed by the millisecond, rounded up.
        'lambda.gb-seconds': (Math.ceil(durationMs) / 1000) * (memoryMb / 1024),
        'logs.megabytes': logBytes / 1e6,
      });
      cpu.set(owner, (cpu.get(owner) ?? 0) + cpuMs);
      core += coreMs;
    },
    totals,
    byFunction: () => Object.fromEntries([...owners].map(([owner, counts]) => [owner, { ...counts }])),
    report: (listings) => billOf(totals(), listings),
    cpu: () => {
      const clocks = readClocks();
      return {
        main: clocks.main - begun.main,
        engine: clocks.engine - begun.engine,
        functions: Object.fromEntries(cpu),
        core,
        total: clocks.process - begun.process + clocks.engine - begun.engine,
      };
    },
    reset: () => {
      owners.clear();
      cpu.clear();
      core = 0;
      begun = readClocks();
    },
  };
}

export function billOf(counts: CallCounts, listings: number): Bill {
  const prices: readonly Price[] = PRICES.items;
  const rows = prices
    .filter(({ key }) => (counts[key] ?? 0) > 0)
    .map(({ key, service, item, usdPerMillion }) => {
      const units = counts[key] ?? 0;
      const usd = (units * usdPerMillion) / 1e6;
      return { service, item, units, usd, usdPerMillionListings: listings > 0 ? (usd / listings) * 1e6 : 0 };
    });
  const usd = rows.reduce((sum, row) => sum + row.usd, 0);
  return {
    region: PRICES.region,
    pricesOf: PRICES.date,
    listings,
    rows,
    usd,
    usdPerMillionListings: listings > 0 ? (usd / listings) * 1e6 : 0,
  };
}

function processCpuMs(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    // The command name in field 2 may hold spaces; the fields after its closing bracket are counted.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    return 0;
  }
}
