import { Manifest, manifestKey } from '../../models/knowledge.ts';
import { decodePart } from '../../models/knowledge-set.ts';
import { type Catalogue, changeBetween } from '../../models/stock/catalogue.ts';
import { fetchArtefact } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Sweeps } from '../shared/sweeps/port.ts';

/** Rows named in the cause; the rest is counted. */
const NAMED = 5;

/** Orders the sweep of what two versions of the knowledge differ in; by its id it is ordered once, however often asked. */
export async function sweepForChange(
  id: string,
  replaces: string | undefined,
  { objects, sweeps }: { objects: Objects; sweeps: Sweeps },
): Promise<void> {
  // The first version: nothing was judged by another.
  if (replaces === undefined) return;
  const [before, after] = await Promise.all([catalogueOf(replaces, objects), catalogueOf(id, objects)]);
  // A version from before there were catalogues cannot be compared; an operator orders a sweep by hand.
  if (!before || !after) return;
  const { added, changed, removed, select } = changeBetween(before, after);
  if (select.length === 0) return;
  const rows = [...added, ...changed, ...removed];
  const names = rows.slice(0, NAMED).join(', ') + (rows.length > NAMED ? ` … (${rows.length})` : '');
  await sweeps.order({
    id: `knowledge.${replaces}.${id}`,
    cause: {
      zh: `知识版本 ${id}：新增 ${added.length}、修改 ${changed.length}、移除 ${removed.length} 条（${names}）`,
      en: `knowledge ${id}: ${added.length} added, ${changed.length} changed, ${removed.length} removed (${names})`,
    },
    select,
  });
}

async function catalogueOf(id: string, objects: Objects): Promise<Catalogue | undefined> {
  const stored = await objects.get(manifestKey(id));
  const manifest = Manifest.safeParse(stored && JSON.parse(new TextDecoder().decode(stored.body)));
  if (!manifest.success) return undefined;
  return decodePart('catalogue', await fetchArtefact(objects, manifest.data.parts.catalogue.sha256));
}
