import type { CheckName } from '../../models/check-name.ts';
import type { CheckResult } from '../../models/finding.ts';
import type { KnowledgeSet } from '../../models/knowledge-set.ts';
import type { Subject } from '../../models/subject.ts';
import type { Clock } from './clock.ts';
import type { Lives } from './lives/port.ts';
import { credentialsOf, livesOf, overheard, recordSeen } from './lives/record-seen.ts';
import type { Records } from './records/port.ts';
import type { Registry } from './registry/registry.ts';
import { earlierRefusals } from './relisting.ts';
import { runOne } from './screen-once.ts';

export type ScreenCheckDependencies = {
  registry: Registry;
  lives: Lives;
  records: Pick<Records, 'refusals' | 'latestJudged'>;
  clock: Clock;
};

/**
 * Runs one check. One that looks at credentials reads their records first and writes what is new of them; the integrity
 * check reads what the merchant was refused before. `putUp`: when the revision was uploaded, now unless it is on sale.
 */
export async function screenCheck(
  check: CheckName,
  subject: Subject,
  knowledge: { set: Partial<KnowledgeSet>; id: string },
  deps: ScreenCheckDependencies,
  putUp = deps.clock.now(),
): Promise<CheckResult> {
  if (check === 'listing-integrity') {
    const earlier = await earlierRefusals(subject.listing, deps.records, putUp);
    return runOne(check, subject, knowledge, deps.registry, { earlier });
  }
  const { terms } = knowledge.set;
  const seen =
    (check === 'credential' || check === 'brand-qualification') && terms ? credentialsOf(subject, check) : [];
  if (seen.length === 0 || !terms) return runOne(check, subject, knowledge, deps.registry);
  const { known, truths } = await livesOf(seen, deps.lives);
  const { registry, answers } = overheard(deps.registry);
  const result = await runOne(check, subject, knowledge, registry, { truths });
  const context = { now: deps.clock.now(), terms };
  await recordSeen(seen, known, answers, subject.listing.listingId, deps.lives, context);
  return result;
}
