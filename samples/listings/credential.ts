import { foodBusinessLicence, foodProductionLicence } from '../numbers.ts';
import { DEVICE_STATEMENT, type Paper, paper, papersOf } from '../papers.ts';
import { daysFrom, type Sample, sample } from '../sample.ts';

/** Numbers and registers: missing, malformed, unknown, withdrawn, somebody else's, for something else. */
export function credentialSamples(today: string): Sample[] {
  return [...cosmetics(today), ...certified(), ...food()];
}

function cosmetics(today: string): Sample[] {
  const dated = today.replaceAll('-', '');
  const cream = (
    id: string,
    maker: string,
    papers: Paper[],
    rest: Pick<Parameters<typeof sample>[0], 'verdict' | 'codes'> & { title?: string; hue: number },
  ) => {
    const { hue, title = '烟酰胺保湿面霜 50克', ...expected } = rest;
    return sample({
      id,
      title,
      category: ['美妆', '面霜'],
      attributes: { 净含量: '50克' },
      price: '79.00',
      main: { shape: 'jar', hue, words: [title.slice(0, 8)] },
      merchant: { name: maker },
      ...papersOf(...papers),
      ...expected,
    });
  };
  const product = '烟酰胺保湿面霜';
  const maker = (name: string) => `示例${name}化妆品有限公司`;
  const filing = (number: string, holder: string, change: Partial<Parameters<typeof paper>[0]> = {}) =>
    paper({ kind: 'cosmetic-filing', number, holder, product, ...change });
  return [
    cream('cream-without-filing', maker('甲'), [], {
      hue: 10,
      verdict: 'intercept',
      codes: ['credential.missing-credential'],
    }),
    cream(
      'filing-malformed',
      maker('乙'),
      [filing('粤G妆网备字2O2690', maker('乙'), { registry: 'absent' })],
      { hue: 40, verdict: 'intercept', codes: ['credential.malformed'] },
    ),
    cream(
      'filing-unknown',
      maker('丙'),
      [filing('粤G妆网备字2026900301', maker('丙'), { registry: 'absent' })],
      { hue: 70, verdict: 'review', codes: ['credential.not-found'] },
    ),
    cream(
      'filing-cancelled',
      maker('丁'),
      [filing('粤G妆网备字2026900302', maker('丁'), { registry: { status: 'cancelled' } })],
      { hue: 100, verdict: 'intercept', codes: ['credential.cancelled'] },
    ),
    cream(
      'filing-of-another',
      maker('戊'),
      [filing('粤G妆网备字2026900303', maker('戊'), { registry: { holder: maker('己') } })],
      { hue: 130, verdict: 'review', codes: ['credential.holder-mismatch'] },
    ),
    cream(
      'filing-for-other-goods',
      maker('庚'),
      [filing('粤G妆网备字2026900304', maker('庚'), { registry: { product: '玫瑰清洁慕斯' } })],
      { hue: 160, verdict: 'review', codes: ['credential.product-mismatch'] },
    ),
    cream(
      'sunscreen-with-filing',
      maker('辛'),
      [filing('粤G妆网备字2026900305', maker('辛'), { product: '水润防晒霜' })],
      {
        title: '水润防晒霜 SPF30 户外防晒',
        hue: 190,
        verdict: 'intercept',
        codes: ['credential.missing-credential'],
      },
    ),
    cream(
      `registration-expiring-${dated}`,
      maker('壬'),
      [
        paper({
          kind: 'cosmetic-registration',
          number: '国妆特字20219301',
          holder: maker('壬'),
          product: '植萃染发膏',
          validUntil: daysFrom(today, 15),
        }),
      ],
      { title: '植萃染发膏 自然黑', hue: 220, verdict: 'remind', codes: ['credential.expiring'] },
    ),
    cream(
      'registration-expired',
      maker('癸'),
      [
        paper({
          kind: 'cosmetic-registration',
          number: '国妆特字20199302',
          holder: maker('癸'),
          product: '焗油染发霜',
          validUntil: '2024-12-31',
        }),
      ],
      { title: '焗油染发霜 栗棕色', hue: 250, verdict: 'intercept', codes: ['credential.expired'] },
    ),
    cream(
      'registration-renewed',
      maker('卯'),
      [
        paper({
          kind: 'cosmetic-registration',
          number: '国妆特字20199304',
          holder: maker('卯'),
          product: '植物染发霜',
          validUntil: '2024-12-31',
          registry: { validUntil: '2034-12-31' },
        }),
      ],
      { title: '植物染发霜 深棕色', hue: 270, verdict: 'remind', codes: ['credential.declared-date'] },
    ),
  ];
}

function certified(): Sample[] {
  const bank = (
    id: string,
    seller: string,
    papers: Paper[],
    rest: Pick<Parameters<typeof sample>[0], 'verdict' | 'codes'>,
    hue: number,
  ) =>
    sample({
      id,
      title: '移动电源 10000毫安 充电宝 双向快充',
      category: ['数码', '移动电源'],
      price: '69.00',
      main: { shape: 'power-bank', hue, words: ['10000mAh'] },
      merchant: { name: seller },
      ...papersOf(...papers),
      ...rest,
    });
  const ccc = (number: string, holder: string, change: Partial<Parameters<typeof paper>[0]> = {}) =>
    paper({ kind: 'ccc', number, holder, product: '移动电源', ...change });
  return [
    bank(
      'power-bank-uncertified',
      '示例光年数码店',
      [],
      { verdict: 'intercept', codes: ['credential.missing-credential'] },
      20,
    ),
    bank(
      'ccc-suspended',
      '示例停证数码店',
      [ccc('2024990914900301', '示例停证数码店', { registry: { status: 'suspended' } })],
      { verdict: 'intercept', codes: ['credential.suspended'] },
      80,
    ),
    bank(
      'ccc-revoked',
      '示例撤证数码店',
      [ccc('2024990914900302', '示例撤证数码店', { registry: { status: 'revoked' } })],
      { verdict: 'intercept', codes: ['credential.revoked'] },
      140,
    ),
    bank(
      'ccc-short',
      '示例缺位数码店',
      [ccc('202499091490030', '示例缺位数码店', { registry: 'absent' })],
      { verdict: 'intercept', codes: ['credential.malformed'] },
      200,
    ),
    device('device-province-and-class', '国械注准20242079301', {
      // A national number for a class II device made in China cannot be: those are a province's to register.
      verdict: 'intercept',
      codes: ['credential.malformed'],
    }),
    device('device-number-era', '浙械注准20122079302', {
      // The form dates from 2014; renewals keep their year, so an earlier one is a slip or an invention.
      verdict: 'review',
      codes: ['credential.inconsistent'],
    }),
  ];
}

function device(
  id: string,
  number: string,
  expected: Pick<Parameters<typeof sample>[0], 'verdict' | 'codes'>,
): Sample {
  const holder = '示例量康器械有限公司';
  return sample({
    id,
    title: '电子血压计 家用上臂式 大屏语音',
    description: DEVICE_STATEMENT,
    category: ['医疗器械', '血压计'],
    price: '159.00',
    main: { shape: 'meter', hue: 120 },
    merchant: { name: holder },
    ...papersOf(
      paper({ kind: 'device-registration', number, holder, product: '电子血压计' }),
      paper({ kind: 'device-production-license', number: '浙药监械生产许20249301', holder }),
      paper({ kind: 'device-business-filing', number: '浙杭药监械经营备20249301', holder }),
    ),
    ...expected,
  });
}

function food(): Sample[] {
  const maker = '示例晨麦食品有限公司';
  const sound = foodProductionLicence('1013301060031');
  const slip = `${sound.slice(0, -1)}${(Number(sound.at(-1)) + 3) % 10}`;
  return [
    sample({
      id: 'licence-check-digit',
      title: '五香瓜子 500克袋装',
      category: ['食品', '炒货'],
      attributes: { 净含量: '500克' },
      price: '15.90',
      main: { shape: 'pouch', hue: 30, words: ['五香瓜子'] },
      merchant: { name: maker },
      // Real licences that fail their check digit exist; the register knows this one, so it warns and no more.
      ...papersOf(
        paper({ kind: 'food-production-license', number: slip, holder: maker }),
        paper({ kind: 'food-business-license', number: foodBusinessLicence('1330106003100'), holder: maker }),
      ),
      verdict: 'remind',
      codes: ['credential.check-digit'],
    }),
  ];
}
