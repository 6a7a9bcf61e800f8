import type { Candidate } from './candidate.ts';
import { editCandidates, SHORTEST_EDIT_NAME, withinOneEdit } from './edit-index.ts';
import type { Folded } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { isDigit, isLatin } from './units.ts';

const AT_START = Int32Array.of(0);
const UNIT = /^(?:[gmt]b|[cm]m|k?g|ml|l|hz|mah|w|v|pcs|x)/;

/** Latin words one letter from a name. */
export function* editHits(folded: Folded, lexicon: Lexicon): Generator<Candidate> {
  if (lexicon.edits.hashes.length === 0) return;
  const { units } = folded;
  for (let start = 0; start < units.length; ) {
    if (!isLatin(units[start] as number)) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < units.length && isLatin(units[end] as number)) end++;
    const size = end - start;
    // 512gbpro: a unit after a figure opens no misspelt name.
    const unit =
      start > 0 && isDigit(units[start - 1] as number) && UNIT.test(folded.text.slice(start, start + 3));
    // Mate60, Note12: a short word with a figure at once is a model.
    const model = size <= 5 && end < units.length && isDigit(units[end] as number);
    // SamsungA57: a name and the letter of a model, no misspelt name.
    const named =
      end < units.length &&
      isDigit(units[end] as number) &&
      lexicon.matchers.exact
        .find(units.subarray(start, end - 1), { starts: AT_START })
        .hits.some((hit) => hit.end === size - 1);
    if (!unit && !model && !named && size >= SHORTEST_EDIT_NAME - 1 && size <= 33) {
      for (const term of misspelt(folded.text.slice(start, end), lexicon))
        yield { term, layer: 'edit', start, end };
    }
    start = end;
  }
}

/** Answers already given, by lexicon: sellers' Latin words repeat from title to title. */
const answers = new WeakMap<Lexicon, Map<string, readonly number[]>>();
const MOST_ANSWERS = 8192;

/** Terms one edit from a word. A word that is itself a name is that name, not a misspelling of another. */
function misspelt(word: string, lexicon: Lexicon): readonly number[] {
  let known = answers.get(lexicon);
  if (known === undefined) {
    known = new Map();
    answers.set(lexicon, known);
  }
  const given = known.get(word);
  if (given !== undefined) return given;
  if (known.size >= MOST_ANSWERS) known.clear();
  let found: number[] = [];
  if (!lexicon.blocked.has(`edit:${word}`)) {
    const terms = editCandidates(lexicon.edits, word);
    if (!terms.some((term) => lexicon.textOf(term) === word))
      found = terms.filter((term) => withinOneEdit(lexicon.textOf(term), word));
  }
  known.set(word, found);
  return found;
}
