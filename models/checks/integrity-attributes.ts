import type { Finding } from '../finding.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { findingOf } from './check.ts';
import { quantityOf, saysPack } from './integrity-amounts.ts';
import { saysNoBrand } from './no-brand.ts';

const finding = findingOf('listing-integrity');

/** Attributes against title and brand: how much it is, what it is made of, whose it is. */
export function attributeFindings(subject: Subject, terms: Terms): Finding[] {
  return [...contentConflict(subject), ...materialConflict(subject, terms), ...brandConflict(subject)];
}

/** Net content in title and attributes, in one unit. A whole multiple is a pack where one is spoken of, else it only reminds. */
function contentConflict({ listing: { title, attributes, skus } }: Subject): Finding[] {
  const entry = Object.entries(attributes).find(([name]) => /净含量|容量|规格|净重|net/i.test(name));
  if (!entry) return [];
  const [declared, written] = [quantityOf(entry[1]), quantityOf(title)];
  if (!declared || !written || declared.unit !== written.unit) return [];
  if (declared.amount === 0 || written.amount === 0) return [];
  const ratio = Math.max(declared.amount, written.amount) / Math.min(declared.amount, written.amount);
  const multiple = Math.abs(ratio - Math.round(ratio)) < 0.02;
  if (ratio < 1.05 || (multiple && (skus.length > 1 || saysPack(`${title} ${entry[1]}`)))) return [];
  return [
    finding(
      'integrity.attribute-mismatch',
      multiple ? 0.45 : 0.6,
      {
        zh: `标题写 ${written.text}，属性「${entry[0]}」写 ${declared.text}。`,
        en: `The title says ${written.text}, the attribute “${entry[0]}” says ${declared.text}.`,
      },
      {
        zh: multiple ? '使标题与属性一致；若为多件装，请写明件数。' : '使标题与属性一致。',
        en: multiple
          ? 'Make title and attribute agree; of a pack, say how many it holds.'
          : 'Make title and attribute agree.',
      },
      [{ type: 'field', field: `attributes.${entry[0]}`, value: entry[1], expected: written.text }],
    ),
  ];
}

const MATERIAL =
  /^(?:主要?|面料|鞋面|外层|箱包|表面)?(?:材质|材料|面料|成分|质地|material|fabric)(?:成分|类型|材质)?$/i;
const IMITATED = /[仿类似非超人造镀包]$/;

/** 真皮质感, 羊皮卷, 牛皮纸: what only looks like the material, or is called after it. */
const CALLED_AFTER = /^(?:质感|感|纹|色|卷|纸|风格|样)/;

/** 真皮 in the title, PU among the attributes: the better material is claimed where it sells. Some of it (棉85%) makes it doubt. */
function materialConflict({ listing: { title, attributes } }: Subject, { materials }: Terms): Finding[] {
  const entry = Object.entries(attributes).find(([name]) => MATERIAL.test(name.trim()));
  if (!entry) return [];
  const [level, value] = [title.toLowerCase(), entry[1].toLowerCase()];
  return materials.flatMap(({ claimed, instead, some }) => {
    const word = claimed.find((term) => {
      const at = level.indexOf(term);
      return (
        at >= 0 && !IMITATED.test(level.slice(0, at)) && !CALLED_AFTER.test(level.slice(at + term.length))
      );
    });
    if (word === undefined || !instead.some((term) => value.includes(term))) return [];
    if (claimed.some((term) => isStated(value, term))) return [];
    const start = level.indexOf(word);
    const text = title.slice(start, start + word.length);
    return [
      finding(
        'integrity.attribute-mismatch',
        some.some((term) => isStated(value, term)) ? 0.45 : 0.65,
        {
          zh: `标题写「${word}」，属性「${entry[0]}」写「${entry[1]}」。`,
          en: `The title says “${word}”, the attribute “${entry[0]}” says “${entry[1]}”.`,
        },
        {
          zh: `按实际材质更正：删除标题中的「${word}」，或更正属性「${entry[0]}」。`,
          en: `Tell the material as it is: remove “${word}” from the title, or correct the attribute “${entry[0]}”.`,
        },
        [
          { type: 'text', field: 'title', start, end: start + word.length, text },
          { type: 'field', field: `attributes.${entry[0]}`, value: entry[1], expected: word },
        ],
      ),
    ];
  });
}

function isStated(value: string, term: string): boolean {
  const at = value.indexOf(term);
  return at >= 0 && !IMITATED.test(value.slice(0, at));
}

const HAN = /\p{Script=Han}/u;

/** Another brand among the attributes than in the brand field. Names that hold one another (Nike/耐克) are one. */
function brandConflict({ listing: { brand, attributes }, recognition }: Subject): Finding[] {
  const declared = brand?.name.trim() ?? '';
  const entry = Object.entries(attributes).find(([name]) => /^(?:品牌|品牌名称?|brand)$/i.test(name.trim()));
  if (!entry || saysNoBrand(declared) || saysNoBrand(entry[1])) return [];
  const [name, value] = [entry[0], entry[1].trim()];
  const level = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [one, other] = [level(declared), level(value)];
  if (sameName(declared, value) || one.includes(other) || other.includes(one)) return [];
  // 云峦, Yunluan: one name in two scripts; whether they sound alike is not asked.
  if (HAN.test(one) !== HAN.test(other)) return [];
  // What recognition reads as one brand under two names, or as another brand, is judged by the brands themselves.
  if (recognition.brands.some((mention) => mention.field === `attributes.${name}`)) return [];
  return [
    finding(
      'integrity.brand-mismatch',
      0.65,
      {
        zh: `申报品牌为「${declared}」，属性「${name}」写「${value}」。`,
        en: `The declared brand is “${declared}”, the attribute “${name}” says “${value}”.`,
      },
      { zh: '使品牌栏与属性一致。', en: 'Make the brand field and the attribute agree.' },
      [{ type: 'field', field: `attributes.${name}`, value: entry[1], expected: declared }],
      { declared, brand: value },
    ),
  ];
}
