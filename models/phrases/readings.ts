import type { Folded } from '../text/fold.ts';
import { squeezedView } from '../text/views.ts';

/** A way of reading a text, with the folded units behind each unit it gives. */
export type Reading = {
  layer: 'exact' | 'squeezed' | 'variant';
  read(folded: Folded): { units: Uint16Array; from: Uint32Array; to: Uint32Array };
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

const exact: Reading['read'] = (folded) => ({
  units: folded.units,
  from: Uint32Array.from(folded.units, (_, i) => i),
  to: Uint32Array.from(folded.units, (_, i) => i + 1),
});

/** In the order of trust: a plain reading of a place makes the disguised ones of it superfluous. */
export const readings: readonly Reading[] = [
  { layer: 'exact', read: exact },
  { layer: 'squeezed', read: squeezedView },
  {
    layer: 'variant',
    read(folded) {
      const view = squeezedView(folded);
      return { ...view, units: view.units.map((unit) => map.get(unit) ?? unit) };
    },
  },
];
