/**
 * Ordinary words, from the dictionary that ICU brings along for cutting Chinese text. Only small windows are cut,
 * and only around hits that need it.
 */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Answers already given: sound-alikes repeat from title to title. */
const answers = new Map<string, boolean>();
const MOST_ANSWERS = 8192;

/** Whether a short text is one word of the dictionary. */
export function isOrdinaryWord(text: string): boolean {
  if (text.length < 2) return false;
  const known = answers.get(text);
  if (known !== undefined) return known;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const [first] = segmenter.segment(text);
  const answer = first?.segment.length === text.length;
  answers.set(text, answer);
  return answer;
}

const WINDOW = 8;

export interface WordFit {
  /** The stretch starts and ends where words start and end. */
  readonly aligned: boolean;
  /** The stretch lies inside one longer word (小米 in 小米粥). */
  readonly inside: boolean;
}

/** How a stretch of folded text sits among the words around it. */
export function wordFit(text: string, start: number, end: number): WordFit {
  const from = Math.max(0, start - WINDOW);
  const window = text.slice(from, Math.min(text.length, end + WINDOW));
  let opens = false;
  let closes = false;
  let inside = false;
  for (const { segment, index } of segmenter.segment(window)) {
    const at = from + index;
    const till = at + segment.length;
    if (at === start) opens = true;
    if (till === end) closes = true;
    if (at <= start && till >= end && segment.length > end - start && segment.length <= 4) inside = true;
  }
  return { aligned: opens && closes, inside };
}

/** At how many of its two ends a stretch cuts a word of the dictionary (积木兄 cuts 兄弟 in 积木兄弟). */
export function wordsCut(text: string, start: number, end: number): number {
  const from = Math.max(0, start - WINDOW);
  let cuts = 0;
  for (const { segment, index } of segmenter.segment(text.slice(from, Math.min(text.length, end + WINDOW)))) {
    const at = from + index;
    const till = at + segment.length;
    if (segment.length < 2) continue;
    if (at < start && till > start) cuts++;
    if (at < end && till > end) cuts++;
  }
  return cuts;
}
