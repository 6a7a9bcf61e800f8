import { CheckResult } from '../../models/finding.ts';
import type { AdjudicateMessage, CheckMessage } from '../../models/messages.ts';
import { JsonText } from './json-text.ts';
import { fetchLarge, stowLarge } from './large.ts';
import type { Objects } from './objects.ts';

/** What a check tells adjudication: its result, or, of a large one, where it lies in the bucket. */
export async function resultMessage(
  { key, attempt }: Pick<CheckMessage, 'key' | 'attempt'>,
  result: CheckResult,
  objects: Objects,
): Promise<AdjudicateMessage | JsonText> {
  const json = JSON.stringify(result);
  const resultKey = await stowLarge(json, key, `${result.check}-${attempt}.result`, objects);
  return resultKey === undefined
    ? JsonText.of({ key, attempt }, 'result', json)
    : { key, attempt, resultKey };
}

/** The result a message brings; none when it brings the key alone. */
export async function resultOf(
  message: AdjudicateMessage,
  objects: Objects,
): Promise<CheckResult | undefined> {
  if ('result' in message) return message.result;
  if (!('resultKey' in message)) return undefined;
  return CheckResult.parse(await fetchLarge(message.resultKey, objects));
}
