import { certificate, foodPapers, type Paper, paper, papersOf } from '../papers.ts';
import type { Picture, Sample, SampleVerdict } from '../sample.ts';
import { sample } from '../sample.ts';

const AUTHORITY = '广东省药品监督管理局';
const firm = (name: string) => `示例${name}化妆品有限公司`;

/** Pictures of certificates against what is declared, registered, shown by others, and known to be forged. */
export function certificateSamples(): Sample[] {
  return [...filings(), ...shared()];
}

/** A filing certificate as printed. */
function filingPage(number: string, holder: string, product: string, change: Partial<Picture> = {}): Picture {
  const page = certificate('国产普通化妆品备案凭证', [
    `备案编号：${number}`,
    `备案人名称：${holder}`,
    `产品名称：${product}`,
    '备案日期：2026年03月12日',
    `备案部门：${AUTHORITY}`,
  ]);
  return { ...page, photo: { tilt: 0.01, noise: 2 }, ...change } as Picture;
}

function filings(): Sample[] {
  const product = '烟酰胺保湿面霜';
  const cream = (
    id: string,
    holder: string,
    number: string,
    picture: Picture,
    verdict: SampleVerdict,
    codes: readonly string[],
    papers: readonly Paper[] = [],
  ) => {
    const own = paper({ kind: 'cosmetic-filing', number, holder, product });
    const { credentials, registry } = papersOf(own, ...papers);
    return sample({
      id: `certificate-${id}`,
      title: `${product} 50克`,
      category: ['美妆', '面霜'],
      attributes: { 净含量: '50克' },
      price: '79.00',
      main: { shape: 'jar', hue: id.length * 20, words: [product] },
      more: { 'credential-filing.jpg': picture },
      merchant: { name: holder },
      // Only the first is declared; the others are just what the register knows.
      credentials: credentials.slice(0, 1).map((item) => ({ ...item, image: 'credential-filing.jpg' })),
      registry,
      verdict,
      codes,
    });
  };
  const number = (serial: number) => `粤G妆网备字2026900${serial}`;
  const other = paper({ kind: 'cosmetic-filing', number: number(422), holder: firm('辰光'), product });
  const borrowed = paper({ kind: 'cosmetic-filing', number: number(432), holder: firm('岚舟'), product });
  return [
    cream('matching', firm('澄心'), number(401), filingPage(number(401), firm('澄心'), product), 'pass', []),
    cream(
      'number-wrong',
      firm('明砂'),
      number(411),
      filingPage(number(486), firm('明砂'), product),
      'review',
      ['credential.certificate-number-mismatch'],
    ),
    cream(
      'of-another',
      firm('云汀'),
      number(421),
      filingPage(number(422), firm('辰光'), product),
      'review',
      ['credential.certificate-number-mismatch', 'credential.certificate-holder-mismatch'],
      [other],
    ),
    cream(
      'number-pasted',
      firm('岚舟'),
      number(432),
      filingPage(number(475), firm('青屿'), product, {
        pasted: { line: 0, label: '备案编号：', text: number(432) },
      }),
      'intercept',
      // Whether its pixels give it away as well depends on the photograph.
      ['credential.certificate-registry-mismatch'],
      [borrowed],
    ),
    cream(
      'unreadable',
      firm('拾光'),
      number(441),
      filingPage(number(441), firm('拾光'), product, {
        photo: { tilt: 0.02, noise: 3, blur: 7, quality: 40 },
      }),
      'remind',
      ['credential.certificate-unreadable'],
    ),
    cream(
      'known-forgery',
      firm('墨澜'),
      number(451),
      filingPage(number(451), firm('墨澜'), product),
      'intercept',
      ['credential.certificate-known-forgery'],
    ),
  ];
}

/** A shop's own food licence, and the same picture in another shop's hands. */
function shared(): Sample[] {
  const owner = '示例禾穗食品有限公司';
  const papers = foodPapers(61, owner);
  const licence = papers[1]?.declared.number ?? '';
  const page: Picture = {
    ...certificate('食品经营许可证', [
      `许可证编号：${licence}`,
      `经营者名称：${owner}`,
      '主体业态：食品销售经营者',
      '有效期至：2030年06月30日',
    ]),
    photo: { tilt: 0.01, noise: 2 },
    seed: 4711,
  };
  const nuts = (id: string, seller: string, verdict: SampleVerdict, codes: readonly string[]) => {
    const { credentials, registry } = papersOf(...papers);
    return sample({
      id,
      title: '五香瓜子 500克袋装',
      category: ['食品', '炒货'],
      attributes: { 净含量: '500克' },
      price: '15.90',
      main: { shape: 'pouch', hue: 30 + id.length, words: ['五香瓜子'] },
      more: { 'credential-licence.jpg': page },
      merchant: { name: seller },
      credentials: credentials.map((item, i) =>
        i === 0 ? item : { ...item, holder: seller, image: 'credential-licence.jpg' },
      ),
      registry,
      verdict,
      codes,
    });
  };
  return [
    nuts('certificate-own-licence', owner, 'pass', []),
    // Which of two shops was first to show a picture depends on the day; whose licence it is does not.
    nuts('certificate-borrowed-licence', '示例借照杂货店', 'review', [
      'credential.certificate-holder-mismatch',
    ]),
  ];
}
