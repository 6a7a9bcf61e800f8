import { type Sample, sample } from '../sample.ts';

/** Uploads that cannot be screened: each is refused with the field and the reason. */
export function rejectedSamples(): Sample[] {
  const malformed = sample({
    id: 'rejected-price',
    title: '竹编收纳筐 三件套',
    main: { shape: 'box', hue: 40 },
    verdict: 'rejected',
  });
  return [
    {
      ...malformed,
      document: {
        ...malformed.document,
        skus: [{ skuId: 'a', spec: {}, price: '39.9元' }],
        credentials: [{ kind: 'uscc', validUntil: '2026-13-40' }],
      },
    },
    sample({
      id: 'rejected-missing-image',
      title: '棉麻桌布 北欧风',
      main: { shape: 'shirt', hue: 150 },
      more: { 'packaging.jpg': { draw: 'absent' } },
      verdict: 'rejected',
    }),
    sample({
      id: 'rejected-corrupt-image',
      title: '陶瓷花瓶 简约摆件',
      main: { shape: 'bottle', hue: 200 },
      more: { 'detail-2.jpg': { draw: 'cut-short' } },
      verdict: 'rejected',
    }),
    sample({
      id: 'rejected-not-an-image',
      title: '不锈钢晾衣架 十只装',
      main: { shape: 'bangle', hue: 220 },
      more: { 'sku-a.jpg': { draw: 'not-a-picture' } },
      verdict: 'rejected',
    }),
  ];
}
