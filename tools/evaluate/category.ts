import { seeded } from '../../models/goods/model/random.ts';
import type { Goods } from '../../models/goods/port.ts';
import type { GoodsRecognition } from '../../models/goods/recognition.ts';
import { Tally } from './score.ts';
import { SHELVES } from './shelves.ts';
import { REGULATED } from './shelves-regulated.ts';
import { arrange, partsOf } from './titles.ts';

/** Classes that regulation treats alike where a title cannot tell them apart. */
const SAME: Record<string, string> = {
  'device-1': 'device',
  'device-2': 'device',
  'device-3': 'device',
  ivd: 'device',
  radio: 'ccc',
};
const nameOf = (goodsClass: string): string => SAME[goodsClass] ?? goodsClass;

function explained({ name, class: goodsClass, confidence, why, alternatives }: GoodsRecognition): string {
  const others = alternatives.map((other) => `${other.class} ${other.confidence}`).join(', ');
  return `taken for ${name} (${goodsClass} ${confidence}; ${why.join(' ')}); else ${others}`;
}

/** What the goods are by law, from the title alone. */
export function evaluateCategory(goods: Goods, seed: number, size = 1): Tally[] {
  const random = seeded(seed);
  const all = new Tally('category: class of the goods', undefined, true);
  const classes = new Map<string, Tally>();
  const tallyOf = (name: string): Tally => {
    const tally = classes.get(name) ?? new Tally(`category: ${name}`);
    classes.set(name, tally);
    return tally;
  };
  for (let i = 0; i < 3000 * size; i++) {
    const shelf = random.pick(random.next() < 0.45 ? SHELVES : REGULATED);
    const title = arrange(partsOf(shelf, random), random);
    const found = goods.recognise({ title });
    const expected = nameOf(shelf.class);
    const got = { label: nameOf(found.class), because: explained(found) };
    all.compare(title, [expected], [got]);
    // A wrong answer is a miss of the one class and a false finding of the other.
    tallyOf(expected).compare(title, [expected], got.label === expected ? [got] : [], got.because);
    if (got.label !== expected) tallyOf(got.label).compare(title, [], [got]);
  }
  return [all, ...[...classes.values()].sort((a, b) => (a.name < b.name ? -1 : 1))];
}
