import { foodPapers, paper, papersOf } from '../papers.ts';
import { type Sample, sample } from '../sample.ts';

/** What may not be said of goods (广告法, 化妆品监督管理条例, 食品安全法), and what is lawful when proven. */
export function claimsSamples(): Sample[] {
  return [...ofFoodAndCosmetics(), ...ofAnyGoods()];
}

function ofFoodAndCosmetics(): Sample[] {
  const farm = '示例山坞食品有限公司';
  const maker = '示例青汀化妆品有限公司';
  const filing = (serial: string, product: string) =>
    papersOf(
      paper({ kind: 'cosmetic-filing', number: `浙G妆网备字20269005${serial}`, holder: maker, product }),
    );
  return [
    sample({
      id: 'food-cures',
      title: '苦荞茶 500克 罐装',
      description: '长期饮用可治疗糖尿病，降血糖效果明显，根治高血压。',
      category: ['食品', '茶饮'],
      price: '49.00',
      main: { shape: 'can', hue: 60, words: ['苦荞茶'] },
      merchant: { name: farm },
      ...papersOf(...foodPapers(51, farm)),
      verdict: 'intercept',
      codes: ['claims.medical-food'],
    }),
    sample({
      id: 'cosmetic-as-medicine',
      title: '积雪草修护面霜 药妆 消炎杀菌 治疗湿疹',
      category: ['美妆', '面霜'],
      price: '69.00',
      main: { shape: 'jar', hue: 110, words: ['积雪草面霜'] },
      merchant: { name: maker },
      ...filing('01', '积雪草修护面霜'),
      verdict: 'intercept',
      codes: ['claims.medical-cosmetic'],
    }),
    sample({
      id: 'liquor-relief',
      title: '高粱白酒 52度 500毫升',
      description: '饮后消除紧张焦虑，增加体力，今夜不醉不归。',
      category: ['酒类', '白酒'],
      price: '88.00',
      main: { shape: 'liquor', hue: 40, words: ['高粱白酒'] },
      merchant: { name: farm },
      ...papersOf(...foodPapers(52, farm)),
      verdict: 'review',
      codes: ['claims.alcohol'],
    }),
    sample({
      id: 'device-guarantee',
      title: '远红外理疗贴 颈椎腰椎 治愈率99%',
      description: '治愈率高达99%，无效退款，安全无副作用。',
      category: ['医疗器械', '理疗'],
      price: '128.00',
      main: { shape: 'pouch', hue: 350, words: ['理疗贴'] },
      verdict: 'intercept',
      codes: ['claims.guarantee'],
    }),
  ];
}

function ofAnyGoods(): Sample[] {
  return [
    sample({
      id: 'absolute',
      title: '国家级工艺 最佳品质 竹纤维毛巾 三条装',
      category: ['家居', '毛巾'],
      price: '29.90',
      main: { shape: 'shirt', hue: 60 },
      verdict: 'intercept',
      codes: ['claims.absolute'],
    }),
    sample({
      id: 'first-in-town',
      title: '手工藤编椅 2025年杭州市藤椅销量第一',
      category: ['家具', '椅子'],
      price: '399.00',
      main: { shape: 'bag', hue: 30 },
      verdict: 'remind',
      codes: ['claims.absolute-evidence'],
    }),
    sample({
      id: 'state-banquet',
      title: '骨瓷餐具 人民大会堂专供 国家领导人同款',
      category: ['家居', '餐具'],
      price: '599.00',
      main: { shape: 'grain', hue: 0 },
      verdict: 'intercept',
      codes: ['claims.state-authority'],
    }),
    sample({
      id: 'off-platform',
      title: '棉麻连衣裙 夏季新款',
      description: '加薇❤ abc12388 私下转账立减三十元，不走平台更便宜。',
      category: ['服饰', '连衣裙'],
      price: '89.00',
      main: { shape: 'shirt', hue: 330 },
      verdict: 'intercept',
      codes: ['claims.off-platform'],
    }),
    sample({
      id: 'buyback-coins',
      title: '纪念币珍藏套装 银行回购 升值可期',
      description: '承诺两年后高价回购，鉴定费与保证金先行支付，稳赚不赔。',
      category: ['收藏', '纪念币'],
      price: '1980.00',
      main: { shape: 'coins', hue: 45 },
      verdict: 'intercept',
      codes: ['claims.buyback'],
    }),
    sample({
      id: 'cashback',
      title: '厨房抹布 十条装',
      description: '刷单返利，充值100返200，好评返现五元，点击领红包。',
      category: ['家居', '清洁'],
      price: '9.90',
      main: { shape: 'pouch', hue: 170, words: ['抹布'] },
      verdict: 'intercept',
      codes: ['claims.fictitious-benefit'],
    }),
    sample({
      id: 'lowest-price',
      title: '折叠雨伞 全网最低价 晴雨两用',
      category: ['家居', '雨伞'],
      price: '19.90',
      main: { shape: 'flower', hue: 220 },
      verdict: 'remind',
      codes: ['claims.lowest-price-evidence'],
    }),
    sample({
      id: 'lucky-charm',
      title: '开光招财手串 转运辟邪 逢凶化吉',
      category: ['饰品', '手串'],
      price: '58.00',
      main: { shape: 'bangle', hue: 15 },
      verdict: 'remind',
      codes: ['claims.superstition'],
    }),
  ];
}
