import type { CheckName } from '../check-name.ts';
import type { LifeTruths } from '../credentials/life/truth.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { ProductHit } from '../goods/recognition.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { LawReference } from '../law.ts';
import type { EarlierRefusal } from '../refusal.ts';
import type { RegistryAnswers, RegistryQuestion } from '../registry/port.ts';
import type { FieldGroup } from '../screening.ts';
import type { ImageSight, Subject } from '../subject.ts';
import type { Bilingual } from '../text-pair.ts';

/** What a check answers: findings, and what it could not learn (which makes its state `unknown`). */
export type CheckAnswer = {
  findings: Finding[];
  missing?: string[];
  /** Whether asking again later may help: an outage, as opposed to text beyond a limit. */
  retryable?: boolean;
};

/** A check: pure, from what a listing is and what we know to what it saw. `K` names the knowledge it reads. */
export type Check<K extends keyof KnowledgeSet = keyof KnowledgeSet> = {
  readonly name: CheckName;
  /** Field groups it looks at; an edit elsewhere reuses its earlier result. */
  readonly reads: readonly FieldGroup[];
  readonly sight: ImageSight;
  /** False when the listing cannot concern it; then it does not run at all. */
  applies(subject: Subject): boolean;
  /** What must be asked outside before it can run. */
  questions?(subject: Subject, knowledge: Pick<KnowledgeSet, K>): RegistryQuestion[];
  /**
   * `truths`: what the records of the credentials it shows know of them. `earlier`: refused listings of the merchant that this
   * one resembles.
   */
  run(
    subject: Subject,
    knowledge: Pick<KnowledgeSet, K>,
    answers: RegistryAnswers,
    truths?: LifeTruths,
    earlier?: readonly EarlierRefusal[],
  ): CheckAnswer;
};

/** Builds findings of one check without repeating its name. */
export function findingOf(check: CheckName) {
  return (
    code: string,
    strength: number,
    message: Bilingual,
    remedy: Bilingual,
    evidence: Evidence[],
    values?: Record<string, string>,
    law?: readonly LawReference[],
  ): Finding => ({
    check,
    code,
    strength: Math.min(1, Math.max(0, strength)),
    message,
    remedy,
    evidence: evidence.slice(0, 20),
    ...(values ? { values } : {}),
    ...(law && law.length > 0 ? { law: [...law] } : {}),
  });
}

/** Chance that at least one sign is right; signs of one listing hang together, so each further one counts half. */
export function together(strengths: readonly number[]): number {
  const [first = 0, ...others] = [...strengths].sort((a, b) => b - a);
  return 1 - others.reduce((doubt, strength) => doubt * (1 - strength / 2), 1 - first);
}

/** A product word where it stands. */
export function productEvidence({ field, start, end, term }: ProductHit): Evidence {
  return { type: 'text', field, start, end, text: term };
}
