import { followChain } from '../brands/authorisation-chain.ts';
import { type BrandBook, type BrandEntry, sellsByRight } from '../brands/brand-book.ts';
import { niceClassesOf } from '../brands/nice-classes.ts';
import { brandPapers, certificateFiles } from '../certificate-pictures.ts';
import { type LifeTruths, NO_TRUTHS } from '../credentials/life/truth.ts';
import type { Finding } from '../finding.ts';
import type { DeclaredCredential } from '../listing.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { brokenChain, chainFindings } from './brand-chain.ts';
import { type ClaimedBrand, claimedBrands, DOUBTFUL_LAYERS } from './brand-claims.ts';
import { paperFindings } from './brand-papers.ts';
import { type AnswerFor, checkCertificates } from './certificates.ts';
import { type Check, findingOf } from './check.ts';
import type { PartsOf } from './needs.ts';

const finding = findingOf('brand-qualification');

/** A brand, declared or recognised, needs its owner's certificate or an unbroken chain from its owner. */
export const brandQualification: Check<PartsOf<'brand-qualification'>> = {
  name: 'brand-qualification',
  reads: ['text', 'brand', 'category', 'credentials', 'store'],
  sight: 'none',
  applies: (subject) =>
    claimedBrands(subject).length > 0 || certificateFiles(subject.listing, 'brand-qualification').length > 0,
  run(subject, { brands, forgeries, terms }, _, truths = NO_TRUTHS) {
    const findings: Finding[] = [];
    for (const claimed of claimedBrands(subject)) {
      const entry = brands.entry(claimed.brand);
      findings.push(...qualify(claimed, entry, subject, terms, truths));
    }
    const pictures = checkCertificates(
      subject,
      'brand-qualification',
      'qualification',
      forgeries,
      rightsAnswer(subject, brands),
    );
    findings.push(...pictures.findings);
    return pictures.missing.length > 0 ? { findings, missing: pictures.missing } : { findings };
  },
};

/** The book of verified rights answers for marks as a register does; of a mark it does not know it says nothing. */
function rightsAnswer(subject: Subject, brands: BrandBook): AnswerFor {
  const entries = claimedBrands(subject).flatMap(({ brand }) => brands.entry(brand) ?? []);
  return ({ kind, normalized }) => {
    const right = entries
      .flatMap((entry) => entry.rights)
      .find((candidate) => kind === 'trademark' && candidate.number === normalized);
    if (!right) return undefined;
    const { holder, validUntil } = right;
    const record = { kind, number: normalized, status: 'valid' as const, holder };
    return { state: 'record', ageSeconds: 0, record: validUntil ? { ...record, validUntil } : record };
  };
}

function qualify(
  { brand: name, shown: brand, evidence: seen, declared, mention }: ClaimedBrand,
  entry: BrandEntry | undefined,
  subject: Subject,
  terms: Terms,
  truths: LifeTruths,
): Finding[] {
  // What only resembles a brand the counterfeit check weighs; no paper is asked for.
  if (!declared && mention && DOUBTFUL_LAYERS.has(mention.layer)) return [];
  const certainty = mention?.confidence ?? 0.75;
  const { listing, today } = subject;
  const store = terms.stores[listing.storeType];
  const seller = listing.merchant.name ?? '';
  if (sellsByRight(entry, seller)) return [];
  const papers = brandPapers(subject, name);
  const marks = papers.filter((c) => c.kind === 'trademark');
  const grants = papers.filter((c) => c.kind === 'brand-authorization');
  const values = { brand: name, seller };
  if (papers.length === 0) {
    const strength = declared ? 0.9 : 0.8 * certainty;
    return [
      finding(
        'qualification.missing',
        strength,
        {
          zh: `商品使用品牌「${brand}」，但没有提交商标注册证或授权书。`,
          en: `The listing uses the brand “${brand}” without a trademark certificate or an authorisation.`,
        },
        {
          zh: `上传「${brand}」的商标注册证，或由权利人逐级开具的授权书；若并非该品牌商品，请从标题和属性中删除品牌词。`,
          en: `Upload the trademark certificate of “${brand}” or the authorisations from its owner, link by link; if the goods are not of that brand, remove the word.`,
        },
        [seen],
        values,
      ),
    ];
  }
  const findings: Finding[] = [];
  const chain = followChain({ owner: entry?.owner ?? marks[0]?.holder, seller, grants, today });
  const mark = marks[0];
  if (mark && !entry && !sameName(mark.holder ?? '', seller) && grants.length === 0)
    findings.push(brokenChain(brand, chain, mark.holder ?? '?', seller));
  if (grants.length > 0 || entry) {
    if (!(mark && sameName(mark.holder ?? '', seller) && !entry))
      findings.push(...chainFindings(brand, chain, store, seller));
  }
  findings.push(
    ...papers.flatMap((paper) => paperFindings(brand, paper, store.minRemainingDays, terms, today, truths)),
  );
  findings.push(...classFindings(brand, entry, mark, subject));
  if (entry) {
    findings.push(...ownerFindings(brand, entry, mark));
    if (!store.pendingMark && entry.rights.every((right) => right.status === 'pending')) {
      findings.push(
        finding(
          'qualification.pending-mark',
          0.9,
          {
            zh: `「${brand}」商标尚在申请中（TM），${listing.storeType} 店铺需要已注册商标（R）。`,
            en: `The mark “${brand}” is pending (TM); a ${listing.storeType} store needs a registered one (R).`,
          },
          {
            zh: '注册完成后再提交，或改用允许 TM 标的店铺类型。',
            en: 'Submit after registration, or use a store type that accepts a pending mark.',
          },
          [seen],
          values,
        ),
      );
    }
  }
  return findings;
}

function classFindings(
  brand: string,
  entry: BrandEntry | undefined,
  mark: DeclaredCredential | undefined,
  subject: Subject,
): Finding[] {
  const wanted = niceClassesOf(subject.recognition.goods);
  const covered = new Set([
    ...(mark?.classes ?? []),
    ...(entry?.rights.flatMap((right) => right.classes) ?? []),
  ]);
  if (wanted.length === 0 || covered.size === 0 || wanted.some((nice) => covered.has(nice))) return [];
  const list = [...covered].join('、');
  return [
    finding(
      'qualification.class-mismatch',
      0.8,
      {
        zh: `「${brand}」商标核定类别为第 ${list} 类，不含该商品所属的第 ${wanted.join('/')} 类。`,
        en: `The mark “${brand}” covers Nice class ${list}, not class ${wanted.join('/')} of these goods.`,
      },
      {
        zh: `提交第 ${wanted.join('/')} 类的商标注册证或其授权。`,
        en: `Submit a certificate for class ${wanted.join('/')}, or its authorisation.`,
      },
      [{ type: 'field', field: 'credentials.classes', value: list, expected: wanted.join('/') }],
      { brand },
    ),
  ];
}

/** The certificate shown must be the one the platform knows of that brand. */
function ownerFindings(brand: string, entry: BrandEntry, mark: DeclaredCredential | undefined): Finding[] {
  if (!mark?.number) return [];
  const right = entry.rights.find((candidate) => candidate.number === mark.number);
  if (right?.status === 'registered' && (mark.holder === undefined || sameName(mark.holder, right.holder)))
    return [];
  if (right?.status === 'pending') return [];
  const what =
    right === undefined
      ? '不是该品牌已认证的权利'
      : right.status === 'registered'
        ? `权利人为「${right.holder}」`
        : `状态为 ${right.status}`;
  return [
    finding(
      'qualification.certificate-mismatch',
      0.85,
      {
        zh: `商标注册号 ${mark.number} ${what}。`,
        en: `Trademark ${mark.number} does not agree with the verified right of “${brand}”.`,
      },
      {
        zh: `核对注册号与权利人；「${brand}」的权利人为「${entry.owner}」。`,
        en: `Check number and holder; “${brand}” belongs to “${entry.owner}”.`,
      },
      [
        {
          type: 'field',
          field: 'credentials.number',
          value: mark.number,
          expected: entry.rights.map((r) => r.number).join('/'),
        },
      ],
      { brand },
    ),
  ];
}
