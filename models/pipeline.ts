import { READS_CERTIFICATES } from './certificate-pictures.ts';
import { CHECK_NAMES, type CheckName } from './check-name.ts';
import { CHECK_NEEDS } from './checks/needs.ts';
import type { KnowledgePart } from './knowledge.ts';

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
  readonly knowledge: readonly KnowledgePart[];
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

/** THE pipeline: upload → intake → (certificates read) → six checks → adjudicate → publish → webhook, with its two sweeps. */
export const PIPELINE = [
  {
    name: 'intake',
    entry: 'intake',
    trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 100 },
    timeoutSeconds: 60,
    memoryMb: 1024,
    knowledge: ['lexicon', 'goods'],
    sends: [...CHECK_NAMES.map((name) => `check-${name}`), 'read-certificates', 'adjudicate'],
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
  ...CHECK_NAMES.map(checkStage),
  {
    name: 'adjudicate',
    entry: 'adjudicate',
    trigger: { kind: 'queue', batch: 10, windowSeconds: 0, concurrency: 50 },
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
    sends: ['webhook'],
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
    sends: ['intake'],
    impact: 'A listing whose message was lost stays without a verdict: the overdue sweep is not running.',
  },
  {
    name: 'knowledge',
    entry: 'knowledge',
    trigger: { kind: 'queue', batch: 1, windowSeconds: 0, concurrency: 2 },
    timeoutSeconds: 120,
    memoryMb: 1024,
    knowledge: [],
    sends: [],
    impact: 'New rules, words and brand features do not take effect: knowledge is not being published.',
  },
] as const satisfies readonly Stage[];

/** How long a screening may take before the overdue sweep looks at it. */
export const OVERDUE_AFTER_SECONDS = 300;
/** Shards of the overdue index, so that no partition is hot. */
export const OVERDUE_SHARDS = 16;

export function stageOf(name: string): Stage {
  const stage = PIPELINE.find((candidate) => candidate.name === name);
  if (!stage) throw new RangeError(`no stage named ${name}`);
  return stage;
}
