import type { Finding } from '../finding.ts';
import { familyOf } from '../goods/families.ts';
import type { ProductHit } from '../goods/recognition.ts';
import type { Subject } from '../subject.ts';
import { findingOf, productEvidence } from './check.ts';
import { shownCredentials } from './credential.ts';

const finding = findingOf('three-products');

/** Drugs by their chemical name: nobody eats or applies them but as a drug. Patent medicines (片, 丸, 胶囊) are goods themselves. */
const isSubstance = ({ class: goodsClass, term }: ProductHit): boolean =>
  (goodsClass === 'drug-rx' || goodsClass === 'drug-prohibited-online') &&
  !/[片丸散膏剂液]$|胶囊$|颗粒$|疫苗$|针$/.test(term);

/** Goods a drug may not be in: 食品安全法 38; 化妆品监督管理条例 and its list of prohibited ingredients. */
const EATEN_OR_APPLIED = new Set(['food', 'health-food', 'special-food', 'cosmetic']);
const DENIED = /[不无未非零0]|拒绝|没有|远离|检测|检验|试纸|鉴别/;

/** 西地那非咖啡, 二甲双胍饼干: food or a cosmetic that names a drug as what is in it. */
export function drugIngredient({ listing, recognition }: Subject): Finding[] {
  const { goods, brands } = recognition;
  const inTitle = goods.products.filter((hit) => hit.field === 'title');
  const carrier = inTitle.find((hit) => EATEN_OR_APPLIED.has(familyOf(hit.class)));
  if (!carrier || !(EATEN_OR_APPLIED.has(familyOf(goods.class)) || familyOf(goods.class) === 'drug'))
    return [];
  return inTitle
    .filter(isSubstance)
    .filter(
      ({ start, end }) =>
        !brands.some((brand) => brand.field === 'title' && brand.start < end && brand.end > start),
    )
    .filter(
      ({ start, end }) =>
        !DENIED.test(listing.title.slice(Math.max(0, start - 4), start) + listing.title.slice(end, end + 4)),
    )
    .map((drug) =>
      finding(
        'product.drug-ingredient',
        0.85,
        {
          zh: `「${carrier.term}」标称含有药品成分「${drug.term}」。`,
          en: `“${carrier.term}” is said to contain the drug “${drug.term}”.`,
        },
        {
          zh: '食品、保健食品和化妆品不得添加药品；请立即下架。若为药品，按药品类目提交批准文号。',
          en: 'Food, health food and cosmetics may contain no drug: withdraw the goods. A drug is listed as a drug, with its approval.',
        },
        [drug, carrier].map(productEvidence),
        { drug: drug.name, is: carrier.class },
      ),
    );
}

/** 国药准字 on anything that is no drug is a mismatch of credential and goods. */
export function drugNumberElsewhere(subject: Subject): Finding[] {
  const carrier = carrierOf(subject);
  if (carrier === undefined) return [];
  return shownCredentials(subject.listing)
    .filter(({ mention }) => mention.kind.startsWith('drug-') && mention.kind !== 'drug-standard-code')
    .map(({ mention, where }) =>
      finding(
        'product.credential-type-mismatch',
        carrier.strength,
        {
          zh: `${carrier.name === undefined ? '标题没有写明任何药品，却' : `「${carrier.name}」`}使用了药品批准文号「${mention.number}」。`,
          en: `${carrier.name === undefined ? 'A listing that names no drug' : `“${carrier.name}”`} carries the drug approval number “${mention.number}”.`,
        },
        {
          zh: '非药品不得标注药品批准文号；请删除，或改到药品类目、写明药品通用名并提交资质。',
          en: 'Goods that are no drug may not carry a drug number; remove it, or list them as a drug by its name, with its papers.',
        },
        [where],
        { kind: mention.kind },
      ),
    );
}

/** Herbs (山药, 枸杞) are eaten too; only a medicine bears the number by right. */
const isMedicine = (hit: ProductHit): boolean => familyOf(hit.class) === 'drug' && hit.class !== 'tcm-piece';

/** 正元胶囊, 感冒灵: a medicine no list knows still names its form. */
const DOSAGE_FORM =
  /胶囊|[片丸散膏丹酊栓灵]|颗粒|冲剂|口服液|合剂|糖浆|注射|滴|喷雾剂|气雾剂|贴|[洗搽]剂|凝胶|溶液|[素酸钠钾钙]/;

/**
 * What carries the number, when that is no drug. Where the number alone makes goods look like one (糕点 国药准字…), the title must
 * name a drug; a word of it that names food or the like says what they are.
 */
function carrierOf({
  listing,
  recognition: { goods },
}: Subject): { name?: string; strength: number } | undefined {
  if (familyOf(goods.class) !== 'drug') {
    return goods.confidence < 0.6 ? undefined : { name: goods.name, strength: 0.9 };
  }
  const named = goods.products.filter((hit) => hit.field === 'title');
  if (goods.confidence >= 0.6 || named.some(isMedicine)) return undefined;
  if (DOSAGE_FORM.test(listing.title.replace(/国药.字.*/, ''))) return undefined;
  const other = named.find(({ class: is }) => familyOf(is) !== 'ordinary' && familyOf(is) !== 'drug');
  return other ? { name: other.name, strength: 0.9 } : { strength: 0.6 };
}
