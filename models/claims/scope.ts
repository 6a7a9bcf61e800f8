import type { GoodsClass, GoodsRecognition } from '../goods/recognition.ts';
import type { LawReference } from '../law.ts';
import type { ClaimCode } from './codes.ts';

/** Families of goods a claim rule may speak of; `*` is all. */
export const SCOPES = [
  '*',
  'food',
  'alcohol',
  'infant',
  'special',
  'health-food',
  'cosmetic',
  'cosmetic-strict',
  'cosmetic-all',
  'cosmetic-child',
  'drug',
  'device',
  'disinfectant',
  'pesticide',
  'vet',
  'tobacco',
  'book',
  'ordinary',
] as const;
export type Scope = (typeof SCOPES)[number];

const BY_CLASS: Partial<Record<GoodsClass, readonly Scope[]>> = {
  food: ['food'],
  'food-additive': ['food'],
  alcohol: ['food', 'alcohol'],
  'infant-formula': ['food', 'infant'],
  'special-medical-food': ['special'],
  'health-food': ['health-food'],
  'cosmetic-ordinary': ['cosmetic', 'cosmetic-strict', 'cosmetic-all'],
  'cosmetic-special': ['cosmetic', 'cosmetic-strict'],
  'cosmetic-child': ['cosmetic', 'cosmetic-strict', 'cosmetic-all', 'cosmetic-child'],
  toothpaste: ['cosmetic'],
  soap: ['cosmetic'],
  'drug-rx': ['drug'],
  'drug-otc': ['drug'],
  'drug-prohibited-online': ['drug'],
  'tcm-piece': ['drug'],
  'device-1': ['device'],
  'device-2': ['device'],
  'device-3': ['device'],
  ivd: ['device'],
  disinfectant: ['disinfectant'],
  pesticide: ['pesticide'],
  'vet-drug': ['vet'],
  tobacco: ['tobacco'],
};

/** The class a rule reads: of goods nothing names, the likeliest guess, when there is one worth the name. */
export function classOf(goods: GoodsRecognition): GoodsClass {
  const [guess] = goods.alternatives;
  return goods.code === 'ordinary.unknown' && guess && guess.confidence >= GUESS ? guess.class : goods.class;
}
const GUESS = 0.12;

/** Families that may speak of disease and cure, as their approval says. */
const APPROVED: readonly Scope[] = ['drug', 'device', 'vet', 'pesticide'];
const APPROVAL = /国药准字|械注|械备|农药登记|兽药字|(?<![a-z])otc(?![a-z])/;

/** Below this a class that no word names is but the best of several guesses. */
const SURE = 0.45;

/**
 * The families recognised goods belong to. A book may speak of disease and cure: it sells neither. Goods that nothing names but
 * that might be a drug (眼贴 治近视) are ordinary ones too, unless the listing shows an approval: no guess makes a cure lawful.
 */
export function scopesOf(goods: GoodsRecognition, text: string, approved = false): ReadonlySet<Scope> {
  if (goods.code.startsWith('book.')) return new Set(['*', 'book']);
  const own = BY_CLASS[classOf(goods)] ?? (['ordinary'] as const);
  const unnamed =
    goods.code === 'ordinary.unknown' || (goods.code.endsWith('.other') && goods.confidence < SURE);
  const guessed = unnamed && own.some((scope) => APPROVED.includes(scope));
  const shown = approved || APPROVAL.test(text);
  return new Set<Scope>(['*', ...own, ...(guessed && !shown ? (['ordinary'] as const) : [])]);
}

/** A medical statement is another offence in food, in a cosmetic and elsewhere. */
export function codeFor(code: string, goodsClass: GoodsClass): ClaimCode {
  if (!['claims.medical', 'claims.disease', 'claims.disease-name'].includes(code)) return code as ClaimCode;
  const scopes = BY_CLASS[goodsClass] ?? [];
  if (scopes.includes('food') || scopes.includes('health-food')) return 'claims.medical-food';
  return scopes.includes('cosmetic') ? 'claims.medical-cosmetic' : 'claims.medical';
}

const ad = (article: string): LawReference => ({ name: { zh: '广告法', en: 'Advertising Law' }, article });
const LAW: Partial<Record<ClaimCode, Partial<Record<Scope, LawReference>>>> = {
  'claims.guarantee': {
    'health-food': ad('18'),
    special: ad('16、18'),
    food: ad('28'),
    pesticide: ad('21'),
    cosmetic: { name: { zh: '化妆品监督管理条例', en: 'Cosmetics Supervision Regulation' }, article: '43' },
    disinfectant: ad('17'),
  },
  'claims.medical-food': { 'health-food': ad('18') },
  'claims.cosmetic-banned': {
    'cosmetic-child': {
      name: { zh: '儿童化妆品监督管理规定', en: 'Rules on Children’s Cosmetics' },
      article: '13',
    },
  },
};

/** The article that speaks of these very goods, when it is another than the family's. */
export function lawFor(code: ClaimCode, scopes: ReadonlySet<Scope>, text: string): LawReference | undefined {
  const laws = LAW[code];
  if (!laws) return undefined;
  if (code === 'claims.cosmetic-banned' && !/[食吃入口]/.test(text)) return undefined;
  for (const scope of scopes) {
    const law = laws[scope];
    if (law) return law;
  }
  return undefined;
}
