import { seeded } from '../../models/goods/model/random.ts';
import type { Goods } from '../../models/goods/port.ts';
import { Tally } from './score.ts';
import { REGULATED, SHELVES } from './shelves.ts';
import { arrange, partsOf } from './titles.ts';

/** Classes that regulation treats alike where a title cannot tell them apart. */
const SAME: Record<string, string> = { 'device-1': 'device-2', ccc: 'ccc', radio: 'ccc' };
const nameOf = (goodsClass: string): string => SAME[goodsClass] ?? goodsClass;

/** What the goods are by law, from the title alone. */
export function evaluateCategory(goods: Goods, seed: number, size = 1): Tally {
  const random = seeded(seed);
  const tally = new Tally('category: class of the goods');
  for (let i = 0; i < 1500 * size; i++) {
    const shelf = random.pick(random.next() < 0.45 ? SHELVES : REGULATED);
    const title = arrange(partsOf(shelf, random), random);
    const found = goods.recognise({ title });
    tally.compare(
      title,
      [nameOf(shelf.class)],
      [{ label: nameOf(found.class), because: `${found.name} ${found.confidence} ${found.why.join(',')}` }],
    );
  }
  return tally;
}
