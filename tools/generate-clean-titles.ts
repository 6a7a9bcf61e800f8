/** Writes knowledge/clean-titles.csv: innocent titles put together from brand-free words, the same every time. */
import { writeFileSync } from 'node:fs';
import { goods, latin, said } from './tables/clean-words.ts';

const COUNT = 4000;
let state = 20_240_601;
const next = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 0x1_0000_0000) * below);
};
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
const some = (count: number): string[] => Array.from({ length: count }, () => pick(said));

const shelves = Object.values(goods);
const titles = new Set<string>();
for (const shelf of shelves)
  for (const item of shelf) titles.add(`${some(2).join('')}${item}${some(2).join('')}`);
for (let i = 0; i + 4 < latin.length; i += 4) {
  titles.add(`${some(1).join('')}${pick(pick(shelves))} ${latin.slice(i, i + 4).join(' ')}`);
}
while (titles.size < COUNT) {
  const shelf = pick(shelves);
  const gap = pick(['', '', '', ' ', '，', '/']);
  const middle = next(4) === 0 ? `${pick(shelf)}${gap}${pick(shelf)}` : pick(shelf);
  const parts = [...some(1 + next(4)), middle, ...some(1 + next(5))];
  if (next(6) === 0) parts.push(pick(latin));
  titles.add(parts.join(gap));
}
const rows = [...titles].map((title) => (/[",]/.test(title) ? `"${title}"` : title));
writeFileSync(new URL('../knowledge/clean-titles.csv', import.meta.url), `title\n${rows.join('\n')}\n`);
console.log(`${titles.size} titles`);
