import type { CheckName } from '../check-name.ts';
import { credentialKind } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Evidence, Finding } from '../finding.ts';
import { certaintyOfPapers } from '../goods/families.ts';
import type { Requirement } from '../goods/port.ts';
import type { GoodsRecognition } from '../goods/recognition.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { Subject } from '../subject.ts';
import { showsApproval } from './approval.ts';
import { findingOf } from './check.ts';

type Offence = 'missing-credential' | 'missing-statement' | 'forbidden' | 'wrong-credential';
/** The least strength that a row of the policy speaks of; what is weaker is a doubt nobody would hear of. */
export const LEAST_STRENGTH: Readonly<Record<Offence, number>> = {
  'missing-credential': 0.3,
  'missing-statement': 0.3,
  forbidden: 0.3,
  'wrong-credential': 0.5,
};

/** Codes of what a requirement can come to, by its type; the check's area stands before them. */
const AREA: Partial<Record<CheckName, string>> = { credential: 'credential', 'three-products': 'product' };

/** What the recognised goods and the claims made of them demand, against what the listing shows. */
export function credentialRequirements(
  check: CheckName,
  subject: Subject,
  { goods, claims }: Pick<KnowledgeSet, 'goods' | 'claims'>,
  shown: CredentialMention[],
): Finding[] {
  const { listing, recognition, today } = subject;
  const made = claims.find({
    title: listing.title,
    description: listing.description,
    attributes: listing.attributes,
    goods: recognition.goods,
    approved: showsApproval(listing),
  });
  const finding = findingOf(check);
  const area = AREA[check] ?? check;
  // A malformed number is reported on its own; the paper it stands for is not missing a second time.
  const kinds = new Set(shown.map((mention) => mention.kind));
  const text = [listing.title, listing.description, ...Object.values(listing.attributes)]
    .join('\n')
    .replace(/\s/g, '');
  const goodsAre = recognition.goods.confidence;
  const papers = certaintyOfPapers(recognition.goods, kinds.size === 0);
  return goods.requirements(recognition.goods, made, today).flatMap((requirement): Finding[] => {
    const code = offence(requirement, kinds, text, shown);
    if (code === undefined) return [];
    const strength =
      requirement.strength *
      confidenceFactor(code === 'missing-credential' ? papers : goodsAre, recognition.goods);
    if (strength < LEAST_STRENGTH[code]) return [];
    const evidence: Evidence[] = [...because(requirement, subject, made), ...offending(requirement, shown)];
    return [
      finding(
        `${area}.${code}`,
        strength,
        requirement.message,
        requirement.remedy,
        evidence,
        {
          requirement: requirement.id,
          needs: requirement.credentials.map((id) => credentialKind(id)?.title.zh ?? id).join(' 或 '),
        },
        requirement.law,
      ),
    ];
  });
}

function offence(
  requirement: Requirement,
  kinds: Set<string>,
  text: string,
  shown: CredentialMention[],
): Offence | undefined {
  switch (requirement.type) {
    case 'credential':
      return requirement.credentials.some((kind) => kinds.has(kind)) ? undefined : 'missing-credential';
    case 'statement':
      return requirement.statements.some((sentence) => text.includes(sentence.replace(/\s/g, '')))
        ? undefined
        : 'missing-statement';
    case 'forbidden':
      if (requirement.credentials.length === 0) return 'forbidden';
      return shown.some((mention) => requirement.credentials.includes(mention.kind))
        ? 'wrong-credential'
        : undefined;
  }
}

/** Below this the best of several classes is no better than a guess: the model is right in less than half of such cases. */
const GUESS = 0.45;

/**
 * A requirement is as sure as the recognition it rests on. Where no word names the goods and the class is but the best of several
 * guesses (白芷种苗 a drug, at 0.2), the merchant may be asked; nothing is held or forbidden for it.
 */
function confidenceFactor(confidence: number, { code }: GoodsRecognition): number {
  if (confidence >= 0.6) return confidence >= 0.85 ? 1 : 0.85;
  const guessed = code.endsWith('.other') || code === 'ordinary.unknown';
  return guessed && confidence < GUESS ? 0.3 : 0.6;
}

function because(
  requirement: Requirement,
  subject: Subject,
  claims: { code: string; field: string; start: number; end: number; text: string }[],
): Evidence[] {
  const products = subject.recognition.goods.products.filter(
    (hit) => hit.head || requirement.because.includes(hit.code),
  );
  const spans = [...claims.filter((claim) => requirement.because.includes(claim.code)), ...products];
  return spans.slice(0, 6).map((span) => ({
    type: 'text',
    field: span.field,
    start: span.start,
    end: span.end,
    text: 'text' in span ? span.text : span.term,
  }));
}

function offending(requirement: Requirement, shown: CredentialMention[]): Evidence[] {
  if (requirement.type !== 'forbidden') return [];
  return shown
    .filter((mention) => requirement.credentials.includes(mention.kind))
    .map((mention) => ({ type: 'field', field: 'credentials', value: mention.number }));
}
