import { type Picture, type Sample, sample } from '../sample.ts';

/** Registered pictures in part, and registered marks inside photographs: what a fingerprint of the whole cannot see. */
export function markSamples(): Sample[] {
  return [...parts(), ...plates()];
}

function parts(): Sample[] {
  return [
    sample({
      id: 'part-of-brand-picture',
      title: '复古托特包 大容量通勤手提包',
      category: ['箱包', '女包'],
      price: '259.00',
      main: { shape: 'bag', hue: 80 },
      mainPicture: {
        draw: 'feature',
        featureId: 'dolrano-atelier-tote',
        taken: { part: [0.16, 0, 0.84, 0.83] },
      },
      verdict: 'review',
      codes: ['counterfeit.image-brand-part'],
    }),
    sample({
      id: 'turned-brand-picture',
      title: '家用冷水壶 大容量玻璃凉水壶',
      category: ['厨具', '水具'],
      price: '59.00',
      main: { shape: 'kettle', hue: 60 },
      mainPicture: { draw: 'feature', featureId: 'chelyne-drop-kettle', taken: { turn: 37 } },
      verdict: 'review',
      codes: ['counterfeit.image-brand-part'],
    }),
    sample({
      id: 'part-of-known-fake',
      title: '户外登山徒步鞋 防滑透气',
      category: ['鞋靴', '户外鞋'],
      price: '139.00',
      main: { shape: 'shoe', hue: 200 },
      mainPicture: {
        draw: 'feature',
        featureId: 'kostrum-fake-batch-31',
        taken: { part: [0, 0.15, 0.84, 0.84] },
      },
      verdict: 'review',
      codes: ['counterfeit.image-known-fake-part'],
    }),
  ];
}

/** A plain shoe whose second picture shows a label on it. */
function plates(): Sample[] {
  const shoe = { category: ['鞋靴', '户外鞋'], price: '218.00' };
  const labelled = (mark: 'kostrum' | 'like-kostrum', hue: number): Record<string, Picture> => ({
    'detail-label.jpg': {
      draw: 'product',
      product: { shape: 'shoe', hue, side: 640, setting: 'table', plate: { mark, share: 0.34, turn: 6 } },
    },
  });
  return [
    sample({
      id: 'mark-on-label',
      title: '男女同款户外鞋 防滑耐磨',
      ...shoe,
      main: { shape: 'shoe', hue: 170 },
      more: labelled('kostrum', 170),
      verdict: 'review',
      codes: ['counterfeit.logo-in-picture'],
    }),
    sample({
      id: 'mark-on-label-authorised',
      title: '男女同款户外鞋 轻便透气',
      ...shoe,
      main: { shape: 'shoe', hue: 175 },
      more: labelled('kostrum', 175),
      merchant: { name: '示例户外运动专营店' },
      verdict: 'pass',
    }),
    sample({
      id: 'mark-of-a-neighbour',
      title: '男女同款户外鞋 舒适百搭',
      ...shoe,
      main: { shape: 'shoe', hue: 165 },
      more: labelled('like-kostrum', 165),
      verdict: 'pass',
    }),
  ];
}
