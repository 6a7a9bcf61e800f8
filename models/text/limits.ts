/** What the text side reads of one listing; past a limit the result says so and the policy sends it to review. */
export const textLimits = {
  /** UTF-16 units of a title. */
  title: 256,
  /** UTF-16 units of a description. */
  description: 20_000,
  /** UTF-16 units of one attribute value. */
  attribute: 2_000,
  /** Attributes of one listing. */
  attributes: 200,
  /** Folded units of one lexicon term. */
  term: 32,
  /** Hits of one text. */
  hits: 2_000,
} as const;

export type TruncationReason =
  | 'title-too-long'
  | 'description-too-long'
  | 'attribute-too-long'
  | 'too-many-attributes'
  | 'too-many-hits';

/** A text cut to its limit without splitting a surrogate pair. */
export function cutText(text: string, limit: number): { text: string; truncated: boolean } {
  if (text.length <= limit) return { text, truncated: false };
  const last = text.charCodeAt(limit - 1);
  return { text: text.slice(0, (last & 0xfc00) === 0xd800 ? limit - 1 : limit), truncated: true };
}
