import { certificateFiles, isBrandPaper } from '../certificate-pictures.ts';
import { datesOf } from '../credentials/dates.ts';
import { lifeName } from '../credentials/life/life.ts';
import { NO_TRUTHS } from '../credentials/life/truth.ts';
import { credentialKind, findCredentials, parseCredential } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import { strengthOfProblem } from '../credentials/strengths.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { GoodsClass } from '../goods/recognition.ts';
import type { Listing } from '../listing.ts';
import type { RegistryAnswers, RegistryQuestion } from '../registry/port.ts';
import { answersOf, certificateQuestions, checkCertificates } from './certificates.ts';
import { type Check, findingOf } from './check.ts';
import { catalogueFindings } from './credential-goods.ts';
import { kindFindings } from './credential-kind.ts';
import { merchantFindings } from './credential-merchant.ts';
import { checkAgainstRegistry } from './credential-registry.ts';
import type { Shown } from './credential-term.ts';
import type { PartsOf } from './needs.ts';
import { credentialRequirements } from './requirements.ts';

const finding = findingOf('credential');

/** Goods this check answers for; three-products answers for the others. */
const OWN = new Set<GoodsClass>([
  'cosmetic-ordinary',
  'cosmetic-special',
  'cosmetic-child',
  'toothpaste',
  'ccc',
  'radio',
  'phone',
]);

/** Cosmetics and 3C goods need the credential their real category demands, sound, confirmed and for these goods. */
export const credential: Check<PartsOf<'credential'>> = {
  name: 'credential',
  reads: ['text', 'category', 'credentials', 'store', 'images'],
  sight: 'none',
  applies: (subject) =>
    OWN.has(subject.recognition.goods.class) ||
    shownCredentials(subject.listing).length > 0 ||
    merchantFindings(subject.listing).length > 0 ||
    certificateFiles(subject.listing, 'credential').length > 0,
  questions: (subject) => [
    ...shownCredentials(subject.listing).flatMap(questionOf),
    ...certificateQuestions(subject, 'credential'),
  ],
  run(subject, knowledge, answers, truths = NO_TRUTHS) {
    const shown = shownCredentials(subject.listing);
    const outcome = { findings: [] as Finding[], missing: [] as string[], retryable: false };
    for (const item of shown) {
      outcome.findings.push(...shapeFindings(item, subject.today));
      const registry = checkAgainstRegistry(
        item,
        subject,
        answerFor(item.mention, answers),
        knowledge.terms,
        truths.get(lifeName({ kind: item.mention.kind, number: item.mention.normalized })),
      );
      outcome.findings.push(...registry.findings);
      outcome.missing.push(...registry.missing);
      if (registry.retryable) outcome.retryable = true;
    }
    outcome.findings.push(
      ...merchantFindings(subject.listing),
      ...catalogueFindings(shown, subject),
      ...kindFindings(shown, subject),
    );
    const pictures = checkCertificates(
      subject,
      'credential',
      'credential',
      knowledge.forgeries,
      answersOf(answers),
    );
    outcome.findings.push(...pictures.findings);
    outcome.missing.push(...pictures.missing);
    if (pictures.retryable) outcome.retryable = true;
    if (OWN.has(subject.recognition.goods.class)) {
      outcome.findings.push(
        ...credentialRequirements(
          'credential',
          subject,
          knowledge,
          shown.map((item) => item.mention),
        ),
      );
    }
    return outcome.missing.length > 0 ? outcome : { findings: outcome.findings };
  },
};

/**
 * Credentials the listing shows: declared ones, and numbers written in its text. A number that is both counts
 * once, as declared.
 */
export function shownCredentials(listing: Listing): readonly Shown[] {
  const known = shownIn.get(listing) ?? lookForCredentials(listing);
  shownIn.set(listing, known);
  return known;
}

/** A check asks several times of one listing: whether it applies, what to ask, what to find. */
const shownIn = new WeakMap<Listing, readonly Shown[]>();

function lookForCredentials(listing: Listing): readonly Shown[] {
  const declared = listing.credentials.flatMap((item, index): Shown[] => {
    if (isBrandPaper(item) || item.number === undefined) return [];
    return [
      {
        declared: item,
        where: { type: 'field', field: `credentials[${index}].number`, value: item.number },
        mention: parseCredential(item.kind, item.number),
      },
    ];
  });
  const texts: [string, string][] = [
    ['title', listing.title],
    ['description', listing.description],
    ...Object.entries(listing.attributes).map(([name, value]): [string, string] => [
      `attributes.${name}`,
      value,
    ]),
  ];
  const written = texts.flatMap(([field, text]) =>
    findCredentials(text)
      .filter((mention) => SPOKEN_OF.has(credentialKind(mention.kind)?.registry ?? ''))
      .map(
        (mention): Shown => ({
          where: { type: 'text', field, start: mention.start, end: mention.end, text: mention.number },
          mention,
        }),
      ),
  );
  const known = new Set(declared.map((item) => item.mention.normalized));
  return [...declared, ...written.filter((item) => !known.has(item.mention.normalized))];
}

/** Registries whose numbers say something of the goods; a GTIN or a company code in a text does not. */
const SPOKEN_OF = new Set([
  'nmpa-drug',
  'nmpa-cosmetic',
  'nmpa-device',
  'samr-special-food',
  'samr-food',
  'cnca',
  'miit',
  'nhc',
]);

/** A food maker's number stands on every label: written in a text it is taken as shown, declared it is confirmed. */
function questionOf({ mention, declared }: Shown): RegistryQuestion[] {
  const registry = credentialKind(mention.kind)?.registry;
  const asked = registry !== undefined && (declared !== undefined || registry !== 'samr-food');
  return asked && mention.state === 'well-formed' ? [{ kind: mention.kind, number: mention.normalized }] : [];
}

function answerFor(mention: CredentialMention, answers: RegistryAnswers) {
  return answers.get(`${mention.kind}#${mention.normalized}`);
}

/** What is wrong with a number by its form alone. A failed check digit warns and asks the registry, never more. */
function shapeFindings({ mention, where, declared }: Shown, today: string): Finding[] {
  const title = credentialKind(mention.kind)?.title ?? { zh: mention.kind, en: mention.kind };
  const evidence: Evidence[] = [where];
  if (mention.state === 'malformed') {
    const problem = mention.problems[0]?.message ?? { zh: '格式不符', en: 'not in the right form' };
    return [
      finding(
        'credential.malformed',
        declared ? 0.85 : 0.6,
        {
          zh: `${title.zh}「${mention.number}」格式错误：${problem.zh}`,
          en: `${title.en} “${mention.number}” is malformed: ${problem.en}`,
        },
        {
          zh: '按证书原样填写编号；系统不会替您更正字符。',
          en: 'Enter the number as printed on the certificate; characters are never corrected for you.',
        },
        evidence,
        { kind: mention.kind },
      ),
    ];
  }
  const { validFrom, validUntil } = declared ?? {};
  const problems = [...mention.problems, ...datesOf(mention, { today, validFrom, validUntil })];
  const findings = problems.map((problem) =>
    finding(
      'credential.inconsistent',
      strengthOfProblem(problem.code),
      {
        zh: `${title.zh}「${mention.number}」：${problem.message.zh}`,
        en: `${title.en} “${mention.number}”: ${problem.message.en}`,
      },
      { zh: '核对证书后更正编号。', en: 'Correct the number from the certificate.' },
      evidence,
      { kind: mention.kind, problem: problem.code },
    ),
  );
  if (mention.checkDigit === 'fail') {
    findings.push(
      finding(
        'credential.check-digit',
        0.4,
        {
          zh: `${title.zh}「${mention.number}」校验位不符，已向登记库核实。`,
          en: `${title.en} “${mention.number}” fails its check digit; the registry is asked.`,
        },
        { zh: '核对编号是否抄写有误。', en: 'Check the number for a slip of the pen.' },
        evidence,
        { kind: mention.kind },
      ),
    );
  }
  return findings;
}
