import * as z from 'zod';
import { EVERY_LISTING } from './card.ts';
import { Selector } from './selector.ts';

/** One row of the knowledge: its name, a digest of what it says, and the listings it can touch. */
export const CatalogueRow = z.object({ id: z.string(), digest: z.string(), select: z.array(Selector) });
export type CatalogueRow = z.infer<typeof CatalogueRow>;
export const Catalogue = z.array(CatalogueRow);
export type Catalogue = z.infer<typeof Catalogue>;

/** Above so many selectors a change is a new edition rather than an edit, and touches every listing. */
const EDITION = 3_000;

export type KnowledgeChange = { added: string[]; changed: string[]; removed: string[]; select: Selector[] };

/**
 * What differs between two versions of the knowledge and which listings that touches: those a former row could touch
 * and those the new one can.
 */
export function changeBetween(before: Catalogue, after: Catalogue): KnowledgeChange {
  const old = new Map(before.map((row) => [row.id, row]));
  const now = new Map(after.map((row) => [row.id, row]));
  const added = after.filter((row) => !old.has(row.id));
  const removed = before.filter((row) => !now.has(row.id));
  const changed = after.filter((row) => old.has(row.id) && old.get(row.id)?.digest !== row.digest);
  const touched = [...added, ...removed, ...changed, ...changed.flatMap((row) => old.get(row.id) ?? [])];
  const select = new Map(touched.flatMap((row) => row.select).map((one) => [JSON.stringify(one), one]));
  return {
    added: added.map((row) => row.id),
    changed: changed.map((row) => row.id),
    removed: removed.map((row) => row.id),
    select: select.size > EDITION ? [{ by: 'term', term: EVERY_LISTING }] : [...select.values()],
  };
}
