import {
  accessories,
  besideBooks,
  bookTitle,
  fitsAfter,
  fitsBefore,
  ownGoods,
  spareParts,
} from './context-data.ts';

/** 惠普HP803墨盒适用: after the name its model, a part, and only then the word that makes it a statement of fit. */
const partThenFits = new RegExp(
  `^[^。；;!?,，|]{0,16}?(?:${spareParts.source})[\\s()（）/]{0,3}(?:专用|通用|适用|适配|可用|能用|代用|兼容|替换装?)`,
);
/** 适用苹果华为小米: nothing but models, joints and brands between two names of one list. */
const joint = /^[a-z0-9+/、,&.\- ]{0,10}(?:和|及|或|与|系列|手机)?[a-z0-9+/、,& ]{0,4}$/;

/** A name in a text: what stands before it and after it, folded. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** Folded text around a name; as much as the longest statement of fit needs. */
export function surroundingsOf(text: string, start: number, end: number): Surroundings {
  return {
    before: text.slice(Math.max(0, start - 20), start),
    after: text.slice(end, end + 28).trimStart(),
  };
}

/** Whether the goods are said to fit the name's goods: before it (适用于 X) or after it (X 专用, X803墨盒适用). */
export function statesFit({ before, after }: Surroundings): 'fits' | 'fits-after' | undefined {
  if (fitsBefore.test(before)) return 'fits';
  if (/^(?:官方|牌)/.test(after)) return undefined;
  return fitsAfter.test(after) || partThenFits.test(after) ? 'fits-after' : undefined;
}

export const joinsList = (between: string): boolean => joint.test(between);

/**
 * Whether goods are made for another maker's goods: by what the title calls them, or by a category of the goods'
 * own name. A category of parts (手机配件, 打印耗材) makes goods that are parts accessories, not every thing in it.
 */
export function namesAccessory(title: string, category: readonly string[]): boolean {
  if (accessories.test(title)) return true;
  const last = category.at(-1) ?? '';
  if (accessories.test(last.replace(/配件|维修/g, ''))) return true;
  return category.some((step) => /配件|耗材|零件|维修|内饰/.test(step)) && spareParts.test(title);
}

/** Whether a title sells a book. */
export const namesBook = (title: string): boolean => bookTitle.test(title) && !besideBooks.test(title);

/** 惠普原装墨盒, 原厂正品: the seller says the part is the maker's own. */
export function saysOwn({ before, after }: Surroundings): boolean {
  return ownGoods.test(before.trimEnd().slice(-4)) || ownGoods.test(after.slice(0, 4));
}
