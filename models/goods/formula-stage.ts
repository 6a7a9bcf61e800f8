/** Stages of infant formula: 1 to 3; a fourth is milk powder for children. A gear or a setting of something is none. */
const STAGE =
  /(?<![0-9a-z.第前后上下分两])[123一二三]段(?!式|位|速|变|调|锁|折|伸|可|加|控|温|开关|瓶|奶嘴|风|档)/;
/** What a tin or a box of it weighs. */
const WEIGHT = /(?<![0-9.])(?:[3-9][0-9]{2}|1000|1200) ?(?:g|克)(?![a-z])/;

export type FormulaStage = { readonly from: number; readonly to: number };

/** 星飞帆3段700g: infant formula called by its maker's name, stage and weight alone. */
export function formulaStage(text: string): FormulaStage | undefined {
  const found = STAGE.exec(text);
  if (!found || !WEIGHT.test(text)) return undefined;
  return { from: found.index, to: found.index + found[0].length };
}
