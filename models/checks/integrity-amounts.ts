/** Units goods are measured and counted in, each with what it measures and how much of the base unit it is. */
const UNITS: Readonly<Record<string, readonly [string, number]>> = {
  kg: ['g', 1000],
  千克: ['g', 1000],
  公斤: ['g', 1000],
  斤: ['g', 500],
  两: ['g', 50],
  g: ['g', 1],
  克: ['g', 1],
  mg: ['g', 0.001],
  l: ['ml', 1000],
  升: ['ml', 1000],
  ml: ['ml', 1],
  毫升: ['ml', 1],
};
const MEASURE = /(\d+(?:\.\d+)?)\s*(kg|mg|ml|g|l|千克|公斤|毫升|克|升|斤|两)(?![a-z])/i;
const COUNT =
  /(\d+|单|一|两|二|三|四|五|六|七|八|九|十)\s*(?:条|只|个|颗|粒|片|包|袋|盒|瓶|件|双|支|卷|张|枚|罐|桶|箱|本|套|把|根|块|对|组|米|片装|只装|个装|pcs)/i;
const TIMES = /[x×*✕]\s*(\d+)|(\d+)\s*[x×*✕]/i;
const NUMERALS: Readonly<Record<string, number>> = {
  单: 1,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

export type Quantity = { amount: number; unit: string; text: string };

/** A weight or volume written in a text, in grams or millilitres. */
export function quantityOf(text: string): Quantity | undefined {
  const match = MEASURE.exec(text.normalize('NFKC'));
  const base = match?.[2] === undefined ? undefined : UNITS[match[2].toLowerCase()];
  return match && base ? { amount: Number(match[1]) * base[1], unit: base[0], text: match[0] } : undefined;
}

/** 500ml*2, 10包, 整箱: several of what is measured. */
export const saysPack = (text: string): boolean =>
  TIMES.test(text) || COUNT.test(text) || /整箱|组合|套装|[大小]?箱|多规格|连包/.test(text);

/**
 * Whether options differ in price because they hold more or less: a pound of rice beside fifty, one screw beside a hundred. Every
 * option must say how much it is, in units of one kind, and its price for one unit must not stand apart.
 */
export function explainedByAmount(rows: readonly { label: string; price: number }[], ratio: number): boolean {
  const perUnit = (amountOf: (label: string) => Quantity | undefined): boolean => {
    const amounts = rows.map(({ label, price }) => ({ price, amount: amountOf(label) }));
    const [first] = amounts;
    const prices = amounts.flatMap(({ price, amount }) =>
      amount && amount.amount > 0 && amount.unit === first?.amount?.unit ? [price / amount.amount] : [],
    );
    return prices.length === rows.length && Math.max(...prices) / Math.min(...prices) <= ratio;
  };
  return perUnit(quantityOf) || perUnit(countOf);
}

function countOf(label: string): Quantity | undefined {
  const match = COUNT.exec(label.normalize('NFKC'));
  if (!match) return undefined;
  const amount = NUMERALS[match[1] ?? ''] ?? Number(match[1]);
  return { amount, unit: '', text: match[0] };
}
