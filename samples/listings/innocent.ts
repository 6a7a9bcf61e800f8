import { foodPapers, papersOf } from '../papers.ts';
import { type Sample, sample } from '../sample.ts';

/** Goods with nothing wrong whose words fool lists of forbidden words. Every one of them passes. */
export function innocentSamples(): Sample[] {
  return [...wordsOfBrands(), ...wordsOfFakes(), ...wordsOfClaims()];
}

/** Words that are brands elsewhere. */
function wordsOfBrands(): Sample[] {
  const farm = '示例禾谷农产品有限公司';
  const sweets = '示例果语糖果有限公司';
  return [
    sample({
      id: 'case-for-apple',
      title: '适用苹果16Pro手机壳 磨砂防摔保护套',
      category: ['手机配件', '手机壳'],
      attributes: { 材质: 'TPU', 适用机型: '苹果16Pro' },
      price: '19.90',
      main: { shape: 'case', hue: 330 },
      verdict: 'pass',
    }),
    sample({
      id: 'millet',
      title: '山西黄小米 2.5kg 月子小米粥 五谷杂粮',
      category: ['粮油', '杂粮'],
      attributes: { 净含量: '2.5kg', 产地: '山西' },
      price: '39.80',
      main: { shape: 'grain', hue: 46 },
      merchant: { name: farm },
      ...papersOf(...foodPapers(11, farm)),
      verdict: 'pass',
    }),
    sample({
      id: 'reading-glasses',
      title: 'LV老花镜 折叠便携 高清树脂镜片',
      category: ['配饰', '眼镜'],
      price: '36.00',
      main: { shape: 'glasses', hue: 20 },
      verdict: 'pass',
    }),
    sample({
      id: 'bull-figurine',
      title: '公牛摆件 黄铜牛工艺品 办公室桌面装饰',
      category: ['家居', '装饰摆件'],
      price: '128.00',
      main: { shape: 'figurine', hue: 28 },
      verdict: 'pass',
    }),
    sample({
      id: 'apple-peeler',
      title: '手摇苹果削皮器 水果去皮刀 厨房小工具',
      category: ['厨具', '厨房工具'],
      price: '25.80',
      main: { shape: 'kettle', hue: 110 },
      verdict: 'pass',
    }),
    sample({
      id: 'apple-flavour',
      title: '苹果味硬糖 水果糖 500克袋装',
      category: ['食品', '糖果'],
      attributes: { 口味: '苹果味', 净含量: '500克' },
      price: '16.90',
      main: { shape: 'pouch', hue: 95, words: ['苹果味硬糖'] },
      merchant: { name: sweets },
      ...papersOf(...foodPapers(12, sweets)),
      verdict: 'pass',
    }),
  ];
}

/** Words that mean a fake elsewhere. */
function wordsOfFakes(): Sample[] {
  return [
    sample({
      id: 'artificial-flowers',
      title: '高仿真花绢花束 客厅仿真绿植摆件',
      category: ['家居', '仿真花'],
      price: '45.00',
      main: { shape: 'flower', hue: 340 },
      verdict: 'pass',
    }),
    sample({
      id: 'jadeite-a',
      title: '天然A货翡翠手镯 缅甸冰糯种 附鉴定证书',
      category: ['珠宝', '翡翠'],
      price: '2680.00',
      main: { shape: 'bangle', hue: 140 },
      verdict: 'pass',
    }),
    sample({
      id: 'dilution',
      title: '浓缩玻璃水 1:1稀释 车用雨刮水 2升',
      description: '按1:1兑水后使用，冬季请勿稀释。',
      category: ['汽车用品', '清洁养护'],
      price: '22.00',
      main: { shape: 'bottle', hue: 205, words: ['玻璃水'] },
      verdict: 'pass',
    }),
    sample({
      id: 'trade-in',
      title: '旧手机回收估价 以旧换新服务 上门取件',
      description: '线上估价，验机后按机况付款，不收取任何费用。',
      category: ['服务', '以旧换新'],
      price: '1.00',
      main: { shape: 'phone', hue: 220 },
      verdict: 'pass',
    }),
    sample({
      id: 'record-reissue',
      title: '黑胶唱片 民乐名曲 原版复刻 180克',
      category: ['音像', '黑胶唱片'],
      price: '168.00',
      main: { shape: 'coins', hue: 260 },
      verdict: 'pass',
    }),
  ];
}

/** Words the rules on advertising and licences look for. */
function wordsOfClaims(): Sample[] {
  const tea = '示例云坞茶业有限公司';
  return [
    sample({
      id: 'book-volume-one',
      title: '山海行旅图志 第一卷 精装',
      description: '全套共三卷，本件为第一卷，第一次印刷。',
      category: ['图书', '人文'],
      main: { shape: 'book', hue: 210 },
      verdict: 'pass',
    }),
    sample({
      id: 'load-limit',
      title: '折叠收纳架 三层置物架 最大承重40kg',
      description: '最大承重四十千克，最晚四十八小时内发货。',
      category: ['家居', '收纳'],
      main: { shape: 'box', hue: 180 },
      verdict: 'pass',
    }),
    sample({
      id: 'sun-jacket',
      title: '防晒衣女 夏季薄款透气长袖外套',
      category: ['服饰', '外套'],
      main: { shape: 'shirt', hue: 300 },
      verdict: 'pass',
    }),
    sample({
      id: 'healing-notebook',
      title: '治愈系插画手账本 空白内页 文艺礼物',
      category: ['文具', '本册'],
      price: '18.00',
      main: { shape: 'book', hue: 130 },
      verdict: 'pass',
    }),
    sample({
      id: 'mask-bowl',
      title: '硅胶面膜碗 调膜棒四件套 美容工具',
      category: ['美容工具', '其他'],
      price: '9.90',
      main: { shape: 'grain', hue: 320 },
      verdict: 'pass',
    }),
    sample({
      id: 'pill-box',
      title: '七天分装药盒 便携大容量 一周收纳盒',
      category: ['家居', '收纳'],
      price: '12.80',
      main: { shape: 'box', hue: 90 },
      verdict: 'pass',
    }),
    sample({
      id: 'monitor-pouch',
      title: '血压计收纳包 硬壳防压便携包',
      category: ['箱包', '收纳包'],
      price: '29.00',
      main: { shape: 'bag', hue: 230 },
      verdict: 'pass',
    }),
    sample({
      id: 'tea-grade',
      title: '龙井茶 特级 明前绿茶 250克罐装',
      category: ['茶', '绿茶'],
      attributes: { 等级: '特级', 净含量: '250克' },
      price: '218.00',
      main: { shape: 'can', hue: 100, words: ['龙井茶 特级'] },
      merchant: { name: tea },
      ...papersOf(...foodPapers(13, tea)),
      verdict: 'pass',
    }),
  ];
}
