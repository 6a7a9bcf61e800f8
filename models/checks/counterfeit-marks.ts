import { followChain } from '../brands/authorisation-chain.ts';
import { type BrandBook, sellsByRight } from '../brands/brand-book.ts';
import { brandPapers } from '../certificate-pictures.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { MarkHit } from '../marks/mark-answer.ts';
import type { Subject, SubjectImage } from '../subject.ts';
import { findingOf, together } from './check.ts';

const finding = findingOf('counterfeit');

type Seen = { readonly image: SubjectImage; readonly hit: MarkHit };
type Known = Pick<KnowledgeSet, 'features' | 'brands'>;

/** Parts of registered pictures and brands' marks in the pictures of somebody who shows no right to the brand. */
export function markFindings(subject: Subject, knowledge: Known): Finding[] {
  const seen = subject.images.flatMap((image) => seenIn(image, knowledge));
  const foreign = seen.filter(({ hit }) => !showsRight(subject, hit.brand, knowledge.brands));
  const fakes = seen.filter(({ hit }) => hit.kind === 'crop' && hit.feature === 'known-counterfeit');
  const crops = foreign.filter(({ hit }) => hit.kind === 'crop' && hit.feature === 'brand-feature');
  const logos = foreign.filter(({ hit }) => hit.kind === 'logo' && hit.feature !== 'known-good');
  // A part of the brand's own picture says more than the mark that is in it.
  const alone = logos.filter(({ image, hit }) => !crops.some((crop) => isBeside(crop, image, hit)));
  return [...byBrand(fakes).map(fakePart), ...byBrand(crops).map(brandPart), ...byBrand(alone).map(logo)];
}

/** A picture that should have been looked at and was not: a missing answer, and worth asking for again. */
export function unseenPictures(images: readonly SubjectImage[]): string[] {
  return images.flatMap(({ file, marks }) => {
    if (marks === undefined || marks.status === 'ok') return [];
    const why = marks.status === 'unavailable' ? marks.reason : marks.status;
    return [
      `图片 ${file} 尚未查找品牌图片与标志 / ${file} was not searched for brand pictures and marks: ${why}`,
    ];
  });
}

function seenIn(image: SubjectImage, { features }: Known): Seen[] {
  if (image.marks?.status !== 'ok' || image.marks.hits.length === 0) return [];
  const { hits } = image.marks;
  const told = features.match(image.facts);
  // Everybody may show a picture known to be good, and what is on it.
  const free = (brand: string): boolean =>
    hits.some((hit) => hit.feature === 'known-good' && hit.kind === 'crop' && hit.brand === brand);
  return hits
    .filter((hit) => hit.feature !== 'known-good' && !free(hit.brand))
    .filter((hit) => !told.some((match) => match.brand === hit.brand))
    .map((hit) => ({ image, hit }));
}

function isBeside(crop: Seen, image: SubjectImage, hit: MarkHit): boolean {
  return crop.image.file === image.file && crop.hit.brand === hit.brand;
}

/**
 * Whether the seller may show the brand: its owner, a seller the owner named to the platform, or one whose papers lead
 * from the owner to it. Whether the papers are true is the brand-qualification check's business.
 */
function showsRight(subject: Subject, brand: string, brands: BrandBook): boolean {
  const { listing, today } = subject;
  const seller = listing.merchant.name ?? '';
  const entry = brands.entry(brand);
  if (sellsByRight(entry, seller)) return true;
  const papers = brandPapers(subject, brand);
  const grants = papers.filter(({ kind }) => kind === 'brand-authorization');
  const owner = entry?.owner ?? papers.find(({ kind }) => kind === 'trademark')?.holder;
  return seller !== '' && owner !== undefined && followChain({ owner, seller, grants, today }).complete;
}

function byBrand(seen: readonly Seen[]): Seen[][] {
  const groups = new Map<string, Seen[]>();
  for (const one of seen) groups.set(one.hit.brand, [...(groups.get(one.hit.brand) ?? []), one]);
  return [...groups.values()].map((group) => group.sort((a, b) => b.hit.score - a.hit.score));
}

/** Never enough to intercept by the policy, however many pictures: a mark may be there by right of sale. */
const MOST_OF_LOGOS = 0.85;

/**
 * How sure a mark in a photograph is, by the detector's score and the keypoints that agree. Measured with
 * `npm run evaluate -- logos` (docs/adr/0011): the few false ones stand at low scores on few keypoints.
 */
export function logoStrength({ score, inliers }: Pick<MarkHit, 'score' | 'inliers'>): number {
  const byScore = 0.42 + 0.75 * (score - 0.5);
  const byPoints = 0.12 * (1 - Math.exp(-Math.max(0, inliers - 4) / 10));
  return Math.min(0.8, Math.max(0.35, byScore + byPoints));
}

function evidenceOf(group: readonly Seen[]): Evidence[] {
  return group.map(({ image, hit: { featureId, brand, distance, kind, region } }) => ({
    type: 'feature',
    file: image.file,
    featureId,
    brand,
    distance,
    kind,
    region,
  }));
}

const filesOf = (group: readonly Seen[]): string =>
  [...new Set(group.map(({ image }) => image.file))].join('、');
const idOf = ([first]: readonly Seen[]): string => first?.hit.featureId ?? '';
const brandOf = ([first]: readonly Seen[]): string => first?.hit.brand ?? '';

function fakePart(group: Seen[]): Finding {
  const brand = brandOf(group);
  return finding(
    'counterfeit.image-known-fake-part',
    0.9 * together(group.map(({ hit }) => hit.score)),
    {
      zh: `图片 ${filesOf(group)} 含有已确认假货（${idOf(group)}，品牌「${brand}」）图片的局部。`,
      en: `${filesOf(group)} holds a part of the picture of a confirmed counterfeit (${idOf(group)}, “${brand}”).`,
    },
    {
      zh: '下架该商品；若为正品，请提交实拍图与进货凭证申诉。',
      en: 'Withdraw the goods; if they are genuine, appeal with your own photographs and purchase documents.',
    },
    evidenceOf(group),
    { brand },
  );
}

function brandPart(group: Seen[]): Finding {
  const brand = brandOf(group);
  return finding(
    'counterfeit.image-brand-part',
    0.78 * together(group.map(({ hit }) => hit.score)),
    {
      zh: `图片 ${filesOf(group)} 是品牌「${brand}」登记的图片（${idOf(group)}）的局部或旋转，而卖家未获该品牌授权。`,
      en: `${filesOf(group)} is a part of a registered picture of “${brand}” (${idOf(group)}), cut out or turned; the seller is not authorised.`,
    },
    {
      zh: `提交「${brand}」的授权书，或改用自己拍摄的图片。`,
      en: `Submit an authorisation of “${brand}”, or use pictures of your own.`,
    },
    evidenceOf(group),
    { brand },
  );
}

function logo(group: Seen[]): Finding {
  const brand = brandOf(group);
  return finding(
    'counterfeit.logo-in-picture',
    Math.min(MOST_OF_LOGOS, together(group.map(({ hit }) => logoStrength(hit)))),
    {
      zh: `图片 ${filesOf(group)} 中的商品带有与品牌「${brand}」登记标志（${idOf(group)}）相符的标志，而卖家未出示该品牌的授权。`,
      en: `Goods in ${filesOf(group)} bear what looks like the registered mark of “${brand}” (${idOf(group)}); the seller shows no right to the brand.`,
    },
    {
      zh: `若商品为「${brand}」正品，如实填写品牌并提交授权书；若不是，更换不带该标志的商品或图片。`,
      en: `If the goods are genuine “${brand}”, state the brand and submit its authorisation; otherwise show goods or pictures without the mark.`,
    },
    evidenceOf(group),
    { brand },
  );
}
