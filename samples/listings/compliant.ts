import { brandNamed } from '../brands.ts';
import { gtin13 } from '../numbers.ts';
import {
  certificate,
  DEVICE_STATEMENT,
  foodPapers,
  grantsOf,
  markCertificate,
  markOf,
  paper,
  papersOf,
} from '../papers.ts';
import { type Sample, sample } from '../sample.ts';

const COSMETIC = '示例沐屿岚化妆品有限公司';
const POWER = '示例伏榫能科技有限公司';
const DEVICE = '示例脉岑诺医疗器械有限公司';
const HEALTH = '示例岑砚棠生物科技有限公司';
const BABY = '示例鲸芽堡母婴用品有限公司';
const FOOD = '示例禾岫坊食品有限公司';

/** Regulated goods by their owner, with every paper in order: the way things should be. */
export function compliantSamples(): Sample[] {
  return [
    sample({
      id: 'cream-filed',
      title: '沐屿岚岚雾保湿面霜 50ml',
      brand: { name: 'MUORANE' },
      storeType: 'flagship',
      category: ['美妆', '面霜'],
      attributes: { 净含量: '50ml', 功效: '保湿' },
      price: '268.00',
      main: { shape: 'jar', hue: 192, logo: 'muorane', words: ['保湿面霜 50ml'] },
      more: {
        'packaging.jpg': {
          draw: 'label',
          label: {
            title: '岚雾保湿面霜',
            lines: [
              '净含量：50ml',
              `注册人：${COSMETIC}`,
              '备案编号：粤G妆网备字2026900101',
              '限期使用日期：见包装',
            ],
            ean13: gtin13('952001010001'),
          },
        },
      },
      merchant: { name: COSMETIC },
      ...papersOf(
        paper({
          kind: 'cosmetic-filing',
          number: '粤G妆网备字2026900101',
          holder: COSMETIC,
          product: '沐屿岚岚雾保湿面霜',
        }),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'sunscreen-registered',
      title: '沐屿岚清透防晒霜 SPF50+ PA++++ 50ml',
      brand: { name: 'MUORANE' },
      storeType: 'flagship',
      category: ['美妆', '防晒'],
      price: '159.00',
      main: { shape: 'tube', hue: 40, logo: 'muorane', words: ['清透防晒霜'] },
      merchant: { name: COSMETIC },
      ...papersOf(
        paper({
          kind: 'cosmetic-registration',
          number: '国妆特字20269101',
          holder: COSMETIC,
          product: '沐屿岚清透防晒霜',
          validUntil: '2031-03-01',
        }),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'power-bank-certified',
      title: '伏榫能充电宝 20000毫安 快充移动电源',
      brand: { name: 'VOLTENON' },
      storeType: 'flagship',
      category: ['数码', '移动电源'],
      price: '169.00',
      main: { shape: 'power-bank', hue: 215, logo: 'voltenon', words: ['20000mAh'] },
      more: {
        'credential-ccc.jpg': certificate('强制性产品认证证书', [
          '证书编号：2024990914900101',
          `委托人：${POWER}`,
          '产品名称：移动电源',
          '有效期至：2029年08月01日',
        ]),
      },
      merchant: { name: POWER },
      ...papersOf(
        paper({
          kind: 'ccc',
          number: '2024990914900101',
          holder: POWER,
          product: '移动电源',
          validUntil: '2029-08-01',
        }),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'blood-pressure-registered',
      title: '脉岑诺上臂式电子血压计 家用语音',
      description: DEVICE_STATEMENT,
      brand: { name: 'MAICENOR' },
      storeType: 'flagship',
      category: ['医疗器械', '血压计'],
      price: '239.00',
      main: { shape: 'meter', hue: 350, logo: 'maicenor' },
      merchant: { name: DEVICE },
      ...papersOf(
        paper({
          kind: 'device-registration',
          number: '浙械注准20242079101',
          holder: DEVICE,
          product: '电子血压计',
          validUntil: '2029-05-20',
        }),
        paper({ kind: 'device-production-license', number: '浙药监械生产许20249101', holder: DEVICE }),
        paper({ kind: 'device-business-filing', number: '浙杭药监械经营备20249101', holder: DEVICE }),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'health-food-registered',
      title: '岑砚棠蛋白粉 保健食品 400克',
      description:
        '保健功能：有助于增强免疫力。适宜人群：免疫力低下者。不适宜人群：少年儿童。保健食品不是药物，不能代替药物治疗疾病。本品不能代替药物。',
      brand: { name: 'CENYANTANG' },
      storeType: 'flagship',
      category: ['保健食品', '蛋白粉'],
      attributes: { 净含量: '400克', 批准文号: '国食健注G20249101' },
      price: '198.00',
      main: { shape: 'can', hue: 36, logo: 'cenyantang', words: ['蛋白粉 400克'] },
      merchant: { name: HEALTH },
      ...papersOf(
        paper({
          kind: 'health-food-registration',
          number: '国食健注G20249101',
          holder: HEALTH,
          product: '岑砚棠蛋白粉',
          validUntil: '2029-04-01',
        }),
        ...foodPapers(21, HEALTH),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'toy-certified',
      title: '鲸芽堡儿童积木玩具 100粒桶装',
      brand: { name: 'JINGYABAO' },
      storeType: 'flagship',
      category: ['玩具', '积木'],
      price: '89.00',
      main: { shape: 'can', hue: 210, logo: 'jingyabao', words: ['积木 100粒'] },
      merchant: { name: BABY },
      ...papersOf(
        paper({
          kind: 'ccc',
          number: '2023992202900102',
          holder: BABY,
          product: '儿童积木玩具',
          validUntil: '2030-01-10',
        }),
      ),
      verdict: 'pass',
    }),
    sample({
      id: 'snack-licensed',
      title: '禾岫坊红枣核桃糕 300克',
      brand: { name: 'HEXIUFANG' },
      storeType: 'flagship',
      category: ['食品', '糕点'],
      attributes: { 净含量: '300克', 保质期: '最佳赏味期九十天' },
      price: '32.80',
      main: { shape: 'pouch', hue: 12, logo: 'hexiufang', words: ['红枣核桃糕'] },
      merchant: { name: FOOD },
      ...papersOf(...foodPapers(22, FOOD)),
      verdict: 'pass',
    }),
    sample({
      id: 'shoe-own-picture',
      title: '阔石岳 RIDGE 7 越野跑鞋 男女同款',
      brand: { name: 'KOSTRUM' },
      storeType: 'flagship',
      category: ['鞋靴', '跑步鞋'],
      price: '699.00',
      main: { shape: 'shoe', hue: 14 },
      mainPicture: { draw: 'feature', featureId: 'kostrum-ridge-runner' },
      merchant: { name: brandNamed('kostrum').owner },
      verdict: 'pass',
    }),
    sample({
      id: 'tote-authorised-seller',
      title: '铎拉诺 ATELIER 手提托特包 牛皮',
      brand: { name: 'DOLRANO' },
      storeType: 'multi-brand',
      category: ['箱包', '女包'],
      price: '4680.00',
      main: { shape: 'bag', hue: 345, logo: 'dolrano' },
      merchant: { name: '示例环球名品店' },
      verdict: 'pass',
    }),
    sample({
      id: 'chain-of-two',
      title: '澈瓴家 不锈钢保温冷水壶 1.5L',
      brand: { name: 'CHELYNE' },
      storeType: 'multi-brand',
      category: ['厨具', '水具'],
      price: '129.00',
      main: { shape: 'kettle', hue: 185, logo: 'chelyne' },
      more: { 'credential-mark.jpg': markCertificate(brandNamed('chelyne')) },
      merchant: { name: '示例汀洲家居专营店' },
      credentials: [
        markOf('chelyne'),
        ...grantsOf('chelyne', ['示例华东总代有限公司', '示例汀洲家居专营店']),
      ],
      verdict: 'pass',
    }),
  ];
}
