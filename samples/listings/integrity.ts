import { type Sample, sample } from '../sample.ts';

/** One listing, one kind of goods, pictures fit to show, prices that mean what they say. */
export function integritySamples(): Sample[] {
  return [...pictures(), ...prices(), ...subjects()];
}

function pictures(): Sample[] {
  const plain = { category: ['家居', '收纳'], price: '39.00' };
  return [
    sample({
      id: 'picture-blurred',
      title: '布艺收纳箱 可折叠',
      ...plain,
      main: { shape: 'box', hue: 15 },
      mainPicture: { draw: 'product', product: { shape: 'box', hue: 15 }, photo: { blur: 9, noise: 0 } },
      verdict: 'remind',
      codes: ['integrity.image-blurred'],
    }),
    sample({
      id: 'picture-tiny',
      title: '桌面收纳筒 笔筒',
      ...plain,
      main: { shape: 'can', hue: 75 },
      mainPicture: { draw: 'thumbnail' },
      verdict: 'remind',
      codes: ['integrity.image-tiny'],
    }),
    sample({
      id: 'picture-blank',
      title: '衣柜分隔板 免打孔',
      ...plain,
      main: { shape: 'box', hue: 135 },
      mainPicture: { draw: 'blank' },
      verdict: 'review',
      codes: ['integrity.image-blank'],
    }),
    sample({
      id: 'picture-of-words',
      title: '旅行分装袋 六件套',
      ...plain,
      main: { shape: 'pouch', hue: 195 },
      mainPicture: { draw: 'words', words: ['限时抢购', '买一送一', '包邮到家', '售完即止'] },
      verdict: 'remind',
      codes: ['integrity.image-text'],
    }),
    withoutMain(
      sample({
        id: 'picture-no-main',
        title: '门后挂钩 五连排',
        ...plain,
        main: { shape: 'bangle', hue: 255 },
        verdict: 'remind',
        codes: ['integrity.no-main-image'],
      }),
    ),
  ];
}

/** The same sample with every picture shown as a detail. */
function withoutMain(given: Sample): Sample {
  const images = Object.keys(given.pictures).map((file) => ({ file, role: 'detail' }));
  return { ...given, document: { ...given.document, images } };
}

function prices(): Sample[] {
  const option = (skuId: string, spec: string, price: string, more: Record<string, string> = {}) => ({
    skuId,
    spec: { 规格: spec },
    price,
    ...more,
  });
  return [
    sample({
      id: 'price-bait',
      title: '真皮沙发 客厅三人位',
      category: ['家具', '沙发'],
      main: { shape: 'box', hue: 20 },
      skus: [
        option('a', '引流款', '0.90'),
        option('b', '双人位', '1899.00'),
        option('c', '三人位', '2599.00'),
      ],
      verdict: 'review',
      codes: ['integrity.price-bait'],
    }),
    sample({
      id: 'price-spread',
      title: '实木书桌 学习桌',
      category: ['家具', '桌子'],
      main: { shape: 'box', hue: 35 },
      skus: [option('a', '小款', '29.00'), option('b', '大款', '1299.00')],
      verdict: 'review',
      codes: ['integrity.price-spread'],
    }),
    sample({
      id: 'price-small-parts',
      title: '实木衣架 落地挂衣架',
      category: ['家具', '衣架'],
      main: { shape: 'flower', hue: 30 },
      skus: [option('a', '补差价专拍', '1.00'), option('b', '落地款', '129.00')],
      verdict: 'pass',
    }),
    sample({
      id: 'price-reference-steep',
      title: '法兰绒毛毯 加厚',
      category: ['家居', '毛毯'],
      main: { shape: 'sack', hue: 300 },
      skus: [option('a', '150x200', '59.00', { referencePrice: '999.00' })],
      verdict: 'review',
      codes: ['integrity.reference-price'],
    }),
    sample({
      id: 'price-reference-unsaid',
      title: '记忆棉枕头 护颈枕',
      category: ['家居', '枕头'],
      main: { shape: 'sack', hue: 200 },
      skus: [option('a', '单只', '79.00', { referencePrice: '99.00' })],
      verdict: 'remind',
      codes: ['integrity.reference-price'],
    }),
    sample({
      id: 'price-reference-said',
      title: '珊瑚绒地垫 防滑',
      category: ['家居', '地垫'],
      main: { shape: 'sack', hue: 100 },
      skus: [
        option('a', '40x60', '29.00', { referencePrice: '39.00', referencePriceBasis: '本店近三十日成交价' }),
      ],
      verdict: 'pass',
    }),
  ];
}

function subjects(): Sample[] {
  return [
    sample({
      id: 'brand-in-text-differs',
      title: '伏榫能 磁吸无线充 桌面支架',
      brand: { name: '铎拉诺' },
      category: ['数码', '支架'],
      price: '799.00',
      main: { shape: 'case', hue: 200 },
      verdict: 'intercept',
      codes: ['integrity.brand-mismatch', 'qualification.missing'],
    }),
    sample({
      id: 'content-differs',
      title: '洗衣凝珠 1000g 大盒装',
      category: ['家居', '清洁'],
      attributes: { 净含量: '750g' },
      price: '36.00',
      main: { shape: 'box', hue: 225, words: ['洗衣凝珠'] },
      verdict: 'review',
      codes: ['integrity.attribute-mismatch'],
    }),
    sample({
      id: 'options-of-other-goods',
      title: '手机支架 桌面懒人支架 金属',
      category: ['数码', '支架'],
      main: { shape: 'case', hue: 60 },
      skus: [
        { skuId: 'a', spec: { 款式: '手机支架' }, price: '29.00' },
        { skuId: 'b', spec: { 款式: '电热水壶' }, price: '39.00' },
      ],
      verdict: 'review',
      codes: ['integrity.sku-mismatch'],
    }),
  ];
}
