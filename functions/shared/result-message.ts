import { CheckResult } from '../../models/finding.ts';
import type { AdjudicateMessage, CheckMessage } from '../../models/messages.ts';
import type { Objects } from './objects.ts';
import { INLINE_SUBJECT_BYTES } from './subject-message.ts';

/** What a check tells adjudication: its result, or, of a large one, where it lies in the bucket. */
export async function resultMessage(
  { key, attempt }: Pick<CheckMessage, 'key' | 'attempt'>,
  result: CheckResult,
  objects: Objects,
): Promise<AdjudicateMessage> {
  const json = JSON.stringify(result);
  if (json.length <= INLINE_SUBJECT_BYTES) return { key, attempt, result };
  const resultKey = `work/${key.merchantId}/${key.listingId}/${key.revision}.${key.run}.${result.check}-${attempt}.result.json`;
  await objects.put(resultKey, json);
  return { key, attempt, resultKey };
}

/** The result a message brings; none when it brings the key alone. */
export async function resultOf(
  message: AdjudicateMessage,
  objects: Objects,
): Promise<CheckResult | undefined> {
  if ('result' in message) return message.result;
  if (!('resultKey' in message)) return undefined;
  const stored = await objects.get(message.resultKey);
  if (!stored) throw new Error(`the result ${message.resultKey} is not in the bucket`);
  return CheckResult.parse(JSON.parse(new TextDecoder().decode(stored.body)));
}
