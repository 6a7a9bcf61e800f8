import type { Finding } from '../finding.ts';
import type { Goods } from '../goods/port.ts';
import { groupOf } from '../goods/product-types.ts';
import { farApart } from '../goods/shelves.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { claimedBrands, mentionEvidence } from './brand-claims.ts';
import { findingOf, productEvidence } from './check.ts';
import { attributeFindings } from './integrity-attributes.ts';

const finding = findingOf('listing-integrity');

/** Title, declared brand, attributes, SKUs and category must speak of the same goods. */
export function subjectFindings(subject: Subject, goods: Goods, terms: Terms): Finding[] {
  return [
    ...brandConflicts(subject),
    ...categoryConflict(subject, goods),
    ...skuConflicts(subject, goods),
    ...attributeFindings(subject, terms),
    ...namedOtherwise(subject, goods),
  ];
}

/** A declared brand while the text claims other ones. */
function brandConflicts(subject: Subject): Finding[] {
  const declared = subject.listing.brand?.name;
  if (declared === undefined) return [];
  const claims = claimedBrands(subject);
  const own = claims.find((claim) => claim.declared);
  if (!own) return [];
  const strangers = claims.filter(
    (claim) =>
      claim !== own &&
      claim.mention &&
      claim.mention.field !== 'brand.name' &&
      !sameName(claim.brand, own.brand),
  );
  return strangers.slice(0, 3).map((claim) =>
    finding(
      'integrity.brand-mismatch',
      0.75 * (claim.mention?.confidence ?? 1),
      {
        zh: `申报品牌为「${declared}」，文案却写「${claim.shown}」。`,
        en: `The declared brand is “${declared}”, the text says “${claim.shown}”.`,
      },
      {
        zh: '使品牌栏与文案一致；若仅为适配，请写「适用于」。',
        en: 'Make brand and text agree; if the goods only fit that brand, write “compatible with”.',
      },
      claim.mention ? [mentionEvidence(claim.mention)] : [claim.evidence],
      { declared, brand: claim.brand },
    ),
  );
}

/** The declared category against what the goods are, for goods without a class of their own. */
function categoryConflict(subject: Subject, goods: Goods): Finding[] {
  const { recognition, listing } = subject;
  const declared = goods.categoryClass(listing.category);
  if (!declared || recognition.goods.class !== 'ordinary' || declared.class === 'ordinary') return [];
  if (recognition.goods.confidence < 0.75 || declared.confidence < 0.75) return [];
  return [
    finding(
      'integrity.category-mismatch',
      0.6 * recognition.goods.confidence,
      {
        zh: `类目为「${listing.category.join(' > ')}」，商品却是「${recognition.goods.name}」。`,
        en: `Listed under “${listing.category.join(' > ')}”, but the goods are “${recognition.goods.name}”.`,
      },
      { zh: '改到与商品相符的类目。', en: 'Move the goods to their own category.' },
      [
        {
          type: 'field',
          field: 'category',
          value: listing.category.join(' > '),
          expected: recognition.goods.name,
        },
      ],
    ),
  ];
}

/** Options that are goods of another kind altogether: sharing one listing's sales and reviews. */
function skuConflicts(subject: Subject, goods: Goods): Finding[] {
  const { skus } = subject.listing;
  if (skus.length < 2 || subject.recognition.goods.confidence < 0.6) return [];
  return skus.flatMap((sku, index) => {
    const label = Object.values(sku.spec).join(' ');
    if (label.length < 2) return [];
    const seen = goods.recognise({ title: label });
    const head = seen.products.find((hit) => hit.head);
    // Only a named product counts; a colour or a size says nothing.
    if (!head || head.term.length < 2 || seen.confidence < 0.8) return [];
    // 连衣裙+手机壳: what the title sells too is no stranger.
    const mentioned = subject.recognition.goods.products.some(
      (hit) => hit.code === head.code || (hit.class === head.class && hit.class !== 'ordinary'),
    );
    const here = subject.recognition.goods;
    const apart =
      seen.class !== here.class ||
      (here.class === 'ordinary' &&
        here.confidence >= 0.8 &&
        farApart(groupOf(head.code), groupOf(here.code)));
    if (mentioned || !apart) return [];
    return [
      finding(
        'integrity.sku-mismatch',
        // A necklace beside the dress may be meant as an accessory; a drug beside it is not.
        seen.class === here.class ? 0.45 : 0.65,
        {
          zh: `规格「${label}」是「${head.name}」，与商品「${subject.recognition.goods.name}」不是同类。`,
          en: `The option “${label}” is “${head.name}”, not of the kind of “${subject.recognition.goods.name}”.`,
        },
        { zh: '将其作为单独商品发布。', en: 'List it as goods of its own.' },
        [
          {
            type: 'field',
            field: `skus[${index}].spec`,
            value: label,
            expected: subject.recognition.goods.name,
          },
        ],
      ),
    ];
  });
}

const NAMES_THE_GOODS = /^(品名|产品名称?|商品名称?|品类|类型|产品类型|类别|产品类别|种类|product|type)$/i;

/** Category and attributes that name ordinary goods of quite another kind than the title: shoes under dresses. */
function namedOtherwise({ listing, recognition: { goods: seen } }: Subject, goods: Goods): Finding[] {
  const inTitle = seen.products.filter((hit) => hit.field === 'title');
  const head = inTitle.find((hit) => hit.head);
  if (!head || seen.confidence < 0.8) return [];
  const names = [
    { field: 'category', value: listing.category.at(-1) ?? '' },
    ...Object.entries(listing.attributes)
      .filter(([name]) => NAMES_THE_GOODS.test(name.trim()))
      .map(([name, value]) => ({ field: `attributes.${name}`, value })),
  ];
  return names.flatMap(({ field, value }) => {
    const other = goods.named(value);
    // 脚垫 over 汽车脚垫: the title says the very word.
    if (!other || listing.title.includes(value.trim()) || !farApart(groupOf(other.code), groupOf(seen.code)))
      return [];
    if (inTitle.some(({ code }) => groupOf(code) === groupOf(other.code))) return [];
    const code = field === 'category' ? 'integrity.category-mismatch' : 'integrity.attribute-mismatch';
    return [
      finding(
        code,
        0.55 * seen.confidence,
        {
          zh: `${field === 'category' ? '类目' : `属性「${field.slice('attributes.'.length)}」`}写的是「${other.name}」，标题卖的是「${seen.name}」。`,
          en: `${field} says “${other.name}”, the title sells “${seen.name}”.`,
        },
        {
          zh: '使类目、属性与标题所说的商品一致。',
          en: 'Make category, attributes and title speak of the same goods.',
        },
        [{ type: 'field', field, value, expected: seen.name }, productEvidence(head)],
      ),
    ];
  });
}
