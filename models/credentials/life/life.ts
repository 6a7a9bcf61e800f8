import * as z from 'zod';
import { Bilingual } from '../../text-pair.ts';
import { LIFE_EVENTS, LIFE_STATES } from '../life.ts';

const Day = z.iso.date();

/** One merchant's one credential. `number` is the normalized one of models/credentials/parse.ts. */
export const LifeKey = z.object({ merchantId: z.string(), kind: z.string(), number: z.string() });
export type LifeKey = z.infer<typeof LifeKey>;

/** Rules that may set the one clock of a credential, the most pressing first among equals. */
export const CLOCK_RULES = [
  'sweep-order',
  'term-end',
  'no-answer',
  'days-7',
  'days-30',
  'reverify',
  'reverify-limit',
  'retry',
  'look',
] as const;
export type ClockRule = (typeof CLOCK_RULES)[number];

const Refused = z.object({
  stale: z.number().int(),
  illegal: z.number().int(),
  last: z.object({ at: z.string(), event: z.enum(LIFE_EVENTS), state: z.enum(LIFE_STATES) }).optional(),
});

export const HistoryEntry = z.object({
  at: z.string(),
  event: z.string(),
  from: z.enum(LIFE_STATES),
  to: z.enum(LIFE_STATES),
  note: z.string().optional(),
  /** The person who decided; shown to staff only. */
  by: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A re-screening of the listings that show the credential, decided but not yet ordered. */
export const PendingSweep = z.object({ id: z.string(), cause: Bilingual });

/** A merchant's word that it was renewed; it counts when the registry or a person confirms it. */
export const Renewal = z.object({
  validUntil: Day,
  image: z.string().optional(),
  submittedAt: z.string(),
  state: z.enum(['needs-review', 'confirmed', 'refused']),
  /** By when a person decides, while it needs one. */
  dueAt: z.string().optional(),
  decidedAt: z.string().optional(),
  decidedBy: z.string().optional(),
  reason: z.string().optional(),
});
export type Renewal = z.infer<typeof Renewal>;

/** The record of a credential's life. */
export const Life = LifeKey.extend({
  state: z.enum(LIFE_STATES),
  since: z.string(),
  firstSeen: z.string(),
  /** As the merchant declared it, on the listing named. */
  declared: z.object({
    validUntil: Day.optional(),
    holder: z.string().optional(),
    product: z.string().optional(),
    listingId: z.string(),
    at: z.string(),
  }),
  /** As the registry said when it was last asked; `asOf` is when the registry said it, not when we read it. */
  registry: z
    .object({
      status: z.enum(['valid', 'expired', 'suspended', 'revoked', 'cancelled', 'absent']),
      validUntil: Day.optional(),
      holder: z.string().optional(),
      product: z.string().optional(),
      asOf: z.string(),
    })
    .optional(),
  /** As a person confirmed it, over what the registry said then: a later word of the registry counts again. */
  confirmed: z
    .object({ validUntil: Day.optional(), over: Day.optional(), at: z.string(), by: z.string() })
    .optional(),
  /** The registry is being asked without an answer. */
  asking: z
    .object({ since: z.string(), tries: z.number().int(), nextAt: z.string(), deadline: z.string() })
    .optional(),
  /** Nobody is there to be asked of this kind. */
  unasked: z.boolean().optional(),
  lookAt: z.string().optional(),
  renewal: Renewal.optional(),
  /** The law's own clock of re-verification. `asked` when the merchant was asked to help. */
  reverify: z
    .object({ lastAt: z.string(), dueAt: z.string(), limitAt: z.string(), asked: z.string().optional() })
    .optional(),
  sweeps: z.array(PendingSweep).max(8).default([]),
  /** The one clock: when we look next, and which rule set it. */
  due: z.object({ at: z.string(), rule: z.enum(CLOCK_RULES) }).optional(),
  history: z.array(HistoryEntry).max(60).default([]),
  /** Entries older than the kept ones. */
  dropped: z.number().int().default(0),
  refused: Refused.default({ stale: 0, illegal: 0 }),
  /** Counts writes; each is conditional on the one it read. */
  version: z.number().int().default(0),
});
export type Life = z.infer<typeof Life>;

export const MAX_HISTORY = 40;
export const lifeName = (key: Pick<LifeKey, 'kind' | 'number'>) => `${key.kind}#${key.number}`;
