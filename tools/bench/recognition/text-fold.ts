import { createRequire } from 'node:module';
import { Converter } from 'opencc-js';
import { seeded } from '../../../models/goods/model/random.ts';
import { fold, sourceSpan } from '../../../models/text/fold.ts';
import { race } from './race.ts';
import { type Row, time } from './row.ts';
import { cleanTitles } from './sources.ts';

/** What a project would put together from packages: NFKC, case, UTS #39 skeleton, traditional to simplified. */
function libraryFold(): (text: string) => string {
  const skeleton = createRequire(import.meta.url)('unhomoglyph') as (text: string) => string;
  const simplify = Converter({ from: 'hk', to: 'cn' });
  return (text) => simplify(skeleton(text.normalize('NFKC')).toLowerCase());
}

/** The fold against the library stack, its growth with the input, and its offsets under fuzzing. */
export function benchFold(fuzzed = 1_000_000): Row[] {
  const clean = cleanTitles();
  const titles = Array.from({ length: 1000 }, (_, i) =>
    `${clean[i]} Ｎｉｋｅ 運動鞋 ${clean[i + 1000]} ${clean[i + 2000]}`.repeat(2).slice(0, 60),
  );
  const stack = libraryFold();
  const once = () => {
    for (const title of titles) fold(title);
  };
  for (let i = 0; i < 30; i++) once();
  const times = race({
    ours: once,
    stack: () => {
      for (const title of titles) stack(title);
    },
  });
  const short = titles.join('').repeat(2);
  const long = short + short;
  const growth = race({ short: () => fold(short), long: () => fold(long) }, 25);
  const marks = 'a\u0315\u0300'.repeat(16_667);
  const twice = marks + marks;
  const repeat = (text: string) => () => {
    for (let i = 0; i < 10; i++) fold(text);
  };
  const marked = race({ half: repeat(marks), whole: repeat(twice) }, 15);
  return [
    {
      what: 'fold, a title of 60 characters, against NFKC + unhomoglyph + opencc-js',
      ours: time(times.ours / titles.length),
      peer: time(times.stack / titles.length),
      value: times.ratio('stack', 'ours'),
      bar: 30,
    },
    {
      what: '  twice the input, ordinary text',
      ours: time(growth.long),
      peer: time(growth.short),
      value: growth.ratio('long', 'short'),
      bar: 2.3,
      sense: 'at most',
    },
    {
      what: '  twice the input, 50,000 alternating marks',
      ours: time(marked.whole),
      peer: time(marked.half),
      value: marked.ratio('whole', 'half'),
      bar: 2.3,
      sense: 'at most',
    },
    {
      what: `  offset violations in ${fuzzed.toLocaleString('en')} fuzzed strings`,
      value: violations(fuzzed),
      bar: 0,
      sense: 'at most',
      digits: 0,
    },
  ];
}

/** Ranges a fuzzed string draws from: ASCII, Han, marks, letters of other scripts, signs, surrogates of any kind. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7f],
  [0x4e00, 0x9fff],
  [0x300, 0x36f],
  [0x370, 0x58f],
  [0xff00, 0xffef],
  [0x2000, 0x2bff],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f9ff],
  [0xd800, 0xdfff],
  [0xfb00, 0xfdff],
  [0, 0x2ffff],
];

function violations(count: number): number {
  const random = seeded(99);
  let bad = 0;
  for (let i = 0; i < count; i++) {
    let text = '';
    for (let n = 1 + random.below(12); n > 0; n--) {
      const [from, to] = random.pick(RANGES);
      const point = from + random.below(to - from);
      text += point >= 0xd800 && point < 0xe000 ? String.fromCharCode(point) : String.fromCodePoint(point);
    }
    const folded = fold(text);
    if (!sound(text, folded)) bad++;
    else if (folded.length > 0) {
      const from = random.below(folded.length);
      const to = from + 1 + random.below(folded.length - from);
      const span = sourceSpan(folded, from, to);
      // The slice behind a stretch must fold to at least that stretch.
      if (!fold(text.slice(span.start, span.end)).text.includes(folded.text.slice(from, to))) bad++;
    }
  }
  return bad;
}

function sound(text: string, { units, offsets }: ReturnType<typeof fold>): boolean {
  if (offsets.length !== units.length + 1 || offsets[units.length] !== text.length) return false;
  for (let i = 0; i < units.length; i++) {
    const at = offsets[i] as number;
    if (at >= text.length || at > (offsets[i + 1] as number)) return false;
    // Never into the middle of a character.
    const before = text.charCodeAt(at - 1);
    if (at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (before & 0xfc00) === 0xd800) return false;
  }
  return true;
}
