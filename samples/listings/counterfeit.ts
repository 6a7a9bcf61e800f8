import { gtin13 } from '../numbers.ts';
import { grantsOf, markOf } from '../papers.ts';
import { type Sample, sample } from '../sample.ts';

/** Fakes by words, by pictures, by price and by number. Real brands appear as words only. */
export function counterfeitSamples(): Sample[] {
  return [...byWords(), ...byPictures(), ...byFigures()];
}

function byWords(): Sample[] {
  const shoe = { shape: 'shoe', hue: 60 } as const;
  const category = ['鞋靴', '运动鞋'];
  return [
    sample({
      id: 'fake-said',
      title: '阔石岳跑鞋 高仿 1:1 男女同款',
      category,
      price: '139.00',
      main: shoe,
      verdict: 'intercept',
      codes: ['counterfeit.fake-phrase'],
    }),
    sample({
      id: 'fake-putian',
      title: '阿迪达斯 莆田纯原 跑步鞋 支持过验',
      category,
      price: '189.00',
      main: { ...shoe, hue: 200 },
      verdict: 'intercept',
      codes: ['counterfeit.fake-phrase'],
    }),
    sample({
      id: 'fake-spaced',
      title: '轻便休闲鞋 高 仿 阔石岳 同款鞋底',
      category,
      price: '99.00',
      main: { ...shoe, hue: 320 },
      verdict: 'intercept',
      codes: ['counterfeit.fake-phrase'],
    }),
    sample({
      id: 'disguise-separated',
      title: '耐/克 气垫运动鞋 男款透气',
      category,
      price: '159.00',
      main: { ...shoe, hue: 0 },
      verdict: 'review',
      codes: ['counterfeit.brand-disguised', 'qualification.missing'],
    }),
    sample({
      id: 'disguise-leet',
      title: 'N1KE 复古跑步鞋 秋季新款',
      category,
      price: '149.00',
      main: { ...shoe, hue: 100 },
      verdict: 'review',
      codes: ['counterfeit.brand-disguised'],
    }),
    sample({
      id: 'disguise-homophone',
      title: '阿迪搭斯 三条杠运动板鞋',
      category,
      price: '129.00',
      main: { ...shoe, hue: 240 },
      verdict: 'review',
      codes: ['counterfeit.brand-disguised'],
    }),
    sample({
      id: 'disguise-fullwidth',
      title: 'ＤＯＬＲＡＮＯ 女士手提包 通勤大容量',
      category: ['箱包', '女包'],
      price: '3999.00',
      main: { shape: 'bag', hue: 20 },
      verdict: 'review',
      codes: ['qualification.missing'],
    }),
    sample({
      id: 'brand-in-file-name',
      title: '女士单肩包 通勤百搭小方包',
      category: ['箱包', '女包'],
      price: '89.00',
      main: { shape: 'bag', hue: 50 },
      mainFile: 'gucci-bag-01.jpg',
      verdict: 'remind',
      codes: ['counterfeit.brand-in-file-name'],
    }),
  ];
}

function byPictures(): Sample[] {
  return [
    sample({
      id: 'picture-known-fake',
      title: '秋季新款户外徒步鞋 防滑耐磨',
      category: ['鞋靴', '户外鞋'],
      price: '168.00',
      main: { shape: 'shoe', hue: 120 },
      mainPicture: { draw: 'feature', featureId: 'kostrum-fake-batch-31' },
      verdict: 'intercept',
      codes: ['counterfeit.image-known-fake'],
    }),
    sample({
      id: 'picture-known-fake-bag',
      title: '复古手提包 大容量托特包',
      category: ['箱包', '女包'],
      price: '288.00',
      main: { shape: 'bag', hue: 30 },
      mainPicture: {
        draw: 'feature',
        featureId: 'dolrano-fake-tote-08',
        photo: { blur: 1.2, noise: 6, shade: 0.3 },
      },
      verdict: 'intercept',
      codes: ['counterfeit.image-known-fake'],
    }),
    sample({
      id: 'picture-of-brand',
      title: '大容量手提包 通勤百搭托特包',
      category: ['箱包', '女包'],
      price: '368.00',
      main: { shape: 'bag', hue: 345 },
      mainPicture: { draw: 'feature', featureId: 'dolrano-atelier-tote' },
      verdict: 'review',
      codes: ['counterfeit.image-brand-feature'],
    }),
    sample({
      id: 'picture-known-good',
      title: '轻便越野跑步鞋 缓震防滑',
      category: ['鞋靴', '跑步鞋'],
      price: '299.00',
      main: { shape: 'shoe', hue: 260 },
      mainPicture: { draw: 'feature', featureId: 'kostrum-press-photo' },
      verdict: 'pass',
    }),
  ];
}

function byFigures(): Sample[] {
  const chelyne = { brand: { name: 'CHELYNE' }, category: ['厨具', '水具'], price: '139.00' } as const;
  const papers = (seller: string) => ({
    merchant: { name: seller },
    credentials: [markOf('chelyne'), ...grantsOf('chelyne', [seller])],
  });
  return [
    sample({
      id: 'price-below-floor',
      title: '铎拉诺 女士手袋 真皮 专柜同款',
      category: ['箱包', '女包'],
      price: '299.00',
      main: { shape: 'bag', hue: 280 },
      verdict: 'review',
      codes: ['counterfeit.price-below-floor', 'qualification.missing'],
    }),
    sample({
      id: 'barcode-of-another',
      title: '澈瓴家 玻璃冷水壶 2L',
      ...chelyne,
      category: [...chelyne.category],
      main: { shape: 'kettle', hue: 170, logo: 'chelyne' },
      more: {
        'packaging.jpg': {
          draw: 'label',
          label: {
            title: '玻璃冷水壶',
            lines: ['容量：2L', '材质：高硼硅玻璃', '执行标准：见说明书'],
            ean13: gtin13('952001030007'),
          },
        },
      },
      ...papers('示例壶中日月专营店'),
      verdict: 'review',
      codes: ['counterfeit.gtin-owner-mismatch'],
    }),
    sample({
      id: 'barcode-misread',
      title: '竹制砧板 家用切菜板 40厘米',
      category: ['厨具', '砧板'],
      main: { shape: 'box', hue: 35 },
      skus: [{ skuId: 'board-40', spec: { 规格: '40厘米' }, price: '49.00', gtin: '9520011100019' }],
      verdict: 'remind',
      codes: ['counterfeit.gtin-invalid'],
    }),
  ];
}
