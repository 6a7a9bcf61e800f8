import { groupOf } from '../goods/product-types.ts';
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

/**
 * Groups of ordinary and certified goods that stand together in the classification, each with every class its goods may be
 * in; groups of all sorts of things (sports, pets, household) are left out.
 */
const BY_GROUP: Readonly<Record<string, readonly number[]>> = {
  women: [25],
  men: [25],
  under: [25],
  kidcloth: [25],
  shoes: [25],
  bag: [9, 16, 18, 21, 25],
  jewel: [14, 26],
  watch: [9, 14],
  phoneacc: [9],
  power: [9],
  computer: [9],
  radio: [9, 12, 28],
  camera: [9],
  vehicle: [12],
  appliance: [7, 8, 9, 10, 11, 21],
  furn: [11, 20, 24],
  bed: [10, 20, 22, 24, 25, 27],
  toy: [9, 12, 16, 20, 28],
  book: [9, 16],
};

/** Classes for recognised goods; none when they may be in any class or the recognition is unsure. */
export function niceClassesOf(goods: GoodsRecognition): readonly number[] {
  if (goods.confidence < 0.7) return [];
  const known = BY_CLASS[goods.class];
  if (known) return known;
  return goods.confidence < 0.8 ? [] : (BY_GROUP[groupOf(goods.code)] ?? []);
}
