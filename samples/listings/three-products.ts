import { DEVICE_STATEMENT, foodPapers, paper, papersOf } from '../papers.ts';
import { type Sample, sample } from '../sample.ts';

/** Food, drugs, cosmetics and devices for what they are, whatever they are called. */
export function threeProductsSamples(): Sample[] {
  return [...drugs(), ...devices(), ...foods()];
}

function drugs(): Sample[] {
  return [
    sample({
      id: 'prescription-drug',
      title: '阿莫西林胶囊 0.25g 24粒',
      category: ['药品', '抗生素'],
      price: '12.00',
      main: { shape: 'blister', hue: 10 },
      verdict: 'intercept',
      codes: ['product.missing-credential'],
    }),
    sample({
      id: 'drug-not-online',
      title: '人用狂犬病疫苗 冻干 现货',
      category: ['药品', '疫苗'],
      price: '300.00',
      main: { shape: 'blister', hue: 200 },
      verdict: 'intercept',
      codes: ['product.forbidden'],
    }),
    sample({
      id: 'drug-number-on-cream',
      title: '芦荟胶保湿面霜 40克 国药准字Z20269401',
      category: ['美妆', '面霜'],
      price: '29.90',
      main: { shape: 'tube', hue: 120, words: ['芦荟胶'] },
      merchant: { name: '示例绿芦化妆品有限公司' },
      ...papersOf(
        paper({
          kind: 'cosmetic-filing',
          number: '鲁G妆网备字2026900401',
          holder: '示例绿芦化妆品有限公司',
          product: '芦荟胶保湿面霜',
        }),
      ),
      verdict: 'intercept',
      codes: ['product.credential-type-mismatch'],
    }),
  ];
}

function devices(): Sample[] {
  return [
    sample({
      id: 'glucose-meter-unregistered',
      title: '血糖仪 家用测糖仪 送试纸',
      description: DEVICE_STATEMENT,
      category: ['医疗器械', '血糖仪'],
      price: '88.00',
      main: { shape: 'meter', hue: 20 },
      verdict: 'intercept',
      codes: ['product.missing-credential'],
    }),
    sample({
      id: 'mask-wrong-channel',
      title: '医用外科口罩 50只 独立包装',
      description: DEVICE_STATEMENT,
      category: ['服饰', '口罩'],
      price: '25.00',
      main: { shape: 'box', hue: 200, words: ['医用外科口罩'] },
      merchant: { name: '示例净面器械有限公司' },
      ...papersOf(
        paper({
          kind: 'device-registration',
          number: '豫械注准20242149401',
          holder: '示例净面器械有限公司',
          product: '医用外科口罩',
        }),
        paper({
          kind: 'device-production-license',
          number: '豫药监械生产许20249401',
          holder: '示例净面器械有限公司',
        }),
        paper({
          kind: 'device-business-filing',
          number: '豫郑药监械经营备20249401',
          holder: '示例净面器械有限公司',
        }),
      ),
      verdict: 'review',
      codes: ['product.wrong-channel'],
    }),
    sample({
      id: 'device-without-statement',
      title: '医用体温计 电子体温计 家用',
      description: '测量约三十秒，带蜂鸣提示。',
      category: ['医疗器械', '体温计'],
      price: '35.00',
      main: { shape: 'meter', hue: 300 },
      merchant: { name: '示例知温器械有限公司' },
      ...papersOf(
        paper({
          kind: 'device-registration',
          number: '浙械注准20242079402',
          holder: '示例知温器械有限公司',
          product: '电子体温计',
        }),
        paper({
          kind: 'device-production-license',
          number: '浙药监械生产许20249402',
          holder: '示例知温器械有限公司',
        }),
        paper({
          kind: 'device-business-filing',
          number: '浙甬药监械经营备20249402',
          holder: '示例知温器械有限公司',
        }),
      ),
      verdict: 'remind',
      codes: ['product.missing-statement'],
    }),
  ];
}

function foods(): Sample[] {
  const maker = '示例苔原食品有限公司';
  return [
    sample({
      id: 'health-food-unregistered',
      title: '褪黑素软胶囊 保健食品 60粒',
      description:
        '保健食品不是药物，不能代替药物治疗疾病。本品不能代替药物。适宜人群：睡眠状况不佳者。不适宜人群：少年儿童。',
      category: ['保健食品', '改善睡眠'],
      price: '99.00',
      main: { shape: 'bottle', hue: 270, words: ['褪黑素'] },
      merchant: { name: maker },
      ...papersOf(...foodPapers(41, maker)),
      verdict: 'intercept',
      codes: ['product.missing-credential'],
    }),
    sample({
      id: 'infant-formula-unregistered',
      title: '婴儿配方奶粉 1段 800克',
      category: ['母婴', '奶粉'],
      price: '259.00',
      main: { shape: 'can', hue: 50, words: ['婴儿配方奶粉'] },
      merchant: { name: maker },
      ...papersOf(...foodPapers(42, maker)),
      verdict: 'intercept',
      codes: ['product.missing-credential'],
    }),
    sample({
      id: 'food-with-health-function',
      title: '黑芝麻糊 增强免疫力 改善睡眠 500克',
      category: ['食品', '冲饮'],
      attributes: { 净含量: '500克' },
      price: '39.90',
      main: { shape: 'jar', hue: 250, words: ['黑芝麻糊'] },
      merchant: { name: maker },
      ...papersOf(...foodPapers(43, maker)),
      verdict: 'review',
      codes: ['claims.health-function'],
    }),
  ];
}
