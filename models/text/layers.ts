import type { Candidate } from './candidate.ts';
import type { Folded } from './fold.ts';
import { joinedViews } from './joined.ts';
import {
  isDecked,
  isPlain,
  isSpeltOut,
  isSplit,
  pinyinFits,
  runsIn,
  squeezedFits,
  standsAlone,
} from './layer-fits.ts';
import { isLongEnough, type Lexicon, type MatcherLayer, SHORTEST_SQUEEZED } from './lexicon.ts';
import { Hits } from './matcher.ts';
import { editHits } from './misspelt.ts';
import {
  endsWhole,
  hasSecondReading,
  leetView,
  pinyinView,
  secondReadings,
  squeezedView,
  type View,
  ViewRoom,
} from './views.ts';
import { wordsCut } from './words.ts';

const room = new Hits();
/** The views of one text are read one after the other; the squeezed one twice. */
const viewRoom = new ViewRoom();

/** Every term that any layer sees in a folded text, before context decides what it means. */
export function scanLayers(
  folded: Folded,
  lexicon: Lexicon,
): { candidates: Candidate[]; truncated: boolean } {
  const candidates: Candidate[] = [];
  let truncated = false;
  const seen = new Set<number>();
  const scan = (
    layer: MatcherLayer | 'split',
    viewOf: (() => View) | undefined,
    fits: (c: Candidate) => boolean,
    matcher = lexicon.matchers[layer === 'split' ? 'exact' : layer],
  ): void => {
    if (matcher.termCount === 0) return;
    const view = viewOf?.();
    room.clear();
    matcher.scan(
      view?.units ?? folded.units,
      room,
      view?.starts === undefined ? {} : { starts: view.starts },
    );
    truncated ||= room.truncated;
    for (let i = 0; i < room.count; i++) {
      const from = room.starts[i] as number;
      const to = room.ends[i] as number;
      if (view !== undefined && !endsWhole(view, to)) continue;
      const start = view === undefined ? from : (view.from[from] as number);
      const end = view === undefined ? to : (view.to[to - 1] as number);
      const term = room.ids[i] as number;
      const candidate = { term, layer, start, end };
      const key = (start * 64 + Math.min(end - start, 63)) * 0x400000 + term; // below 2^53 for a description
      if (seen.has(key)) continue;
      if (!standsAlone(folded, start, end) && !(layer === 'exact' && runsIn(folded, candidate, lexicon)))
        continue;
      if (layer !== 'exact') {
        const surface = folded.text.slice(start, end);
        if (lexicon.blocked.has(`${layer}:${surface}`)) continue;
      }
      if (!fits(candidate)) continue;
      seen.add(key);
      candidates.push(candidate);
    }
  };
  const textOf = (c: Candidate): string => folded.text.slice(c.start, c.end);
  scan('exact', undefined, () => true);
  const squeezed = squeezedView(folded, viewRoom);
  const pulledApart = (c: Candidate): boolean => squeezedFits(folded, c, lexicon.textOf(c.term));
  scan('squeezed', () => squeezed, pulledApart);
  // The same trie a second time over nearly the same text: what it touches is still in the caches.
  const squeezable = (c: Candidate): boolean => {
    const ambiguity = lexicon.ambiguityOf(c.term);
    if (ambiguity === 'distinctive')
      return isLongEnough(lexicon.textOf(c.term), SHORTEST_SQUEEZED) && pulledApart(c);
    if (ambiguity === 'common') return isDecked(textOf(c)) && pulledApart(c);
    return ambiguity === 'short' && isSpeltOut(folded.text, c);
  };
  if (squeezed.units.length < folded.length)
    scan('squeezed', () => squeezed, squeezable, lexicon.matchers.exact);
  for (const joined of joinedViews(squeezed))
    scan(
      'split',
      () => joined,
      (c) => isSplit(folded.text, c, lexicon),
    );
  const leetFits = (c: Candidate): boolean => {
    const letters = textOf(c).match(/[a-z]/g)?.length ?? 0;
    // ml10 and usb3 are units and models, not names.
    if (/^[a-z]+\d{2,}$/.test(textOf(c)) || !/[a-z]{2}|[a-z].+[a-z]/.test(textOf(c))) return false;
    return letters * 2 >= c.end - c.start && textOf(c) !== lexicon.textOf(c.term);
  };
  scan('leet', () => leetView(folded, undefined, viewRoom), leetFits);
  if (hasSecondReading(folded.source))
    scan(
      'leet',
      () => leetView(folded, secondReadings, viewRoom),
      (c) => !isPlain(folded, c),
    );
  scan(
    'pinyin',
    () => pinyinView(folded, viewRoom),
    (c) => pinyinFits(lexicon, c.term, textOf(c)) && wordsCut(folded.text, c.start, c.end) === 0,
  );
  scan('shape', undefined, (c) => wordsCut(folded.text, c.start, c.end) === 0);
  for (const c of editHits(folded, lexicon)) candidates.push(c);
  return { candidates, truncated };
}
