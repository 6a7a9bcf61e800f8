import { resembledRefusals } from '../../models/checks/integrity-relisting.ts';
import type { Listing } from '../../models/listing.ts';
import type { EarlierRefusal } from '../../models/refusal.ts';
import { after } from './clock.ts';
import { REFUSALS_KEPT_DAYS } from './records/conclude.ts';
import type { Records } from './records/port.ts';

/** A merchant's newest refused titles; older ones are not compared. */
const MOST_COMPARED = 200;

/**
 * The refused listings of the same merchant that this one resembles, with what they were intercepted for. One read a
 * listing, and another for each listing it resembles: a refusal is asked for as it stands, so one that was lifted weighs nothing.
 *
 * `before`: when this revision was put up; what was refused later cannot have been put up again by it.
 */
export async function earlierRefusals(
  listing: Listing,
  records: Pick<Records, 'refusals' | 'latestJudged'>,
  before: string,
): Promise<EarlierRefusal[]> {
  const since = after(before, -REFUSALS_KEPT_DAYS * 86_400);
  const refusals = await records.refusals(listing.merchantId, since, before, MOST_COMPARED);
  const earlier = await Promise.all(
    resembledRefusals(listing, refusals).map(async (resembled): Promise<EarlierRefusal[]> => {
      const judged = await records.latestJudged(resembled.listingId, resembled.revision + 1);
      if (judged?.revision !== resembled.revision || judged.verdict?.verdict !== 'intercept') return [];
      return [{ ...resembled, reasons: judged.verdict.reasons }];
    }),
  );
  return earlier.flat();
}
