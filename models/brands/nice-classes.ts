import type { GoodsClass, GoodsRecognition } from '../goods/recognition.ts';

/** Nice classes a mark may be registered in for goods of each class (domain facts §2.6); empty = not judged. */
const BY_CLASS: Partial<Record<GoodsClass, readonly number[]>> = {
  'cosmetic-ordinary': [3],
  'cosmetic-special': [3],
  'cosmetic-child': [3],
  toothpaste: [3],
  soap: [3],
  'drug-rx': [5],
  'drug-otc': [5],
  'tcm-piece': [5],
  'health-food': [5, 29, 30, 32],
  'special-medical-food': [5],
  'infant-formula': [5, 29],
  'device-1': [10, 5],
  'device-2': [10, 5],
  'device-3': [10, 5],
  disinfectant: [5],
  food: [5, 29, 30, 31, 32],
  alcohol: [32, 33],
  phone: [9],
};

/** Classes for recognised goods; none when the goods are ordinary or the recognition is unsure. */
export function niceClassesOf(goods: GoodsRecognition): readonly number[] {
  return goods.confidence >= 0.7 ? (BY_CLASS[goods.class] ?? []) : [];
}
