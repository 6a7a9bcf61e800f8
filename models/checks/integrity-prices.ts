import type { Finding } from '../finding.ts';
import type { Sku } from '../listing.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { findingOf } from './check.ts';
import { explainedByAmount } from './integrity-amounts.ts';

const finding = findingOf('listing-integrity');

/** SKUs that are by nature cheaper than the goods; their price says nothing of bait. */
const EXTRA =
  /补差|差价|邮费|运费|定金|订金|押金|预付|租赁|出租|租用|维修|清洗|回收|模型|机模|空壳|拆机|零件|配件|赠品|小样|试用|样品|替换|安装费|贺卡|deposit|postage|sample/i;

/** Price scenes: bait, spread, and reference prices without ground (令56 §§16-20). */
export function priceFindings(subject: Subject, terms: Terms['prices']): Finding[] {
  const skus = subject.listing.skus;
  const priced = skus.map((sku, index) => ({ sku, index, price: Number(sku.price), label: labelOf(sku) }));
  const real = priced.filter((row) => !EXTRA.test(row.label));
  const dearest = Math.max(0, ...real.map((row) => row.price));
  const median = middle(real.map((row) => row.price));
  const baits = real.filter(
    (row) =>
      row.price === 0 ||
      (row.price <= terms.baitYuan && real.length > 1 && median > row.price * terms.baitRatio),
  );
  const findings: Finding[] = baits.map((row) =>
    finding(
      'integrity.price-bait',
      0.8,
      {
        zh: `规格「${row.label}」标价 ¥${row.sku.price}${median > 0 ? `，其余规格中位价 ¥${median}` : ''}，疑似引流低价。`,
        en: `“${row.label}” is priced ¥${row.sku.price}${median > 0 ? ` while the others have a median of ¥${median}` : ''}: bait.`,
      },
      {
        zh: '删除不以该价格真实销售的规格，或按实际售价标价。',
        en: 'Remove the option that is not really sold at that price, or price it truly.',
      },
      [priceEvidence(row.index, row.sku.price, median > 0 ? `≈ ${median}` : '> 0')],
    ),
  );
  const cheapest = Math.min(...real.filter((row) => !baits.includes(row)).map((row) => row.price));
  const apart = Number.isFinite(cheapest) && cheapest > 0 && dearest / cheapest > terms.spreadRatio;
  if (apart && !explainedByAmount(real, terms.spreadRatio)) {
    findings.push(
      finding(
        'integrity.price-spread',
        0.65,
        {
          zh: `规格价格相差 ${Math.round(dearest / cheapest)} 倍（¥${cheapest} 至 ¥${dearest}），疑似不同商品混放。`,
          en: `Options differ ${Math.round(dearest / cheapest)}-fold in price (¥${cheapest} to ¥${dearest}): probably different goods in one listing.`,
        },
        { zh: '将不同商品拆分为各自的商品链接。', en: 'List different goods separately.' },
        [
          {
            type: 'field',
            field: 'skus',
            value: `${cheapest}-${dearest}`,
            expected: `≤ ${terms.spreadRatio}×`,
          },
        ],
      ),
    );
  }
  const references = priced.flatMap((row) => referenceFindings(row.sku, row.index, terms));
  // What is cheap among dear options is told already.
  const implausible = baits.length > 0 ? [] : implausiblePrice(subject, real, terms);
  return [...findings, ...implausible, ...references];
}

/** A whole telephone for one yuan: nobody sells it so, whatever the other options cost (令56 §19: false prices that lure). */
function implausiblePrice(
  { listing, recognition: { goods } }: Subject,
  rows: readonly { sku: Sku; index: number; price: number }[],
  { leastPlausible }: Terms['prices'],
): Finding[] {
  const floor = leastPlausible.find(({ codes }) => codes.some((code) => goods.code.startsWith(code)));
  if (!floor || goods.confidence < 0.85 || EXTRA.test(listing.title)) return [];
  const [row] = rows.filter(({ price }) => price < floor.yuan).sort((a, b) => a.price - b.price);
  if (!row) return [];
  return [
    finding(
      'integrity.price-bait',
      0.78,
      {
        zh: `「${goods.name}」标价 ¥${row.sku.price}，低于任何真实售价（¥${floor.yuan}），疑似引流低价。`,
        en: `“${goods.name}” is priced ¥${row.sku.price}, below what such goods can cost (¥${floor.yuan}): bait.`,
      },
      {
        zh: '按实际售价标价；若为定金、配件或模型，请在标题中写明。',
        en: 'Price the goods truly; if it is a deposit, a part or a model, say so in the title.',
      },
      [priceEvidence(row.index, row.sku.price, `≥ ${floor.yuan}`)],
    ),
  ];
}

/** 令56 §16: a reference price without details must not exceed the lowest deal price of the last seven days. */
function referenceFindings(sku: Sku, index: number, terms: Terms['prices']): Finding[] {
  if (sku.referencePrice === undefined) return [];
  const reference = Number(sku.referencePrice);
  const price = Number(sku.price);
  const evidence = [priceEvidence(index, sku.referencePrice, sku.price, 'referencePrice')];
  if (reference < price) {
    return [
      finding(
        'integrity.reference-below-price',
        0.7,
        {
          zh: `划线价 ¥${sku.referencePrice} 低于售价 ¥${sku.price}。`,
          en: `The reference price ¥${sku.referencePrice} is below the price ¥${sku.price}.`,
        },
        { zh: '更正划线价或售价。', en: 'Correct the reference price or the price.' },
        evidence,
      ),
    ];
  }
  const grounded = saysGround(sku.referencePriceBasis ?? '');
  const ratio = price > 0 ? reference / price : Number.POSITIVE_INFINITY;
  if (reference === price || (grounded && ratio <= terms.referenceRatio)) return [];
  const steep = ratio > terms.referenceRatio;
  return [
    finding(
      'integrity.reference-price',
      grounded ? 0.5 : steep ? 0.75 : 0.4,
      {
        zh: `划线价 ¥${sku.referencePrice}（售价 ¥${sku.price}）${grounded ? '明显偏高' : '未说明依据'}。`,
        en: `The reference price ¥${sku.referencePrice} (price ¥${sku.price}) ${grounded ? 'is implausibly high' : 'has no stated ground'}.`,
      },
      {
        zh: '在 referencePriceBasis 写明划线价的含义与依据，或删除划线价。',
        en: 'State what the reference price means in referencePriceBasis, or remove it.',
      },
      evidence,
    ),
  ];
}

/** 无, 原价, a dash: the name of a price, or nothing, is no ground for it (令56 §16 asks for the details). */
const saysGround = (basis: string): boolean =>
  !/^(?:无|没有|暂无|不详|未知|原价|划线价|市场价|参考价|同上|略|none|no|na|null|tbd|original ?price)?$/i.test(
    basis.replace(/[^\p{L}\p{N} ]/gu, '').trim(),
  );

function priceEvidence(index: number, value: string, expected: string, field = 'price') {
  return { type: 'field' as const, field: `skus[${index}].${field}`, value, expected };
}

function labelOf(sku: Sku): string {
  return Object.values(sku.spec).join(' ') || sku.skuId;
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
