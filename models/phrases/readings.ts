import type { Folded } from '../text/fold.ts';
import { joinedViews } from '../text/joined.ts';
import { squeezedView, type View } from '../text/views.ts';

/** A way of reading a text, with the folded units behind each unit it gives. */
export type Reading = {
  layer: 'exact' | 'squeezed' | 'variant' | 'split';
  /** The phrases as this reading has them. */
  spell(phrase: Folded): View;
  /** A text so read; more ways than one where a part may belong to either neighbour, none where there is nothing to read. */
  read(folded: Folded): View[];
};

/**
 * Characters sellers put for those of the phrases. Only ones that make no ordinary word with their neighbours:
 * 防 for 仿 would read 高防水 as a fake, 元 for 原 would read 99元单件 as one.
 */
const VARIANTS: Record<string, string> = {
  髙: '高',
  糕: '高',
  彷: '仿',
  倣: '仿',
  覆: '复',
  克: '刻',
  壹: '一',
  逼: '比',
  ':': '比',
  沌: '纯',
  蒲: '莆',
  甫: '莆',
  貨: '货',
};
const map = new Map(Object.entries(VARIANTS).map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)]));

const exact = ({ units }: Folded): View => ({
  units,
  from: Uint32Array.from(units, (_, i) => i),
  to: Uint32Array.from(units, (_, i) => i + 1),
});
const swapped = (view: View): View => ({ ...view, units: view.units.map((unit) => map.get(unit) ?? unit) });
const squeezed = (folded: Folded): View => squeezedView(folded);
const variant = (folded: Folded): View => swapped(squeezedView(folded));

/** In the order of trust: a plain reading of a place makes the disguised ones of it superfluous. */
export const readings: readonly Reading[] = [
  { layer: 'exact', spell: exact, read: (folded) => [exact(folded)] },
  { layer: 'squeezed', spell: squeezed, read: (folded) => [squeezed(folded)] },
  { layer: 'variant', spell: variant, read: (folded) => [variant(folded)] },
  { layer: 'split', spell: variant, read: (folded) => joinedViews(squeezedView(folded)).map(swapped) },
];
