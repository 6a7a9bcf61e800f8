import type { CheckName } from '../check-name.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Finding } from '../finding.ts';
import type { ForgeryBank } from '../forgeries/forgery-bank.ts';
import {
  questionKey,
  type RegistryAnswer,
  type RegistryAnswers,
  type RegistryQuestion,
} from '../registry/port.ts';
import type { Subject } from '../subject.ts';
import { isConfident } from './certificate-compare.ts';
import { againstDeclaration } from './certificate-fields.ts';
import { type CertificateFindings, certificateFindings } from './certificate-findings.ts';
import { declaredForgeries, knownForgeries } from './certificate-forgeries.ts';
import { mentionOf, type Paper, papersOf } from './certificate-papers.ts';
import { againstRegistry, pictureQuestion } from './certificate-registry.ts';
import { alterationFindings, dateFindings, misfitFindings, sharedFindings } from './certificate-signals.ts';

/** Who knows the right value of a number: a national register, or the platform's own book of rights. */
export type AnswerFor = (mention: CredentialMention) => RegistryAnswer | undefined;

/** Numbers on pictures that the declaration does not name: what to ask of them. */
export function certificateQuestions(subject: Subject, check: CheckName): RegistryQuestion[] {
  return papersOf(subject, check).papers.flatMap((paper) => pictureQuestion(paper) ?? []);
}

export function answersOf(answers: RegistryAnswers): AnswerFor {
  return ({ kind, normalized }) => answers.get(questionKey({ kind, number: normalized }));
}

/** A picture's state when nothing of the credential is known without it. */
const NOTHING_ELSE = 0.8;
const UNREADABLE = 0.6;

/**
 * Everything the certificate pictures of a check say: against the declaration, against the register, against each other and
 * against the known forgeries. A picture that should have been read and was not is a missing answer.
 */
export function checkCertificates(
  subject: Subject,
  check: CheckName,
  area: string,
  bank: ForgeryBank,
  answerFor: AnswerFor,
): { findings: Finding[]; missing: string[]; retryable: boolean } {
  const say = certificateFindings(check, area);
  const { papers, unread } = papersOf(subject, check);
  const findings = papers.flatMap((paper) => paperFindings(paper, subject, bank, answerFor, say));
  findings.push(...declaredForgeries(subject, check, papers, bank, say));
  const failed = papers.flatMap(({ certificate: { file, reading } }) =>
    reading?.state === 'failed' ? [`${file}: ${reading.reason}`] : [],
  );
  const missing = [
    ...unread.map((file) => `证书图片 ${file} 尚未识别 / the certificate ${file} has not been read`),
    ...new Set(failed.map((text) => `证书图片未能识别 / certificate not read: ${text}`)),
  ];
  const unanswered = papers.flatMap((paper) => unansweredOf(paper, answerFor));
  missing.push(...unanswered.map(({ text }) => text));
  return { findings, missing, retryable: unanswered.some(({ retryable }) => retryable) };
}

/** A question only the picture raised, which the register did not answer. */
function unansweredOf(paper: Paper, answerFor: AnswerFor): { text: string; retryable: boolean }[] {
  const question = pictureQuestion(paper);
  const mention = question && mentionOf(paper);
  const answer = mention && answerFor(mention);
  if (!mention || answer?.state !== 'unavailable') return [];
  return [{ text: `${mention.normalized}: ${answer.reason}`, retryable: answer.permanent !== true }];
}

function paperFindings(
  paper: Paper,
  subject: Subject,
  bank: ForgeryBank,
  answerFor: AnswerFor,
  say: CertificateFindings,
): Finding[] {
  const { reading } = paper.certificate;
  const { today } = subject;
  const forgeries = knownForgeries(paper, bank, today, say);
  if (reading?.state === 'unreadable') {
    const strength = paper.declared?.item.number === undefined ? NOTHING_ELSE : UNREADABLE;
    const shared = sharedFindings(paper, subject, undefined, paper.declared?.item.holder, say);
    return [...forgeries, say.unreadable(paper, strength, reading.reason), ...shared];
  }
  if (reading?.state !== 'read') return forgeries;
  const mention = mentionOf(paper);
  const answer = mention && answerFor(mention);
  const registered = answer?.state === 'record' ? answer.record.holder : undefined;
  const { holder } = reading.fields;
  const printed = holder && isConfident(holder) ? holder.value : undefined;
  return [
    ...forgeries,
    ...againstDeclaration(paper, reading, today, say),
    ...againstRegistry(paper, reading, answer, mention, say),
    ...sharedFindings(paper, subject, mention, registered ?? printed, say),
    ...misfitFindings(paper, reading, mention, say),
    ...dateFindings(paper, reading, mention, today, say),
    ...alterationFindings(paper, reading, say),
  ];
}
