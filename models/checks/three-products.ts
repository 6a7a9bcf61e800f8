import type { Finding } from '../finding.ts';
import { familyOf } from '../goods/families.ts';
import type { GoodsClass, GoodsRecognition } from '../goods/recognition.ts';
import type { Subject } from '../subject.ts';
import { type Check, findingOf, productEvidence } from './check.ts';
import { shownCredentials } from './credential.ts';
import { drugIngredient, drugNumberElsewhere } from './drugs-elsewhere.ts';
import type { PartsOf } from './needs.ts';
import { credentialRequirements } from './requirements.ts';

const finding = findingOf('three-products');

/** Goods under the rules for food, drugs, cosmetics and devices, whatever category was declared; soap is under none of them. */
const isRegulated = (goodsClass: GoodsClass): boolean =>
  familyOf(goodsClass) !== 'ordinary' && goodsClass !== 'soap';
/** Of cosmetics the credential check asks for papers; here only channel and mismatch are judged. */
const asksForPapers = (goodsClass: GoodsClass): boolean =>
  isRegulated(goodsClass) && familyOf(goodsClass) !== 'cosmetic';

/** Recognises food, drugs, cosmetics and devices for what they are and asks what the law asks of them. */
export const threeProducts: Check<PartsOf<'three-products'>> = {
  name: 'three-products',
  reads: ['text', 'category', 'credentials'],
  sight: 'none',
  applies: ({ recognition: { goods } }) =>
    isRegulated(goods.class) ||
    goods.products.some((hit) => isRegulated(hit.class)) ||
    goods.alternatives.some((other) => isRegulated(other.class)),
  run(subject, knowledge) {
    const { goods } = subject.recognition;
    const shown = shownCredentials(subject.listing).map((item) => item.mention);
    const findings: Finding[] = [];
    if (asksForPapers(goods.class)) {
      findings.push(...credentialRequirements('three-products', subject, knowledge, shown));
    }
    findings.push(...wrongChannel(subject, goods, knowledge.goods.categoryClass(subject.listing.category)));
    findings.push(...drugNumberElsewhere(subject), ...drugIngredient(subject));
    return { findings };
  },
};

/** The least strength that a row of the policy speaks of. */
export const LEAST_CHANNEL_STRENGTH = 0.25;

/** Strictly regulated goods under a milder category escape its licences: the channel is wrong. */
function wrongChannel(
  subject: Subject,
  goods: GoodsRecognition,
  declared: { class: GoodsClass; confidence: number } | undefined,
): Finding[] {
  if (!declared || goods.confidence < 0.6) return [];
  const [is, says] = [familyOf(goods.class), familyOf(declared.class)];
  if (is === says || is === 'ordinary') return [];
  const strength = 0.85 * goods.confidence * declared.confidence;
  if (strength < LEAST_CHANNEL_STRENGTH) return [];
  const head = goods.products.find((hit) => hit.head);
  return [
    finding(
      'product.wrong-channel',
      strength,
      {
        zh: `商品实为「${goods.name}」，却放在类目「${subject.listing.category.join(' > ')}」。`,
        en: `The goods are “${goods.name}”, but listed under “${subject.listing.category.join(' > ')}”.`,
      },
      {
        zh: `改到「${goods.name}」所属类目，并提交该类目要求的资质。`,
        en: `Move them to the category of “${goods.name}” and submit its papers.`,
      },
      [
        {
          type: 'field',
          field: 'category',
          value: subject.listing.category.join(' > '),
          expected: goods.name,
        },
        ...(head ? [productEvidence(head)] : []),
      ],
      { is: goods.class, says: declared.class },
    ),
  ];
}
