import { grantsOf, markOf, paper, papersOf } from '../papers.ts';
import { daysFrom, type ListingInput, type Sample, sample } from '../sample.ts';

/** Goods of the invented outdoor brand by somebody who is not its owner. */
const shoes = {
  brand: { name: 'KOSTRUM' },
  category: ['鞋靴', '徒步鞋'],
  price: '599.00',
} satisfies Partial<ListingInput>;
const hue = (value: number) => ({ shape: 'shoe', hue: value, logo: 'kostrum' }) as const;

/** Who may sell under a brand, and what the papers must say. */
export function qualificationSamples(today: string): Sample[] {
  const dated = today.replaceAll('-', '');
  return [...chains(), ...terms(today, dated), ...certificates()];
}

function chains(): Sample[] {
  const middle = '示例北域商贸有限公司';
  return [
    sample({
      id: 'brand-no-papers',
      title: '阔石岳徒步鞋 防水耐磨 男款',
      ...shoes,
      main: hue(10),
      verdict: 'intercept',
      codes: ['qualification.missing'],
    }),
    sample({
      id: 'chain-broken',
      title: '阔石岳徒步鞋 中帮防滑',
      ...shoes,
      storeType: 'multi-brand',
      main: hue(40),
      merchant: { name: '示例登高户外店' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', ['示例北域商贸有限公司']),
        ...grantsOf('kostrum', ['示例登高户外店'], { grantor: '示例南岭商贸有限公司' }),
      ],
      verdict: 'intercept',
      codes: ['qualification.chain-broken'],
    }),
    sample({
      id: 'chain-too-long',
      title: '阔石岳徒步鞋 低帮透气',
      ...shoes,
      storeType: 'multi-brand',
      main: hue(70),
      merchant: { name: '示例末级网店' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', [middle, '示例二级商贸有限公司', '示例三级商贸有限公司', '示例末级网店']),
      ],
      verdict: 'intercept',
      codes: ['qualification.chain-too-long'],
    }),
    sample({
      id: 'flagship-ordinary-licence',
      title: '阔石岳徒步鞋 旗舰新款',
      ...shoes,
      storeType: 'flagship',
      main: hue(110),
      merchant: { name: '示例旗舰运营有限公司' },
      credentials: [markOf('kostrum'), ...grantsOf('kostrum', ['示例旗舰运营有限公司'])],
      verdict: 'intercept',
      codes: ['qualification.licence-insufficient'],
    }),
    sample({
      id: 'territory-elsewhere',
      title: '阔石岳徒步鞋 海外版',
      ...shoes,
      storeType: 'multi-brand',
      main: hue(150),
      merchant: { name: '示例海外购商行' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', ['示例海外购商行'], { territory: '日本、韩国' }),
      ],
      verdict: 'review',
      codes: ['qualification.territory'],
    }),
    sample({
      id: 'flagship-pending-mark',
      title: '绒岛汲 羊毛针织开衫 女款',
      brand: { name: 'RONGDAOJI' },
      category: ['服饰', '针织衫'],
      price: '329.00',
      storeType: 'flagship',
      main: { shape: 'shirt', hue: 285, logo: 'rongdaoji' },
      merchant: { name: '示例绒光运营有限公司' },
      credentials: [
        markOf('rongdaoji'),
        ...grantsOf('rongdaoji', ['示例绒光运营有限公司'], { licence: 'exclusive' }),
      ],
      verdict: 'intercept',
      codes: ['qualification.pending-mark'],
    }),
  ];
}

function terms(today: string, dated: string): Sample[] {
  return [
    sample({
      id: 'grant-expired',
      title: '阔石岳徒步鞋 春季款',
      ...shoes,
      storeType: 'multi-brand',
      main: hue(190),
      merchant: { name: '示例旧约户外店' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', ['示例旧约户外店'], { validUntil: '2025-12-31' }),
      ],
      verdict: 'intercept',
      codes: ['qualification.expired', 'qualification.chain-broken'],
    }),
    sample({
      id: `grant-expiring-${dated}`,
      title: '阔石岳徒步鞋 轻量款',
      ...shoes,
      main: hue(230),
      merchant: { name: '示例将至户外店' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', ['示例将至户外店'], { validUntil: daysFrom(today, 20) }),
      ],
      verdict: 'remind',
      codes: ['qualification.expiring'],
    }),
    sample({
      id: `grant-term-short-${dated}`,
      title: '阔石岳徒步鞋 专卖款',
      ...shoes,
      storeType: 'exclusive',
      main: hue(260),
      merchant: { name: '示例专卖户外店' },
      credentials: [
        markOf('kostrum'),
        ...grantsOf('kostrum', ['示例专卖户外店'], { validUntil: daysFrom(today, 60) }),
      ],
      verdict: 'review',
      codes: ['qualification.term-short'],
    }),
    sample({
      id: `mark-in-grace-${dated}`,
      title: '示例砚石记 手工竹编收纳篮',
      brand: { name: '示例砚石记' },
      category: ['家居', '收纳'],
      main: { shape: 'bag', hue: 45 },
      merchant: { name: '示例砚石记工艺品有限公司' },
      credentials: [
        {
          kind: 'trademark',
          number: '99020001',
          holder: '示例砚石记工艺品有限公司',
          brand: '示例砚石记',
          classes: [20, 21],
          validUntil: daysFrom(today, -60),
        },
      ],
      verdict: 'review',
      codes: ['qualification.in-grace'],
    }),
  ];
}

function certificates(): Sample[] {
  const seller = '示例拾光美妆店';
  return [
    sample({
      id: 'mark-of-other-class',
      title: '示例霁白 保湿护手霜 80克',
      brand: { name: '示例霁白' },
      category: ['美妆', '护手霜'],
      main: { shape: 'tube', hue: 10, words: ['保湿护手霜'] },
      merchant: { name: seller },
      ...withMark(
        {
          kind: 'trademark',
          number: '99020002',
          holder: seller,
          brand: '示例霁白',
          classes: [25],
          validUntil: '2033-01-01',
        },
        paper({
          kind: 'cosmetic-filing',
          number: '浙G妆网备字2026900201',
          holder: seller,
          product: '示例霁白保湿护手霜',
        }),
      ),
      verdict: 'review',
      codes: ['qualification.class-mismatch'],
    }),
    sample({
      id: 'mark-of-another',
      title: '阔石岳登山鞋 高帮',
      ...shoes,
      main: hue(300),
      merchant: { name: '示例借证户外店' },
      credentials: [markOf('kostrum', { number: '99020003' }), ...grantsOf('kostrum', ['示例借证户外店'])],
      verdict: 'review',
      codes: ['qualification.certificate-mismatch'],
    }),
  ];
}

function withMark(mark: ReturnType<typeof markOf>, filing: ReturnType<typeof paper>) {
  const { credentials, registry } = papersOf(filing);
  return { credentials: [mark, ...credentials], registry };
}
