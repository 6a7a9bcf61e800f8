import { type Folded, unitsToString } from '../text/fold.ts';
import { joinedViews } from '../text/joined.ts';
import { isHan, isWordUnit } from '../text/units.ts';
import { squeezedView } from '../text/views.ts';
import { wordsCut } from '../text/words.ts';

/** A way of reading a folded text, with the units behind each unit it gives. */
export type Reading = { units: Uint16Array; from: Uint32Array; to: Uint32Array; starts?: Int32Array };

/** Characters put for those of the terms. */
const VARIANTS = new Map(
  Object.entries({
    蕞: '最',
    醉: '最',
    嘬: '最',
    晸: '最',
    隹: '佳',
    鼎: '顶',
    級: '级',
    苐: '第',
    弟: '第',
    壹: '一',
    癒: '愈',
    瘉: '愈',
    廋: '瘦',
    減: '减',
    糸: '系',
    嫁: '家',
    傢: '家',
    罪: '最',
    朂: '最',
    冶: '治',
    価: '价',
    坪: '评',
  }).map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)] as const),
);

export function plainReading(folded: Folded): Reading {
  const size = folded.units.length;
  const from = new Uint32Array(size);
  const to = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    from[i] = i;
    to[i] = i + 1;
  }
  return { units: folded.units, from, to };
}

/** Signs and spaces taken out: 最~佳, 治 疗, 国·家·级. */
export function squeezedReading(folded: Folded): Reading {
  return squeezedView(folded);
}

/** Squeezed, with characters put for others read back (蕞佳), and parts of characters put together (减月巴, 氵台疒了). */
export function variantReadings(squeezed: Reading): Reading[] {
  return [squeezed, ...joinedViews(squeezed)].map((reading) => ({
    ...reading,
    units: reading.units.map((unit) => VARIANTS.get(unit) ?? unit),
  }));
}

/**
 * Whether what a squeezed term skips is a disguise: every neighbouring pair is parted alike, or three characters and more
 * are parted here and there by single spaces (全 网最低价). 最 in one phrase and 佳 in the next are not a word, nor is 最低价 in
 * 最低 价格.
 */
export function isDisguise(folded: Folded, reading: Reading, start: number, end: number): boolean {
  let gaps = 0;
  let signs = 0;
  let spaces = 0;
  for (let i = start + 1; i < end; i++) {
    const a = reading.to[i - 1] as number;
    const b = reading.from[i] as number;
    if (b === a) continue;
    gaps++;
    if (b - a > 2) return false;
    if (b - a === 1 && folded.units[a] === 32) spaces++;
    for (let k = a; k < b; k++)
      if (!isWordUnit(folded.units[k] as number) && !' ，。、；！？,;!?\n|'.includes(folded.text[k] ?? ''))
        signs++;
  }
  if (gaps === 0 || gaps === end - start - 1 || signs >= gaps) return true;
  if (end - start < 3 || spaces < gaps) return false;
  const text = unitsToString(reading.units);
  if (wordsCut(text, start, end) > 0) return false;
  // A space between two words is ordinary (全国 第一时间发货): the statement must then end its phrase.
  let withinWords = true;
  for (let i = start + 1; i < end; i++)
    if (reading.from[i] !== reading.to[i - 1] && wordsCut(text, i, i) === 0) withinWords = false;
  return withinWords || !isHan(folded.units[reading.to[end - 1] as number] ?? 0);
}
