/** A number the same text always gets and texts spread evenly over (32 bits): for shards and staggered times. */
export function spreadOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash;
}
