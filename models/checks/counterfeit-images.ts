import { sellsByRight } from '../brands/brand-book.ts';
import type { FeatureMatch } from '../features/feature-index.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { Subject, SubjectImage } from '../subject.ts';
import { findingOf } from './check.ts';

const finding = findingOf('counterfeit');

/** Pictures that are a known counterfeit's, or a brand's own, shown by someone the brand did not authorise. */
export function imageFindings(
  subject: Subject,
  { features, brands }: Pick<KnowledgeSet, 'features' | 'brands'>,
): Finding[] {
  return subject.images.flatMap((image) =>
    features.match(image.facts).flatMap((match) => {
      const own = sellsByRight(brands.entry(match.brand), subject.listing.merchant.name);
      if (match.kind === 'known-good' || (own && match.kind === 'brand-feature')) return [];
      return [match.kind === 'known-counterfeit' ? knownFake(image, match) : brandPicture(image, match)];
    }),
  );
}

/** The same drawing in other colours may be another variant of the goods: a person decides, nothing is intercepted. */
const RECOLOURED = 0.75;

/** 31 bits is the radius at which unrelated pictures practically never meet; nearer is surer. */
function certainty(match: FeatureMatch): number {
  const near = 1 - (match.distance / 31) * 0.2 - (match.whole ? 0 : 0.05);
  return near * (match.colours === 'other' ? RECOLOURED : 1);
}

const recoloured = (match: FeatureMatch): { zh: string; en: string } =>
  match.colours === 'other' ? { zh: '（颜色不同）', en: ' in other colours' } : { zh: '', en: '' };

function evidenceOf(image: SubjectImage, match: FeatureMatch): Evidence[] {
  return [
    {
      type: 'feature',
      file: image.file,
      featureId: match.featureId,
      brand: match.brand,
      distance: match.distance,
      kind: match.whole ? 'whole' : 'crop',
      ...(match.region ? { region: match.region } : {}),
    },
  ];
}

function knownFake(image: SubjectImage, match: FeatureMatch): Finding {
  return finding(
    'counterfeit.image-known-fake',
    0.97 * certainty(match),
    {
      zh: `图片 ${image.file} 与已确认假货（${match.featureId}，品牌「${match.brand}」）的图片一致${recoloured(match).zh}，差异 ${match.distance}/256 位。`,
      en: `${image.file} is the picture of a confirmed counterfeit${recoloured(match).en} (${match.featureId}, “${match.brand}”), ${match.distance} of 256 bits apart.`,
    },
    {
      zh: '下架该商品；若为正品，请提交实拍图与进货凭证申诉。',
      en: 'Withdraw the goods; if they are genuine, appeal with your own photographs and purchase documents.',
    },
    evidenceOf(image, match),
    { brand: match.brand },
  );
}

function brandPicture(image: SubjectImage, match: FeatureMatch): Finding {
  return finding(
    'counterfeit.image-brand-feature',
    0.8 * certainty(match),
    {
      zh: `图片 ${image.file} 与品牌「${match.brand}」登记的图片（${match.featureId}）一致${recoloured(match).zh}，差异 ${match.distance}/256 位，而卖家未获该品牌授权。`,
      en: `${image.file} is a registered picture of “${match.brand}”${recoloured(match).en} (${match.featureId}), ${match.distance} of 256 bits apart; the seller is not authorised.`,
    },
    {
      zh: `提交「${match.brand}」的授权书，或改用自己拍摄的图片。`,
      en: `Submit an authorisation of “${match.brand}”, or use pictures of your own.`,
    },
    evidenceOf(image, match),
    { brand: match.brand },
  );
}
