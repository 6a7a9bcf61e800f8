import { type Random, seeded } from '../../models/goods/model/random.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import { REGULATED } from './shelves-regulated.ts';

/** What sellers shout around the goods. */
const SHOUTS = [
  '【限时特惠】',
  '🔥爆款',
  '买一送一',
  '◆现货速发◆',
  '2026秋款',
  '[官方直发]',
  '满199减20',
  '开学季',
  '清仓',
  '粉丝福利',
  '!!!',
  '✨',
  '拍1发2',
  '(顺丰)',
  '支持七天无理由',
  '直播间同价',
  '老客返场',
  '专享价',
];
const LATIN = [
  'Hot Sale',
  'New Arrival',
  'Fashion',
  'XJ-208',
  'K86',
  'for daily use',
  'A+',
  'Pro款',
  'Style B',
];

export type Slot = { readonly shelf: Shelf; readonly goods: string };

/** One of the ways a title is put together: goods first, last or in the middle, joined or apart. */
export function arrange(parts: readonly string[], random: Random): string {
  const shape = random.below(5);
  const shouts = [random.pick(SHOUTS), random.pick(SHOUTS)];
  const glue = random.pick(['', ' ', ' ', '，', '/', ' | ']);
  const ordered = shape === 0 ? [...parts].reverse() : parts;
  const all = [
    ...(random.next() < 0.35 ? [shouts[0] as string] : []),
    ...ordered,
    ...(random.next() < 0.3 ? [shouts[1] as string] : []),
    ...(random.next() < 0.15 ? [random.pick(LATIN)] : []),
  ];
  return all.join(glue).slice(0, 120);
}

/** Goods with what is said of them, no brand: [traits…, goods, size]. */
export function partsOf(shelf: Shelf, random: Random, goods = random.pick(shelf.goods)): string[] {
  const traits = new Set<string>();
  for (let n = 1 + random.below(4); n > 0; n--) traits.add(random.pick(shelf.traits));
  const front = [...traits];
  const back = front.splice(Math.floor(front.length / 2));
  return [...front, goods, ...back, ...(random.next() < 0.6 ? [random.pick(shelf.sizes)] : [])];
}

/** Titles without any brand. */
export function innocentTitles(count: number, seed: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const shelf = random.pick(random.next() < 0.8 ? SHELVES : REGULATED.filter((one) => one.named !== true));
    return arrange(partsOf(shelf, random), random);
  });
}

const FIRST = '云启远青禾沐岚朗石星野川谷枫橙墨北南知夏初晴简木'.split('');
const SECOND = '里然屿笙舟棠岸序白宁川禾言暖洲野'.split('');

/** Titles as different listings have them: an invented name or model each. */
export function titlesOf(count: number, seed: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const shelf = random.pick(SHELVES);
    const name = `${random.pick(FIRST)}${random.pick(SECOND)}${random.next() < 0.5 ? random.pick(FIRST) : ''}`;
    const model = `${String.fromCharCode(65 + random.below(26))}${random.below(900) + 100}`;
    const other = random.pick(SHELVES.filter((one) => one === shelf || random.next() < 0.1));
    return arrange([name, ...partsOf(shelf, random), model, random.pick(other.traits)], random);
  });
}

/** The same listing put up again: words moved, dropped, added, letters changed in width, signs put between. */
export function relisted(title: string, random: Random): string {
  const words = title.match(/[\x21-\x7e]+|[^\x20-\x7e，/|]{1,4}/g) ?? [title];
  const edited = [...words];
  for (let n = 1 + random.below(3); n > 0; n--) {
    const kind = random.below(5);
    const at = random.below(edited.length);
    if (kind === 0 && edited.length > 4) edited.splice(at, 1);
    else if (kind === 1) edited.splice(at, 0, random.pick(SHOUTS));
    else if (kind === 2) {
      const [moved = ''] = edited.splice(at, 1);
      edited.splice(random.below(edited.length + 1), 0, moved);
    } else if (kind === 3)
      edited[at] = (edited[at] ?? '').replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    else edited[at] = [...(edited[at] ?? '')].join(random.pick(['·', ' ', '\u200b']));
  }
  return edited.join(random.pick(['', ' ']));
}
