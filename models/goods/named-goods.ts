import { besideBooks, bookTitle } from '../text/context-data.ts';
import { namesBook } from '../text/fits.ts';
import type { Folded } from '../text/fold.ts';
import { familyOf } from './families.ts';
import { formulaStage } from './formula-stage.ts';
import type { WeighedHit } from './head.ts';
import type { TypeLexicon } from './lexicon.ts';
import { phoneName } from './phone-name.ts';
import { groupOf } from './product-types.ts';

/** The product words of a title, with goods that it calls by a name alone, without such a word. */
export function namedGoods(folded: Folded, hits: readonly WeighedHit[], lexicon: TypeLexicon): WeighedHit[] {
  const read = asSubjects(folded, hits, lexicon);
  return withFormula(folded, withPhone(folded, phonesFitted(folded, asFoods(read)), lexicon), lexicon);
}

/** 饮食书, 科普, 传记: what a title says that sells a book; a paper that comes with goods is none. */
const BOOK =
  /科普(?!馆)|纪实|报告文学|医学史|(?<!说明|证|保证|委托|申请|授权|聘|计划|承诺|责任|通知|任务|意见|报告|[a-z0-9])书(?![\u3400-\u9fff])/;
/** What only a medicine itself has: a strength, a pack, a form. */
const PACK = /\d ?(?:mg|μg|ug|iu|片|粒|丸|支|袋|贴)|otc|国药准字|缓释|肠溶|分散片|注射液|软膏|胶囊|颗粒/;

/** 胰岛素抵抗 饮食书, 青霉素发现者 传记: a book sells none of what it is about. */
function asSubjects(
  { text }: Folded,
  hits: readonly WeighedHit[],
  { book }: TypeLexicon,
): readonly WeighedHit[] {
  const said = namesBook(text) ? bookTitle.exec(text) : besideBooks.test(text) ? null : BOOK.exec(text);
  if (!book || !said || PACK.test(text)) return hits;
  if (!hits.some(isRegulated) && hits.some((hit) => hit.role === 'head')) return hits;
  const read = hits.map(
    (hit): WeighedHit => (isRegulated(hit) ? { ...hit, weight: 0.04, role: 'context' } : hit),
  );
  const group = groupOf(book.code);
  if (read.some((hit) => hit.group === group && hit.role === 'head' && hit.to - hit.from > 1)) return read;
  const to = said.index + said[0].length;
  const named: WeighedHit = {
    type: book,
    group,
    from: to - 1,
    to,
    ambiguous: false,
    weight: 1.2,
    role: 'head',
  };
  return [...read, named].sort((a, b) => a.from - b.from);
}

const isRegulated = ({ type }: WeighedHit): boolean => familyOf(type.class) !== 'ordinary';

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
