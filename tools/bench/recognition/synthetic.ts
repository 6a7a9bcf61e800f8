import { type Random, seeded } from '../../../models/goods/model/random.ts';

/** Characters names are made of, common ones first; drawn with a falling frequency, so that prefixes are shared. */
const HAN =
  '美雅丽华佳康安宝德福星海龙天金大新新中国东方明光盛世嘉泰和恒昌利达通源兴荣诚信百千万欧莱兰蔻迪奥诗黛碧芙蓉梦妆颜肌水润雪花露清香草本木林森山川江河湖月日云风雨雷电火土石玉珠翠晶莹剔透彩虹霓裳羽衣锦绣绫罗绸缎丝棉麻毛皮革鞋帽衫裤裙袜包箱袋盒瓶罐杯壶锅碗瓢盆勺筷刀叉';
const CONSONANTS = 'bcdfghklmnprstvwz';
const VOWELS = 'aeiou';

export function hanName(random: Random): string {
  let text = '';
  const size = 2 + random.below(4);
  for (let i = 0; i < size; i++) {
    // A tenth of the characters come from all over the common range, as in real names.
    text +=
      random.next() < 0.3
        ? String.fromCharCode(0x4e00 + random.below(6000))
        : HAN.charAt(Math.floor(random.next() ** 2 * HAN.length));
  }
  return text;
}

export function latinName(random: Random): string {
  let text = '';
  const size = 2 + random.below(4);
  for (let i = 0; i < size; i++)
    text +=
      CONSONANTS.charAt(random.below(CONSONANTS.length)) +
      VOWELS.charAt(random.below(VOWELS.length)) +
      (random.next() < 0.3 ? CONSONANTS.charAt(random.below(CONSONANTS.length)) : '');
  return text;
}

/** Distinct made-up names, three in five Chinese; the same seed gives the same names. */
export function names(count: number, seed: number): string[] {
  const random = seeded(seed);
  const found = new Set<string>();
  while (found.size < count) found.add(random.next() < 0.6 ? hanName(random) : latinName(random));
  return [...found];
}

/** Titles of about `length` characters put together from innocent ones, every third with two of the names in it. */
export function titlesWith(
  clean: readonly string[],
  terms: readonly string[],
  { count, length, seed }: { count: number; length: number; seed: number },
): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    let text = i % 3 === 0 ? `${random.pick(terms)} ${random.pick(terms)}` : '';
    while (text.length < length) text += `${random.next() < 0.4 ? ' ' : ''}${random.pick(clean)}`;
    return text.slice(0, length);
  });
}
