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
  const { segments, from, size } = windowOf(text, start, end);
  const first = segments.containing(start - from);
  const at = from + (first?.index ?? 0);
  const length = first?.segment.length ?? 0;
  return {
    aligned: at === start && !cutAt(segments, end - from, size),
    inside: at + length >= end && length > end - start && length <= 4,
  };
}

/** At how many of its two ends a stretch cuts a word of the dictionary (积木兄 cuts 兄弟 in 积木兄弟). */
export function wordsCut(text: string, start: number, end: number): number {
  const { segments, from, size } = windowOf(text, start, end);
  return Number(cutAt(segments, start - from, size)) + Number(cutAt(segments, end - from, size));
}

function windowOf(text: string, start: number, end: number) {
  const from = Math.max(0, start - WINDOW);
  const window = text.slice(from, Math.min(text.length, end + WINDOW));
  return { segments: segmenter.segment(window), from, size: window.length };
}

/** Whether a word runs on over a place. Asked of the place alone: going through all words costs twice as much. */
function cutAt(segments: Intl.Segments, place: number, size: number): boolean {
  if (place === 0 || place === size) return false;
  return segments.containing(place)?.index !== place;
}
