import { READS_CERTIFICATES } from './certificate-pictures.ts';
import { CHECK_NAMES, type CheckName } from './check-name.ts';
import { CHECK_NEEDS } from './checks/needs.ts';
import { JUDGED_BY, type StagePart } from './knowledge.ts';

/** What a stage of the pipeline is, as data: infra builds queues and functions from it, nothing else does. */
export type Stage = {
  readonly name: string;
  /** Folder under functions/ that holds its handler. */
  readonly entry: string;
  readonly trigger:
    | {
        readonly kind: 'queue';
        readonly batch: number;
        readonly windowSeconds: number;
        readonly concurrency: number;
      }
    | { readonly kind: 'stream'; readonly batch: number }
    | { readonly kind: 'schedule'; readonly everyMinutes: number };
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Knowledge loaded at start; a part not named here cannot be read by the stage. */
  readonly knowledge: readonly StagePart[];
  readonly sends: readonly string[];
  /** What a person loses when this stage stands still; the text of its alarm. */
  readonly impact: string;
};

const checkStage = (name: CheckName): Stage => ({
  name: `check-${name}`,
  entry: 'check',
  trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 50 },
  timeoutSeconds: 30,
  memoryMb: 512,
  knowledge: CHECK_NEEDS[name],
  sends: ['adjudicate'],
  impact: `Uploaded listings wait without a verdict: the ${name} check is not answering.`,
});

/**
 * THE pipeline: upload → intake → (certificates read, marks looked for) → six checks → adjudicate → publish → webhook; what heals it; and
 * the stock's own lane.
 */
export const PIPELINE = [
  {
    name: 'intake',
    entry: 'intake',
    trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 100 },
    timeoutSeconds: 60,
    memoryMb: 512,
    knowledge: ['lexicon', 'goods'],
    sends: [
      ...CHECK_NAMES.map((name) => `check-${name}`),
      'read-certificates',
      'find-marks',
      'adjudicate',
      'index-stock',
    ],
    impact: 'Merchants upload listings and nothing happens: intake is not taking them in.',
  },
  {
    name: 'read-certificates',
    entry: 'read-certificates',
    // One engine a container reads one page at a time; a page takes seconds, so batches stay small.
    trigger: { kind: 'queue', batch: 2, windowSeconds: 0, concurrency: 20 },
    timeoutSeconds: 240,
    memoryMb: 2048,
    knowledge: [],
    sends: READS_CERTIFICATES.map((name) => `check-${name}`),
    impact: 'Listings with pictures of certificates wait without a verdict: nobody reads the certificates.',
  },
  {
    name: 'find-marks',
    entry: 'find-marks',
    // A listing's new pictures one after the other: each takes about a second of this much machine.
    trigger: { kind: 'queue', batch: 1, windowSeconds: 0, concurrency: 50 },
    timeoutSeconds: 120,
    memoryMb: 512,
    knowledge: ['marks'],
    sends: ['check-counterfeit'],
    impact:
      'Listings with new pictures wait without a verdict: nobody looks for parts of registered pictures and for brands’ marks.',
  },
  ...CHECK_NAMES.map(checkStage),
  {
    name: 'adjudicate',
    entry: 'adjudicate',
    // The results of a screening's six checks are joined here: the more come together, the fewer writes (docs/adr/0012).
    trigger: { kind: 'queue', batch: 100, windowSeconds: 1, concurrency: 50 },
    timeoutSeconds: 30,
    memoryMb: 512,
    knowledge: ['policy', 'terms'],
    sends: [],
    impact: 'Checked listings wait without a verdict: nothing goes live and nothing is intercepted.',
  },
  {
    name: 'publish',
    entry: 'publish',
    trigger: { kind: 'stream', batch: 10 },
    timeoutSeconds: 30,
    memoryMb: 256,
    knowledge: [],
    sends: ['webhook', 'index-stock'],
    impact: 'Verdicts are made but nobody is told: the listing pipeline keeps waiting.',
  },
  {
    name: 'webhook',
    entry: 'webhook',
    trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 20 },
    timeoutSeconds: 30,
    memoryMb: 256,
    knowledge: [],
    sends: [],
    impact: 'The listing pipeline is not called back with verdicts; it can still read them from the API.',
  },
  {
    name: 'overdue',
    entry: 'overdue',
    trigger: { kind: 'schedule', everyMinutes: 5 },
    timeoutSeconds: 120,
    memoryMb: 256,
    knowledge: [],
    sends: ['intake', 'sweep'],
    impact: 'A listing whose message was lost stays without a verdict: the overdue sweep is not running.',
  },
  {
    name: 'credential-clock',
    entry: 'credential-clock',
    trigger: { kind: 'schedule', everyMinutes: 15 },
    timeoutSeconds: 600,
    memoryMb: 512,
    knowledge: ['terms'],
    sends: ['sweep'],
    impact:
      'Licences expire, are suspended or renewed and nobody is told: goods stay on sale without a licence in force, or held though it was renewed.',
  },
  {
    name: 'knowledge',
    entry: 'knowledge',
    trigger: { kind: 'queue', batch: 1, windowSeconds: 0, concurrency: 2 },
    timeoutSeconds: 120,
    memoryMb: 512,
    knowledge: [],
    sends: ['sweep'],
    impact: 'New rules, words and brand features do not take effect: knowledge is not being published.',
  },
  {
    name: 'index-stock',
    entry: 'index-stock',
    // Many cards make one file of the index.
    trigger: { kind: 'queue', batch: 1000, windowSeconds: 10, concurrency: 5 },
    timeoutSeconds: 60,
    memoryMb: 512,
    knowledge: [],
    sends: [],
    impact: 'A change of rules will miss listings screened now: they are not entering the stock index.',
  },
  {
    name: 'sweep',
    entry: 'sweep',
    trigger: { kind: 'queue', batch: 1, windowSeconds: 0, concurrency: 4 },
    timeoutSeconds: 300,
    memoryMb: 512,
    knowledge: [],
    sends: ['sweep', 'rescreen'],
    impact: 'Listings on sale are not checked against changed rules: stock sweeps stand still.',
  },
  {
    // The low-priority lane: a function of its own, so that no upload waits behind the stock.
    name: 'rescreen',
    entry: 'rescreen',
    trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 10 },
    timeoutSeconds: 60,
    memoryMb: 512,
    knowledge: JUDGED_BY,
    sends: ['adjudicate', 'read-certificates', 'find-marks'],
    impact:
      'Stock sweeps send listings to be screened again and nothing happens: re-screening is not answering.',
  },
] as const satisfies readonly Stage[];

/** How long a screening may take before the overdue sweep looks at it. */
export const OVERDUE_AFTER_SECONDS = 300;
/** Shards of the overdue index, so that no partition is hot. */
export const OVERDUE_SHARDS = 16;
/** Shards of the credentials' clocks in the same index. */
export const CREDENTIAL_SHARDS = 16;

export function stageOf(name: string): Stage {
  const stage = PIPELINE.find((candidate) => candidate.name === name);
  if (!stage) throw new RangeError(`no stage named ${name}`);
  return stage;
}

/** The diagnostics channel on which functions mark what the core does (parsing, recognition, checks). */
export const CORE_WORK = 'touchstone.core';
