import { newLife } from '../../../models/credentials/life/advance.ts';
import { type Life, type LifeKey, lifeName } from '../../../models/credentials/life/life.ts';
import { type LifeTruths, truthsOf } from '../../../models/credentials/life/truth.ts';
import { credentialKind, parseCredential } from '../../../models/credentials/parse.ts';
import type { CredentialMention } from '../../../models/credentials/port.ts';
import type { DeclaredCredential } from '../../../models/listing.ts';
import { questionKey, type RegistryAnswer, type RegistryAnswers } from '../../../models/registry/port.ts';
import type { Subject } from '../../../models/subject.ts';
import type { Terms } from '../../../models/terms.ts';
import { bothLanguages } from '../../../models/text-pair.ts';
import type { Registry } from '../registry/registry.ts';
import { moveLife } from './move.ts';
import type { Lives } from './port.ts';

type Seen = { key: LifeKey; mention: CredentialMention; declared: DeclaredCredential };
/** Papers about a brand are the brand check's, all others the credential check's. */
type Whose = 'credential' | 'brand-qualification';

/** The declared credentials of a listing that have a life: a registry knows of them, or a term ends them. */
export function credentialsOf(subject: Subject, whose: Whose): Seen[] {
  const { merchantId, credentials } = subject.listing;
  const seen = credentials.flatMap((declared): Seen[] => {
    const row = credentialKind(declared.kind);
    if (!row || declared.number === undefined) return [];
    if ((row.id === 'trademark') !== (whose === 'brand-qualification')) return [];
    if (row.registry === undefined && (row.endless || declared.validUntil === undefined)) return [];
    const mention = parseCredential(declared.kind, declared.number);
    return [{ key: { merchantId, kind: mention.kind, number: mention.normalized }, mention, declared }];
  });
  return [...new Map(seen.map((one) => [lifeName(one.key), one])).values()];
}

/** What is known of a listing's credentials before it is checked: one read, and none where it declares none. */
export async function livesOf(
  seen: readonly Seen[],
  lives: Pick<Lives, 'read'>,
): Promise<{ known: Life[]; truths: LifeTruths }> {
  const known = seen.length === 0 ? [] : await lives.read(seen.map(({ key }) => key));
  return { known, truths: truthsOf(known) };
}

/** A registry that remembers what it answered, so that what a check learnt is not asked twice. */
export function overheard(registry: Registry): { registry: Registry; answers: Map<string, RegistryAnswer> } {
  const answers = new Map<string, RegistryAnswer>();
  return {
    answers,
    registry: {
      async lookup(question) {
        const answer = await registry.lookup(question);
        answers.set(questionKey(question), answer);
        return answer;
      },
    },
  };
}

/** Notes what a check saw and learnt of each credential; a repeat of what is known writes nothing. */
export async function recordSeen(
  seen: readonly Seen[],
  known: readonly Life[],
  answers: RegistryAnswers,
  listingId: string,
  lives: Pick<Lives, 'read' | 'save'>,
  context: { now: string; terms: Terms },
): Promise<number> {
  const byName = new Map(known.map((life) => [lifeName(life), life]));
  const wrote = await Promise.all(
    seen.map(async ({ key, mention, declared: paper }) => {
      const declared = {
        listingId,
        at: context.now,
        ...(paper.validUntil === undefined ? {} : { validUntil: paper.validUntil }),
        ...(paper.holder === undefined ? {} : { holder: paper.holder }),
        ...(paper.product === undefined ? {} : { product: paper.product }),
      };
      const moved = await moveLife(
        lives,
        key,
        {
          type: 'seen',
          declared,
          malformed: mention.state === 'malformed' ? problemOf(mention) : undefined,
          answer: answers.get(lifeName(key)),
        },
        { ...context, read: byName.get(lifeName(key)), make: () => newLife(key, declared, context.now) },
      );
      return moved?.wrote === true;
    }),
  );
  return wrote.filter(Boolean).length;
}

function problemOf({ problems }: CredentialMention): string {
  return problems[0] ? bothLanguages(problems[0].message) : '格式不符 / not in the right form';
}
