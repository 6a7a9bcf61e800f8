import type { Folded } from '../text/fold.ts';
import { formulaStage } from './formula-stage.ts';
import type { WeighedHit } from './head.ts';
import type { TypeLexicon } from './lexicon.ts';
import { phoneName } from './phone-name.ts';
import { groupOf } from './product-types.ts';

/** The product words of a title, with goods that it calls by a name alone, without such a word. */
export function namedGoods(folded: Folded, hits: readonly WeighedHit[], lexicon: TypeLexicon): WeighedHit[] {
  return withFormula(folded, withPhone(folded, phonesFitted(folded, asFoods(hits)), lexicon), lexicon);
}

/** Forms only foods come in (压片糖果, 固体饮料): they say what goods are, whatever medicine lends them its name. */
const FOOD_FORMS = new Set(['snack.yapiantangguo', 'drink.gutiyinliao']);

function asFoods(hits: readonly WeighedHit[]): readonly WeighedHit[] {
  if (!hits.some((hit) => hit.role === 'head' && FOOD_FORMS.has(hit.type.code))) return hits;
  return hits.map((hit) =>
    hit.type.class.startsWith('drug') ? { ...hit, weight: hit.weight * 0.1, role: 'modifier' } : hit,
  );
}

/** iPhone 15 Pro 手机膜: a phone before the thing that is made for it only says what that fits. */
function phonesFitted({ text }: Folded, hits: readonly WeighedHit[]): WeighedHit[] {
  const made = hits.findLast((hit) => hit.group === 'phoneacc' && hit.role === 'head' && !hit.ambiguous);
  // What comes with the phone as a present is not what is sold.
  if (!made || /[送赠]/.test(text.slice(0, made.from))) return [...hits];
  return hits.map((hit) =>
    hit.group === 'phone' && hit.from < made.from ? { ...hit, weight: 0.1, role: 'modifier' } : hit,
  );
}

/** A phone named by maker and model alone (小米14 Ultra 16+512G), unless a product word says what else it is. */
function withPhone(folded: Folded, hits: WeighedHit[], { phone }: TypeLexicon): WeighedHit[] {
  const found = phone ? phoneName(folded.text) : undefined;
  if (!phone || !found) return hits;
  const { from, to, facts } = found;
  const inName = (hit: WeighedHit) => hit.from < to && hit.to > from;
  const others = hits.filter((hit) => !inName(hit) && hit.role === 'head' && hit.group !== 'phone');
  if (others.some((hit) => !hit.ambiguous && hit.to - hit.from > 1)) return hits;
  const weight = Math.min(1.8, 1.1 + 0.25 * facts);
  const named: WeighedHit = { type: phone, group: 'phone', from, to, ambiguous: false, weight, role: 'head' };
  const rest = hits.map((hit): WeighedHit => (inName(hit) ? { ...hit, weight: 0.02, role: 'context' } : hit));
  return [...rest, named].sort((a, b) => a.from - b.from);
}

/** 星飞帆3段700g: stage and weight alone name infant formula, where no product word says what else it is. */
function withFormula(folded: Folded, hits: WeighedHit[], { formula }: TypeLexicon): WeighedHit[] {
  const found = formula ? formulaStage(folded.text) : undefined;
  if (!formula || !found) return hits;
  if (hits.some((hit) => hit.role === 'head' && hit.to - hit.from > 1)) return hits;
  const { from, to } = found;
  const group = groupOf(formula.code);
  const named: WeighedHit = { type: formula, group, from, to, ambiguous: false, weight: 1.3, role: 'head' };
  return [...hits, named].sort((a, b) => a.from - b.from);
}
