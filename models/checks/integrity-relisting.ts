import type { Evidence, Finding } from '../finding.ts';
import type { Listing } from '../listing.ts';
import type { EarlierRefusal, Refusal, Resembled } from '../refusal.ts';
import { carriedIn, sharedSpan } from '../text/carried.ts';
import { isRelisting, printOf, sharedBigrams } from '../text/relisting.ts';
import type { Reason, Severity } from '../verdict.ts';
import { findingOf } from './check.ts';

const finding = findingOf('listing-integrity');

/** Titles of fewer bigrams in common are alike by chance: a shop sells many a “透明手机壳”. */
const LEAST_SHARED = 6;
/** So many earlier listings are looked into, the most alike first. */
const MOST_LOOKED_INTO = 3;

/**
 * The refused titles of the same merchant that this one puts up again, one a listing, the most alike first. Revisions of one
 * listing are never re-listings: mending it is what they are for.
 */
export function resembledRefusals(
  { listingId, title }: Pick<Listing, 'listingId' | 'title'>,
  refusals: readonly Refusal[],
): Resembled[] {
  const others = refusals.filter((refusal) => refusal.listingId !== listingId);
  if (others.length === 0) return [];
  const own = printOf(title);
  const alike = new Map<string, Resembled>();
  for (const refusal of others) {
    const print = printOf(refusal.title);
    if (!isRelisting(own, print)) continue;
    const similarity = sharedBigrams(own, print);
    const shared = (similarity * (own.bigrams.length + print.bigrams.length)) / (1 + similarity);
    if (Math.round(shared) < LEAST_SHARED) continue;
    const known = alike.get(refusal.listingId);
    if (!known || similarity > known.similarity) alike.set(refusal.listingId, { ...refusal, similarity });
  }
  return [...alike.values()].sort((a, b) => b.similarity - a.similarity).slice(0, MOST_LOOKED_INTO);
}

/**
 * What was wrong before and still is. To resemble a refused listing is no offence: who took the word out, or brought the
 * paper, has mended it. So the finding asks, for each reason of the earlier interception, whether it stands unmended.
 */
export function relistingFindings(listing: Listing, earlier: readonly EarlierRefusal[]): Finding[] {
  const standing = earlier.flatMap((refusal) =>
    refusal.reasons.flatMap((reason) => {
      const unmended = reason.outcome === 'intercept' ? unmendedOf(reason, listing, refusal) : undefined;
      return unmended
        ? [{ refusal, reason, ...unmended, strength: strengthOf(unmended, refusal, reason) }]
        : [];
    }),
  );
  const [worst] = standing.sort((a, b) => b.strength - a.strength);
  if (!worst) return [];
  const { refusal, reason, how, words } = worst;
  const similarity = Math.round(refusal.similarity * 100);
  const name = `${refusal.listingId}（第 ${refusal.revision} 版）`;
  const nameEn = `${refusal.listingId} (revision ${refusal.revision})`;
  const said = [...new Set(words.map(({ text }) => text))].slice(0, 3);
  const says = SAYS[how];
  return [
    finding(
      'integrity.relisting',
      worst.strength,
      {
        zh: `标题与本店此前被拦截的商品 ${name} 相似 ${similarity}%，${says.zh(said.map((word) => `「${word}」`).join(''))}；当时的理由：${reason.statement.zh}`,
        en: `The title is ${similarity} % the same as ${nameEn} of this shop, which was intercepted, and ${says.en(said.map((word) => `“${word}”`).join(', '))}. The reason was: ${reason.statement.en}`,
      },
      {
        zh: `换商品编号重新上架不能代替整改：请按原理由修改（${reason.remedy.zh}），并作为 ${refusal.listingId} 的新版本提交；认为原结论有误的，请就原结论申诉。`,
        en: `Another id does not mend a listing: make the change asked for then (${reason.remedy.en}) and upload it as a new revision of ${refusal.listingId}; if that verdict was wrong, appeal it.`,
      },
      [
        {
          type: 'earlier-listing',
          listingId: refusal.listingId,
          revision: refusal.revision,
          title: refusal.title,
          code: reason.code,
          similarity: refusal.similarity,
        },
        ...words,
        ...sharedTitle(listing.title, refusal),
      ],
      { listing: refusal.listingId, code: reason.code },
    ),
  ];
}

type Unmended = {
  /** The word stands; it only sounds the same now; papers are missing still; the goods themselves were the reason. */
  how: 'said' | 'sounds' | 'papers' | 'goods';
  words: (Evidence & { type: 'text' })[];
};

/** How sure it is that the earlier reason stands. What a paper would mend only reminds: the checks of papers decide. */
const CERTAINTY: Record<Unmended['how'], number> = { said: 0.75, sounds: 0.7, goods: 0.7, papers: 0.4 };
const WEIGHT: Record<Severity, number> = { minor: 0, serious: 0.05, grave: 0.1 };
/** The least similarity of a re-listing (models/text/relisting.ts): from there on more adds up to 0.1. */
const LEAST_SIMILARITY = 0.48;

function strengthOf({ how }: Unmended, { similarity }: Resembled, { severity }: Reason): number {
  const more = ((similarity - LEAST_SIMILARITY) / (1 - LEAST_SIMILARITY)) * 0.1;
  return CERTAINTY[how] + (how === 'papers' ? 0 : WEIGHT[severity] + more);
}

const SAYS: Record<Unmended['how'], { zh(words: string): string; en(words: string): string }> = {
  said: {
    zh: (words) => `且仍写有当时被指出的${words}`,
    en: (words) => `it still says ${words}, which was named then`,
  },
  sounds: {
    zh: (words) => `且以同音字写出当时被指出的内容：${words}`,
    en: (words) => `it says by its sound what was named then: ${words}`,
  },
  papers: {
    zh: (words) => `仍写有${words}而未提交任何资质`,
    en: (words) => `it still says ${words} and shows no papers at all`,
  },
  goods: {
    zh: () => '而当时的理由在于商品图片本身',
    en: () => 'the reason then lay in the pictures of the goods',
  },
};

/** What papers mend: brands, licences. What the words mend: claims and names of fakes, or goods that may not be sold. */
const PAPERS = /^(qualification|credential|product)\./;
const NO_PAPER_HELPS = /\.(forbidden|wrong-credential|credential-type-mismatch)$/;

function unmendedOf(reason: Reason, listing: Listing, { title }: Refusal): Unmended | undefined {
  const named = reason.evidence.flatMap((one) => (one.type === 'text' ? [one.text] : []));
  if (named.length === 0)
    return reason.code === 'counterfeit.image-known-fake' ? { how: 'goods', words: [] } : undefined;
  const carried = carriedIn(named, textsOf(listing), title);
  if (PAPERS.test(reason.code) && !NO_PAPER_HELPS.test(reason.code)) {
    const plain = carried.filter(({ how }) => how === 'said');
    if (plain.length === 0 || listing.credentials.length > 0) return undefined;
    return { how: 'papers', words: plain.map(evidenceOf) };
  }
  const [first] = carried;
  if (!first) return undefined;
  const how = carried.some((one) => one.how === 'said') ? 'said' : 'sounds';
  return { how, words: carried.filter((one) => one.how === how).map(evidenceOf) };
}

const evidenceOf = (carried: ReturnType<typeof carriedIn>[number]) => ({
  type: 'text' as const,
  field: carried.field,
  start: carried.start,
  end: carried.end,
  text: carried.text,
  note: `当时 / then：${carried.word}`,
});

function textsOf({ title, description, attributes, brand }: Listing): { field: string; text: string }[] {
  return [
    { field: 'title', text: title },
    ...(brand ? [{ field: 'brand.name', text: brand.name }] : []),
    { field: 'description', text: description },
    ...Object.entries(attributes).map(([name, text]) => ({ field: `attributes.${name}`, text })),
  ];
}

function sharedTitle(title: string, refusal: Refusal): Evidence[] {
  const span = sharedSpan(title, refusal.title);
  if (!span) return [];
  const note = `与 ${refusal.listingId} 相同 / as in ${refusal.listingId}`;
  return [{ type: 'text', field: 'title', ...span, text: title.slice(span.start, span.end), note }];
}
