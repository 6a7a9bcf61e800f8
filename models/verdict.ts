import * as z from 'zod';
import { CHECK_NAMES, CheckName } from './check-name.ts';
import { CheckState, Evidence, evidenceForMerchants } from './finding.ts';
import { LawReference } from './law.ts';
import { Bilingual } from './text-pair.ts';

/** The lattice, mildest first: a verdict is the largest outcome any rule asked for. */
export const VERDICTS = ['pass', 'remind', 'review', 'intercept'] as const;
export const VerdictName = z.enum(VERDICTS);
export type VerdictName = z.infer<typeof VerdictName>;

/** Join of the lattice. */
export function worst(a: VerdictName, b: VerdictName): VerdictName {
  return VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b;
}

export const SEVERITIES = ['minor', 'serious', 'grave'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

/** One paragraph of the statement of reasons: rule, law and article, evidence, smallest change that passes. */
export const Reason = z.object({
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  check: CheckName,
  code: z.string(),
  outcome: VerdictName,
  severity: Severity,
  strength: z.number(),
  statement: Bilingual,
  law: z.array(LawReference),
  evidence: z.array(Evidence),
  remedy: Bilingual,
});
export type Reason = z.infer<typeof Reason>;

/** Why the verdict is what it is: every rule asked, with what it saw. */
export type ExplanationNode = {
  kind: 'policy' | 'check' | 'rule' | 'condition';
  id: string;
  /** Three-valued: `unknown` means an input was missing. */
  value: 'true' | 'false' | 'unknown' | VerdictName;
  says: string;
  children?: ExplanationNode[];
};

export const ExplanationNode: z.ZodType<ExplanationNode> = z.lazy(() =>
  z.object({
    kind: z.enum(['policy', 'check', 'rule', 'condition']),
    id: z.string(),
    value: z.enum(['true', 'false', 'unknown', ...VERDICTS]),
    says: z.string(),
    children: z.array(ExplanationNode).optional(),
  }),
);

export const Verdict = z.object({
  verdict: VerdictName,
  policyVersion: z.string(),
  knowledge: z.string(),
  reasons: z.array(Reason),
  explanation: ExplanationNode,
  /** State of each check that ran, and the revision a reused one came from. */
  checks: z.partialRecord(
    z.enum(CHECK_NAMES),
    z.object({ state: CheckState, reusedFrom: z.number().int().optional() }),
  ),
});
export type Verdict = z.infer<typeof Verdict>;

/** The verdict as the merchant it concerns may read it: nobody else's identity. */
export const verdictForMerchants = (verdict: Verdict): Verdict => ({
  ...verdict,
  reasons: verdict.reasons.map((reason) => ({ ...reason, evidence: evidenceForMerchants(reason.evidence) })),
});
