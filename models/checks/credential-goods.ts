import type { Finding } from '../finding.ts';
import type { Subject } from '../subject.ts';
import { findingOf } from './check.ts';
import type { Shown } from './credential-term.ts';

const finding = findingOf('credential');

type Catalogue = {
  /** Product codes, or what they begin with. */
  readonly codes: readonly string[];
  /** What the category in a certificate number for such goods begins with (目录, 16 groups). */
  readonly begins: readonly string[];
  readonly strength: number;
  /** First year such goods were certified; a number of before is doubted more. */
  readonly since?: number;
};

/** Groups as the catalogue of 2023-08-10 numbers them; what is remembered only (power banks, toys) reminds and never holds. */
const CATALOGUE: readonly Catalogue[] = [
  {
    codes: ['power.yidongdianyuan', 'power.huwaidianyuan', 'power.lidianchi', 'power.dianchizu'],
    begins: ['0914', '0915'],
    strength: 0.45,
    since: 2023,
  },
  { codes: ['phone.'], begins: ['16'], strength: 0.55 },
  {
    codes: [
      'appliance.bingxiang',
      'appliance.dianfengshan',
      'appliance.kongtiao',
      'appliance.xiyiji',
      'appliance.dianreshuiqi',
      'appliance.qunuanqi',
      'appliance.xichenqi',
      'appliance.chuifengji',
      'appliance.juanfabang',
      'appliance.dianyundou',
      'appliance.diancilu',
      'appliance.diankaoxiang',
      'appliance.zhazhiji',
      'appliance.weibolu',
      'appliance.dianfanbao',
    ],
    begins: ['07'],
    strength: 0.55,
  },
  { codes: ['toy.'], begins: ['22'], strength: 0.45 },
];

/** A certificate number carries the category of its goods: a toy's certificate does not cover a hair dryer. */
export function catalogueFindings(shown: readonly Shown[], { recognition: { goods } }: Subject): Finding[] {
  const row = CATALOGUE.find(({ codes }) => codes.some((code) => goods.code.startsWith(code)));
  if (!row || goods.confidence < 0.7) return [];
  const numbers = shown.filter(({ mention }) => mention.kind === 'ccc' && mention.state === 'well-formed');
  const covers = ({ mention }: Shown) =>
    row.begins.some((begin) => mention.parts.category?.startsWith(begin));
  const [first] = numbers;
  if (!first || numbers.some(covers)) return [];
  const { number, parts } = first.mention;
  const early = row.since !== undefined && Number(parts.year) < row.since;
  const expected = row.begins.join('/');
  return [
    finding(
      'credential.inconsistent',
      early ? 0.55 : row.strength,
      {
        zh: `CCC 证书「${number}」的产品类别为 ${parts.category}，「${goods.name}」应为 ${expected}${early ? `，且该类商品自 ${row.since} 年起才实施认证` : ''}。`,
        en: `The CCC certificate “${number}” is for category ${parts.category}; “${goods.name}” belongs to ${expected}${early ? `, certified only since ${row.since}` : ''}.`,
      },
      { zh: '提交该商品自己的 CCC 证书。', en: 'Submit the CCC certificate of these very goods.' },
      [first.where],
      { kind: 'ccc', problem: 'category-goods' },
    ),
  ];
}
