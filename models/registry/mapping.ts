import * as z from 'zod';

export const STATUSES = ['valid', 'expired', 'suspended', 'revoked', 'cancelled'] as const;
const Status = z.enum(STATUSES);
/** Where a value lies in an answer: `data.rows.0.status`; empty for the whole body. */
const Path = z.string().max(200);

/** How a row or an answer of a registry becomes our record. */
export const RecordMapping = z.strictObject({
  /** Paths within the record. A field whose path is not there is left out. */
  fields: z.strictObject({
    number: Path,
    /** Where the answer names the kind it speaks of; another kind's record is another question's answer. */
    kind: Path.optional(),
    /** Without it every record found is `status.otherwise`: a registry that lists only what is in force. */
    status: Path.optional(),
    holder: Path.optional(),
    product: Path.optional(),
    validUntil: Path.optional(),
  }),
  /** Further fields kept as the registry gave them: our name → path. */
  extra: z.record(z.string(), Path).default({}),
  /** An object of which every text is kept. */
  extraFrom: Path.optional(),
  status: z.strictObject({
    /** Their word → ours. A word that is not here makes the answer unreadable, unless `otherwise` is set. */
    words: z.record(z.string(), Status).default({}),
    otherwise: Status.optional(),
  }),
});
export type RecordMapping = z.infer<typeof RecordMapping>;

/** One way a registry says "no such number"; every named part must hold. A status alone never says it. */
export const AbsenceRule = z
  .strictObject({
    httpStatus: z.int().min(100).max(599).default(200),
    path: Path,
    /** The value at `path`; or that `path` holds an empty list. */
    equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
    emptyList: z.literal(true).optional(),
  })
  .refine(
    (rule) => (rule.equals === undefined) !== (rule.emptyList === undefined),
    'one of equals, emptyList',
  );
export type AbsenceRule = z.infer<typeof AbsenceRule>;

/** How one kind of credential is asked for. Templates know {kind}, {number} and {key}. */
export const KindMapping = RecordMapping.extend({
  method: z.enum(['GET', 'POST']).default('GET'),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON in whose strings the templates are filled in, or a text for forms (values are URL-encoded). */
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  /** Where the record lies, tried in turn; a list there is searched for the number asked. */
  record: z.array(Path).min(1).default(['']),
  /** Path and value that must hold in a 200 answer before it is read (`code` = 0); others are errors. */
  success: z.strictObject({ path: Path, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
  absent: z.array(AbsenceRule).default([]),
});
export type KindMapping = z.infer<typeof KindMapping>;

/** Waiting and asking; a question in a full line may take twice as long before it gives up. */
const MAX_ANSWER_MS = 12_000;

/** One registry behind HTTP, and how hard it may be asked. */
export const HttpSource = z
  .strictObject({
    /** Questions a second over all containers, retries included. @default unlimited */
    perSecond: z.number().positive().optional(),
    timeoutMs: z.int().positive().default(2_000),
    /** Questions at once from one container. */
    concurrency: z.int().positive().default(10),
    /** How long a question may wait for its turn before it counts as unanswered. */
    maxWaitMs: z.int().nonnegative().default(5_000),
    retries: z.int().min(0).max(5).default(2),
    /** How long a registry that failed five times in a row is left alone. */
    restMs: z.int().positive().max(600_000).default(10_000),
    /** Name in Secrets Manager, under `touchstone/registries/`; its text fills {key}. */
    secret: z
      .string()
      .regex(/^touchstone\/registries\/[\w/+=.@-]+$/)
      .optional(),
    kinds: z.record(z.string(), KindMapping),
  })
  .refine(
    ({ timeoutMs, maxWaitMs }) => timeoutMs + maxWaitMs <= MAX_ANSWER_MS,
    `timeoutMs and maxWaitMs together may be ${MAX_ANSWER_MS}: the check that asks has 30 seconds`,
  );
export type HttpSource = z.infer<typeof HttpSource>;

/** A snapshot imported by `tools/import-registry.ts`; its own statement says how complete and how fresh it is. */
export const SnapshotSource = z.strictObject({ kinds: z.array(z.string()).min(1) });

/**
 * All registries, as operators configure them in `knowledge/registries/config.json` of the bucket. A new official
 * interface is connected here, without a release.
 */
export const RegistryConfig = z
  .strictObject({
    version: z.literal(1),
    registries: z.array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9-]+$/),
        http: HttpSource.optional(),
        snapshot: SnapshotSource.optional(),
      }),
    ),
  })
  .superRefine(({ registries }, context) => {
    const seen = new Set<string>();
    for (const { name, http, snapshot } of registries) {
      const kinds = [...new Set([...Object.keys(http?.kinds ?? {}), ...(snapshot?.kinds ?? [])])];
      for (const kind of kinds) {
        if (seen.has(kind)) context.addIssue(`${kind} is asked of two registries (${name})`);
        seen.add(kind);
      }
    }
  });
export type RegistryConfig = z.infer<typeof RegistryConfig>;

export const CONFIG_KEY = 'knowledge/registries/config.json';

/** The plain interface: `GET {url}/{kind}/{number}`, our own field names, 404 with `{"absent": true}`. */
export function plainMapping(url: string): KindMapping {
  return KindMapping.parse({
    url: `${url}/{kind}/{number}`,
    fields: {
      number: 'number',
      kind: 'kind',
      status: 'status',
      holder: 'holder',
      product: 'product',
      validUntil: 'validUntil',
    },
    extraFrom: 'fields',
    status: { words: Object.fromEntries(STATUSES.map((status) => [status, status])) },
    absent: [{ httpStatus: 404, path: 'absent', equals: true }],
  });
}
