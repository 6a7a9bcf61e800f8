import * as z from 'zod';
import { Selector } from './selector.ts';

/** Which listings of those touched are screened again: those on sale, or also those held back by a verdict. */
export const SCOPES = ['live', 'standing'] as const;
export type Scope = (typeof SCOPES)[number];

export const SWEEP_STATES = [
  'ordered',
  'awaiting-approval',
  'running',
  'paused',
  'done',
  'cancelled',
] as const;
export type SweepState = (typeof SWEEP_STATES)[number];

/** What an operator may do to a sweep. */
export const SWEEP_ACTIONS = ['approve', 'pause', 'resume', 'cancel'] as const;
export type SweepAction = (typeof SWEEP_ACTIONS)[number];

/** A listing on its way through re-screening. */
export const SweepTarget = z.object({ listingId: z.string(), revision: z.number().int() });
export type SweepTarget = z.infer<typeof SweepTarget>;

/** The order as it was given; it can be long, so it lies in the bucket. */
export const StoredOrder = z.object({ id: z.string(), select: z.array(Selector) });

/** A stock sweep: what was ordered, how far it is, and who did what to it. `tick` counts its steps. */
export const Sweep = z.object({
  sweepId: z.string(),
  cause: z.object({ zh: z.string(), en: z.string() }),
  scope: z.enum(SCOPES),
  /** Run of every screening it starts; sorts after the upload's `0` and after earlier sweeps. */
  run: z.string(),
  state: z.enum(SWEEP_STATES),
  tick: z.number().int(),
  orderedAt: z.string(),
  /** Not before: until then containers may still judge by the former knowledge, and cards be on their way. */
  startAt: z.string(),
  /** Listings in each part of the plan; empty until planned. */
  parts: z.array(z.number().int()),
  /** The next listing to send. */
  next: z.object({ part: z.number().int(), offset: z.number().int() }),
  inFlight: z.array(SweepTarget.extend({ sentAt: z.string() })),
  counts: z.object({
    /** Judged again. */
    screened: z.number().int(),
    /** Replaced, withdrawn or out of scope meanwhile. */
    skipped: z.number().int(),
    /** Sent, but not judged in time: their documents are gone, or a stage stands still. */
    unfinished: z.number().int(),
  }),
  actions: z.array(z.object({ at: z.string(), by: z.string(), action: z.enum(SWEEP_ACTIONS) })),
});
export type Sweep = z.infer<typeof Sweep>;

const TRANSITIONS: Record<SweepAction, Partial<Record<SweepState, SweepState>>> = {
  approve: { 'awaiting-approval': 'running' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  cancel: {
    ordered: 'cancelled',
    'awaiting-approval': 'cancelled',
    running: 'cancelled',
    paused: 'cancelled',
  },
};

/** The sweep after an operator's action; undefined when its state does not allow that. */
export function act(sweep: Sweep, action: SweepAction, by: string, at: string): Sweep | undefined {
  const state = TRANSITIONS[action][sweep.state];
  if (!state) return undefined;
  return { ...sweep, state, actions: [...sweep.actions, { at, by, action }].slice(-50) };
}

export const totalOf = (sweep: Pick<Sweep, 'parts'>): number =>
  sweep.parts.reduce((sum, part) => sum + part, 0);

/** A sweep that would touch more listings than this waits for a person: a slip in a rule must not re-judge the stock. */
export const APPROVAL_ABOVE = 20_000;
