import * as z from 'zod';

/** The six checks of a screening, in the order a reader sees them. */
export const CHECK_NAMES = [
  'counterfeit',
  'brand-qualification',
  'credential',
  'three-products',
  'marketing-claims',
  'listing-integrity',
] as const;

export const CheckName = z.enum(CHECK_NAMES);
export type CheckName = z.infer<typeof CheckName>;

/** What people call each check. */
export const CHECK_TITLES: Record<CheckName, { zh: string; en: string }> = {
  counterfeit: { zh: '假货', en: 'Counterfeit' },
  'brand-qualification': { zh: '品牌资质', en: 'Brand qualification' },
  credential: { zh: '化妆品/3C 资质', en: 'Cosmetics and 3C credentials' },
  'three-products': { zh: '三品一械', en: 'Food, drugs, cosmetics, devices' },
  'marketing-claims': { zh: '不正当营销', en: 'Marketing claims' },
  'listing-integrity': { zh: '商品信息一致性', en: 'Listing integrity' },
};
