import type { LogoName } from './images/logos.ts';

/** An invented brand: its words, owner, right and look. Nothing here exists; owners carry 示例 in their names. */
export type InventedBrand = {
  readonly logo: LogoName;
  /** Name in lexicon and brand book. */
  readonly name: string;
  readonly zh: string;
  readonly latin: string;
  readonly ink: string;
  readonly category: string;
  readonly owner: string;
  readonly sellers: readonly string[];
  /** Registration number of the mark (invented) and its Nice classes. */
  readonly mark: string;
  readonly classes: readonly number[];
  readonly pending?: boolean;
  readonly gtinPrefix: string;
  readonly floors: readonly { readonly words: readonly string[]; readonly yuan: number }[];
};

export const INVENTED_BRANDS: readonly InventedBrand[] = [
  {
    logo: 'muorane',
    name: 'MUORANE',
    zh: '沐屿岚',
    latin: 'MUORANE',
    ink: '#2c5a68',
    category: 'cosmetics',
    owner: '示例沐屿岚化妆品有限公司',
    sellers: ['示例美妆专营店'],
    mark: '99010001',
    classes: [3],
    gtinPrefix: '95200101',
    floors: [
      { words: ['面霜', '精华'], yuan: 180 },
      { words: [], yuan: 60 },
    ],
  },
  {
    logo: 'kostrum',
    name: 'KOSTRUM',
    zh: '阔石岳',
    latin: 'KOSTRUM',
    ink: '#b4472b',
    category: 'sports|outdoor',
    owner: '示例阔石岳体育用品有限公司',
    sellers: ['示例户外运动专营店'],
    mark: '99010002',
    classes: [18, 25, 28],
    gtinPrefix: '95200102',
    floors: [
      { words: ['鞋'], yuan: 420 },
      { words: [], yuan: 120 },
    ],
  },
  {
    logo: 'voltenon',
    name: 'VOLTENON',
    zh: '伏榫能',
    latin: 'VOLTENON',
    ink: '#1f3f8f',
    category: 'electronics',
    owner: '示例伏榫能科技有限公司',
    sellers: [],
    mark: '99010003',
    classes: [9],
    gtinPrefix: '95200103',
    floors: [
      { words: ['充电宝', '移动电源'], yuan: 90 },
      { words: [], yuan: 30 },
    ],
  },
  {
    logo: 'hexiufang',
    name: 'HEXIUFANG',
    zh: '禾岫坊',
    latin: 'HEXIUFANG',
    ink: '#6a5a1c',
    category: 'food',
    owner: '示例禾岫坊食品有限公司',
    sellers: [],
    mark: '99010004',
    classes: [29, 30, 32],
    gtinPrefix: '95200104',
    floors: [],
  },
  {
    logo: 'dolrano',
    name: 'DOLRANO',
    zh: '铎拉诺',
    latin: 'DOLRANO',
    ink: '#5b2d3a',
    category: 'luxury|bags',
    owner: '示例铎拉诺皮具有限公司',
    sellers: ['示例环球名品店'],
    mark: '99010005',
    classes: [14, 18, 25],
    gtinPrefix: '95200105',
    floors: [
      { words: ['包', '手袋'], yuan: 3800 },
      { words: [], yuan: 600 },
    ],
  },
  {
    logo: 'chelyne',
    name: 'CHELYNE',
    zh: '澈瓴家',
    latin: 'CHELYNE',
    ink: '#14707a',
    category: 'home',
    owner: '示例澈瓴家居用品有限公司',
    sellers: [],
    mark: '99010006',
    classes: [11, 21],
    gtinPrefix: '95200106',
    floors: [],
  },
  {
    logo: 'jingyabao',
    name: 'JINGYABAO',
    zh: '鲸芽堡',
    latin: 'JINGYABAO',
    ink: '#2a6fb0',
    category: 'toys|mother-baby',
    owner: '示例鲸芽堡母婴用品有限公司',
    sellers: [],
    mark: '99010007',
    classes: [12, 28],
    gtinPrefix: '95200107',
    floors: [],
  },
  {
    logo: 'maicenor',
    name: 'MAICENOR',
    zh: '脉岑诺',
    latin: 'MAICENOR',
    ink: '#a12036',
    category: 'medical',
    owner: '示例脉岑诺医疗器械有限公司',
    sellers: ['示例康护器械专营店'],
    mark: '99010008',
    classes: [10],
    gtinPrefix: '95200108',
    floors: [],
  },
  {
    logo: 'cenyantang',
    name: 'CENYANTANG',
    zh: '岑砚棠',
    latin: 'CENYANTANG',
    ink: '#4a3b2a',
    category: 'health food',
    owner: '示例岑砚棠生物科技有限公司',
    sellers: [],
    mark: '99010009',
    classes: [5],
    gtinPrefix: '95200109',
    floors: [],
  },
  {
    logo: 'rongdaoji',
    name: 'RONGDAOJI',
    zh: '绒岛汲',
    latin: 'RONGDAOJI',
    ink: '#7a4d8b',
    category: 'apparel',
    owner: '示例绒岛汲服饰有限公司',
    sellers: [],
    mark: '99010010',
    classes: [25],
    pending: true,
    gtinPrefix: '95200110',
    floors: [],
  },
];

export function brandNamed(logo: LogoName): InventedBrand {
  const brand = INVENTED_BRANDS.find((candidate) => candidate.logo === logo);
  if (!brand) throw new RangeError(`no brand ${logo}`);
  return brand;
}
