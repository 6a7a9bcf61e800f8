import type { Bilingual } from '../text-pair.ts';
import type { GoodsClass, GoodsRecognition } from './recognition.ts';

/** Classes that stand under one law: which of them goods are may be unsure when the family is not. */
const FAMILY: Partial<Record<GoodsClass, string>> = {
  'drug-rx': 'drug',
  'drug-otc': 'drug',
  'drug-prohibited-online': 'drug',
  'tcm-piece': 'drug',
  'device-1': 'device',
  'device-2': 'device',
  'device-3': 'device',
  ivd: 'device',
  'health-food': 'health-food',
  'special-medical-food': 'special-food',
  'infant-formula': 'special-food',
  food: 'food',
  alcohol: 'food',
  'food-additive': 'food',
  'cosmetic-ordinary': 'cosmetic',
  'cosmetic-special': 'cosmetic',
  'cosmetic-child': 'cosmetic',
  toothpaste: 'cosmetic',
  soap: 'cosmetic',
  disinfectant: 'disinfectant',
  pesticide: 'pesticide',
  'vet-drug': 'vet-drug',
  tobacco: 'tobacco',
};

/** `drug`, `food`, `cosmetic` …; `ordinary` for goods under none of these laws. */
export const familyOf = (goodsClass: GoodsClass): string => FAMILY[goodsClass] ?? 'ordinary';

const TITLES: Readonly<Record<string, Bilingual>> = {
  drug: { zh: '药品', en: 'a drug' },
  device: { zh: '医疗器械', en: 'a medical device' },
  'health-food': { zh: '保健食品', en: 'a health food' },
  'special-food': { zh: '特殊食品', en: 'a special food' },
  food: { zh: '食品', en: 'food' },
  cosmetic: { zh: '化妆品', en: 'a cosmetic' },
  disinfectant: { zh: '消毒产品', en: 'a disinfectant' },
  pesticide: { zh: '农药', en: 'a pesticide' },
  'vet-drug': { zh: '兽药', en: 'a veterinary drug' },
  tobacco: { zh: '烟草', en: 'tobacco' },
};

/** What people call a family. */
export const familyTitle = (family: string): Bilingual =>
  TITLES[family] ?? { zh: '普通商品', en: 'ordinary goods' };

/** Families none of whose goods may be sold without an approval or registration of their own. */
const APPROVED_ONE_BY_ONE = new Set([
  'drug',
  'device',
  'health-food',
  'special-food',
  'pesticide',
  'vet-drug',
]);

/**
 * How sure it is that goods need such papers as their class does, 0-1. Whether 阿莫西林胶囊 is on prescription or over the counter
 * may be unsure; that it is a drug is not. Where no paper at all is shown, even which approval is missing need not be sure:
 * 减肥药 is a drug or a health food, and neither is sold without one.
 */
export function certaintyOfPapers(goods: GoodsRecognition, showsNone: boolean): number {
  const family = familyOf(goods.class);
  const alike = (other: GoodsClass) =>
    familyOf(other) === family ||
    (showsNone && APPROVED_ONE_BY_ONE.has(family) && APPROVED_ONE_BY_ONE.has(familyOf(other)));
  const others = goods.alternatives.filter((other) => family !== 'ordinary' && alike(other.class));
  return Math.min(
    0.99,
    others.reduce((sum, { confidence }) => sum + confidence, goods.confidence),
  );
}
