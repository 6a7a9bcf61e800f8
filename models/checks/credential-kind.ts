import { credentialKind } from '../credentials/parse.ts';
import type { Finding } from '../finding.ts';
import { familyOf, familyTitle } from '../goods/families.ts';
import type { Subject } from '../subject.ts';
import { findingOf } from './check.ts';
import type { Shown } from './credential-term.ts';

const finding = findingOf('credential');

/**
 * The family of goods a paper is issued for. Licences of a shop (食品经营许可, 医疗器械经营备案) and papers that goods of several kinds
 * bear (CCC, 型号核准) are of none; drug numbers are judged by three-products.
 */
const FAMILY_OF_KIND: Readonly<Record<string, string>> = {
  'cosmetic-registration': 'cosmetic',
  'cosmetic-filing': 'cosmetic',
  'cosmetic-export-filing': 'cosmetic',
  'cosmetic-production-license': 'cosmetic',
  'toothpaste-filing': 'cosmetic',
  'device-registration': 'device',
  'device-filing': 'device',
  'health-food-registration': 'health-food',
  'health-food-filing': 'health-food',
  'special-medical-food': 'special-food',
  'infant-formula': 'special-food',
  'food-production-license': 'food',
  'food-production-license-qs': 'food',
  'disinfectant-license': 'disinfectant',
  'pesticide-registration': 'pesticide',
  'vet-drug-approval': 'vet-drug',
};
/** A food may have been made under the stricter rules of a health food, and every food bears a food maker's licence. */
const EATEN = new Set(['food', 'health-food', 'special-food']);
/** What the requirements of cosmetics forbid by name already. */
const SAID_ELSEWHERE = new Set(['cosmetic<device']);

/** How sure the goods must be before a paper is said to be of another kind. */
const SURE = 0.6;

/**
 * Papers of another kind than the goods: 妆网备字 on a dressing, 械备 on a sweet. Where the goods show a paper of their own as
 * well, or the title names goods of the other kind too (a set), less or nothing is said.
 */
export function kindFindings(shown: readonly Shown[], { recognition: { goods } }: Subject): Finding[] {
  const own = familyOf(goods.class);
  if (own === 'ordinary' || own === 'drug' || goods.confidence < SURE) return [];
  const isOwn = (family: string): boolean => family === own || (EATEN.has(family) && EATEN.has(own));
  const hasOwn = shown.some(({ mention }) => isOwn(FAMILY_OF_KIND[mention.kind] ?? ''));
  return shown.flatMap(({ mention, where }): Finding[] => {
    const family = FAMILY_OF_KIND[mention.kind];
    if (family === undefined || isOwn(family) || SAID_ELSEWHERE.has(`${own}<${family}`)) return [];
    const both =
      goods.products.some((hit) => hit.field === 'title' && familyOf(hit.class) === family) ||
      goods.alternatives.some((other) => familyOf(other.class) === family && other.confidence >= 0.1);
    if (both) return [];
    const paper = credentialKind(mention.kind)?.title ?? { zh: mention.kind, en: mention.kind };
    const [is, says] = [familyTitle(own), familyTitle(family)];
    return [
      finding(
        'credential.wrong-credential',
        hasOwn ? 0.5 : 0.85 * Math.min(1, goods.confidence + 0.1),
        {
          zh: `「${goods.name}」属于${is.zh}，出示的却是${says.zh}的${paper.zh}「${mention.number}」。`,
          en: `“${goods.name}” is ${is.en}, but the ${paper.en} “${mention.number}” shown is for ${says.en}.`,
        },
        {
          zh: `删除该编号，提交${is.zh}自己的资质；若商品确为${says.zh}，请改写标题和类目。`,
          en: `Remove the number and submit the papers of ${is.en}; if the goods are ${says.en}, correct title and category.`,
        },
        [where],
        { kind: mention.kind, is: goods.class, paper: family },
      ),
    ];
  });
}
