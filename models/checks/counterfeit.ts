import { gtinOf } from '../credentials/gtin.ts';
import type { Finding } from '../finding.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { BrandMention } from '../recognition.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import { findBrands } from '../text/brands.ts';
import { type ClaimedBrand, claimedBrands, mentionEvidence } from './brand-claims.ts';
import { type Check, findingOf } from './check.ts';
import { imageFindings } from './counterfeit-images.ts';
import { markFindings, unseenPictures } from './counterfeit-marks.ts';
import { phraseFindings } from './counterfeit-phrases.ts';
import type { PartsOf } from './needs.ts';

const finding = findingOf('counterfeit');
type Known = Pick<KnowledgeSet, 'lexicon' | 'phrases' | 'brands' | 'features'>;

/** Signs that goods are fakes: words, pictures, prices and numbers, each with its own evidence. */
export const counterfeit: Check<PartsOf<'counterfeit'>> = {
  name: 'counterfeit',
  reads: ['text', 'brand', 'price', 'images', 'store'],
  sight: 'fingerprints',
  applies: () => true,
  run(subject, knowledge) {
    const claims = claimedBrands(subject);
    const missing = unseenPictures(subject.images);
    return {
      missing,
      // The stage that looks may be slow or down: nothing passes unseen meanwhile.
      retryable: missing.length > 0,
      findings: [
        ...phraseFindings(subject, claims, knowledge.phrases),
        ...disguiseFindings(subject, claims),
        ...fileNameFindings(subject, claims, knowledge),
        ...imageFindings(subject, knowledge),
        ...markFindings(subject, knowledge),
        ...priceFindings(subject, claims, knowledge),
        ...gtinFindings(subject, claims, knowledge),
      ],
    };
  },
};

/** Nobody writes 耐/克 by accident: a disguised brand word is a sign by itself. Spelling variants are weak ones. */
const DISGUISE_STRENGTH: Record<string, number> = {
  squeezed: 0.8,
  split: 0.8,
  leet: 0.8,
  pinyin: 0.65,
  shape: 0.75,
  edit: 0.6,
};

/** Two characters read another way are too often another word (内页 for 内野) to hold a listing by themselves. */
function isShortName({ term, layer }: BrandMention): boolean {
  return [...term].length <= 2 && (layer === 'shape' || layer === 'pinyin');
}

function disguiseFindings(subject: Subject, claims: ClaimedBrand[]): Finding[] {
  return claims.flatMap(({ brand, mention }) => {
    const strength = mention && DISGUISE_STRENGTH[mention.layer];
    if (!mention || strength === undefined) return [];
    // The same brand written plainly elsewhere makes the odd spelling a slip, not a disguise.
    const plain = subject.recognition.brands.some(
      (other) => other.brand === brand && other.layer === 'exact',
    );
    if (plain) return [];
    return [
      finding(
        'counterfeit.brand-disguised',
        strength * mention.confidence * (isShortName(mention) ? 0.5 : 1),
        {
          zh: `「${mention.text}」是品牌「${brand}」的变形写法。`,
          en: `“${mention.text}” is a disguised spelling of the brand “${brand}”.`,
        },
        {
          zh: `若为「${brand}」正品，请写明品牌并提交资质；否则删除该词。`,
          en: `If the goods are genuine “${brand}”, write the brand plainly and submit its papers; otherwise remove the word.`,
        },
        [mentionEvidence(mention)],
        { brand },
      ),
    ];
  });
}

/** A brand in a file name that the text is silent about. */
function fileNameFindings(subject: Subject, claims: ClaimedBrand[], { lexicon }: Known): Finding[] {
  return subject.listing.images.flatMap((image, index) => {
    const stem = image.file.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[-_.]+/g, ' ');
    return findBrands({ title: stem }, lexicon)
      .filter((mention) => mention.confidence >= 0.8 && mention.layer === 'exact')
      .filter((mention) => !claims.some((claim) => claim.brand === mention.brand))
      .slice(0, 1)
      .map((mention) =>
        finding(
          'counterfeit.brand-in-file-name',
          0.5,
          {
            zh: `图片文件名含品牌「${mention.brand}」，而商品信息未提及。`,
            en: `An image file is named after “${mention.brand}”, which the listing does not mention.`,
          },
          {
            zh: '如实填写品牌并提交资质，或更换图片。',
            en: 'State the brand and submit its papers, or use another image.',
          },
          [{ type: 'field', field: `images[${index}].file`, value: image.file }],
          { brand: mention.brand },
        ),
      );
  });
}

/** Far below what genuine goods cost: the owner's floor, by words of the title. */
function priceFindings(subject: Subject, claims: ClaimedBrand[], { brands }: Known): Finding[] {
  const { title, skus, merchant } = subject.listing;
  return claims.flatMap(({ brand: name, shown: brand }) => {
    const entry = brands.entry(name);
    const floor = entry?.priceFloors.find(
      (row) => row.words.length === 0 || row.words.some((word) => title.includes(word)),
    );
    if (!entry || !floor || sameName(entry.owner, merchant.name ?? '')) return [];
    const cheapest = skus.reduce(
      (least, sku, index) => (Number(sku.price) < least.price ? { price: Number(sku.price), index } : least),
      { price: Number.POSITIVE_INFINITY, index: 0 },
    );
    if (cheapest.price >= floor.yuan) return [];
    const share = cheapest.price / floor.yuan;
    return [
      finding(
        'counterfeit.price-below-floor',
        share < 0.3 ? 0.85 : share < 0.6 ? 0.7 : 0.5,
        {
          zh: `售价 ¥${cheapest.price} 仅为「${brand}」正品最低价 ¥${floor.yuan} 的 ${Math.round(share * 100)}%。`,
          en: `¥${cheapest.price} is ${Math.round(share * 100)} % of the lowest price of genuine “${brand}” goods (¥${floor.yuan}).`,
        },
        {
          zh: '提交进货凭证与授权书，或更正品牌信息。',
          en: 'Submit purchase documents and the authorisation, or correct the brand.',
        },
        [
          {
            type: 'field',
            field: `skus[${cheapest.index}].price`,
            value: String(cheapest.price),
            expected: `≥ ${floor.yuan}`,
          },
        ],
        { brand },
      ),
    ];
  });
}

/** A GTIN must be sound, and its company prefix must not belong to another brand. */
function gtinFindings(subject: Subject, claims: ClaimedBrand[], { brands }: Known): Finding[] {
  const fromSkus = subject.listing.skus.flatMap((sku, index) =>
    sku.gtin ? [{ gtin: sku.gtin, where: `skus[${index}].gtin` }] : [],
  );
  const fromImages = subject.images.flatMap((image) =>
    image.facts.codes
      .filter((code) => /EAN|UPC|ITF/i.test(code.format))
      .map((code) => ({ gtin: code.text, where: image.file })),
  );
  return [...fromSkus, ...fromImages].flatMap(({ gtin, where }) => {
    const parsed = gtinOf(gtin);
    const evidence = [{ type: 'field' as const, field: where, value: gtin }];
    if (!parsed.valid) {
      return [
        finding(
          'counterfeit.gtin-invalid',
          0.45,
          { zh: `条码 ${gtin} ${parsed.problem.zh}。`, en: `The bar code ${gtin} ${parsed.problem.en}.` },
          { zh: '核对包装上的商品条码后更正。', en: 'Correct it from the bar code on the package.' },
          evidence,
        ),
      ];
    }
    const owner = brands.prefixOwner(parsed.digits);
    if (owner === undefined || claims.length === 0 || claims.some((claim) => sameName(claim.brand, owner)))
      return [];
    return [
      finding(
        'counterfeit.gtin-owner-mismatch',
        0.85,
        {
          zh: `条码 ${gtin} 的厂商识别代码属于「${owner}」，而商品声明品牌「${claims[0]?.shown}」。`,
          en: `The company prefix of ${gtin} belongs to “${owner}”, but the listing says “${claims[0]?.shown}”.`,
        },
        { zh: '更正条码或品牌。', en: 'Correct the bar code or the brand.' },
        evidence,
        { owner },
      ),
    ];
  });
}
