import type { Claim } from '../claims/port.ts';
import type { Finding } from '../finding.ts';
import { showsApproval } from './approval.ts';
import { type Check, findingOf } from './check.ts';
import type { PartsOf } from './needs.ts';

const finding = findingOf('marketing-claims');

/** What a merchant may not say of goods, in their context and with the official exemptions. */
export const marketingClaims: Check<PartsOf<'marketing-claims'>> = {
  name: 'marketing-claims',
  reads: ['text', 'category', 'credentials'],
  sight: 'none',
  applies: () => true,
  run(subject, { claims }) {
    const { title, description, attributes } = subject.listing;
    const made = claims.find({
      title,
      description,
      attributes,
      goods: subject.recognition.goods,
      approved: showsApproval(subject.listing),
    });
    return {
      findings: gather(made.filter((claim) => claim.status !== 'exempt')),
      ...(subject.recognition.truncated ? { missing: ['text beyond the reading limit'] } : {}),
    };
  },
};

/** Claims of one kind are one finding with every place as evidence: a merchant mends them together. */
function gather(claims: Claim[]): Finding[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = `${claim.code}/${claim.status}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = [...group].sort((a, b) => b.strength - a.strength);
    if (!first) return [];
    const code = first.status === 'needs-evidence' ? `${first.code}-evidence` : first.code;
    const places = group.map(({ field, start, end, text }) => ({
      type: 'text' as const,
      field,
      start,
      end,
      text,
    }));
    return [finding(code, first.strength, first.message, first.remedy, places, undefined, lawOf(first))];
  });
}

/** A claim that awaits its proof breaks no article of its own yet: the policy's rule names what proof is owed by. */
const lawOf = ({ status, law }: Claim): Claim['law'][] => (status === 'needs-evidence' ? [] : [law]);
