/** A text as numbers are read in it: widths and brackets levelled, spaces and invisible characters out, Latin upper. */
export type Compact = {
  readonly text: string;
  /** UTF-16 index in the source where character `i` begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** True when white space stood before character `i`: what follows may be another word. */
  readonly gap: readonly boolean[];
};

const TRADITIONAL = new Map(
  Object.entries({
    國: '国',
    粵: '粤',
    滬: '沪',
    蘇: '苏',
    魯: '鲁',
    閩: '闽',
    贛: '赣',
    遼: '辽',
    晉: '晋',
    陝: '陕',
    貴: '贵',
    雲: '云',
    瓊: '琼',
    寧: '宁',
    藥: '药',
    準: '准',
    妝: '妆',
    註: '注',
    備: '备',
    證: '证',
    許: '许',
    進: '进',
    製: '制',
    號: '号',
    網: '网',
    產: '产',
    經: '经',
    營: '营',
    監: '监',
    條: '条',
    碼: '码',
    標: '标',
    書: '书',
    試: '试',
    廣: '广',
    審: '审',
    聲: '声',
    視: '视',
    獸: '兽',
    強: '强',
    認: '认',
    統: '统',
    會: '会',
    執: '执',
    編: '编',
    農: '农',
    記: '记',
    業: '业',
    湯: '汤',
  }),
);
const LEVELLED: Record<string, string> = {
  '〔': '(',
  '〕': ')',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '⟨': '(',
  '⟩': ')',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '﹣': '-',
  '×': 'X',
  '✕': 'X',
};
const SPACE = /^\s+$/u;
const INVISIBLE = /^[\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]+$/u;

/** Levels a text; linear. Characters are never repaired: an O stays an O. */
export function compact(source: string): Compact {
  const chars: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const gap: boolean[] = [];
  let spaced = false;
  let at = 0;
  for (const symbol of source) {
    const from = at;
    at += symbol.length;
    const level = levelOf(symbol);
    if (level === ' ') spaced = true;
    if (level === ' ' || level === '') continue;
    for (let i = 0; i < level.length; i++) {
      chars.push(level[i] as string);
      starts.push(from);
      ends.push(at);
      gap.push(spaced && i === 0);
    }
    spaced = false;
  }
  return { text: chars.join(''), starts, ends, gap };
}

/** The levelled form of one character; a blank for white space, nothing for what cannot be seen. */
function levelOf(symbol: string): string {
  const code = symbol.charCodeAt(0);
  if (code > 0x20 && code < 0x7f)
    return LEVELLED[symbol] ?? (code >= 97 && code <= 122 ? symbol.toUpperCase() : symbol);
  if (code >= 0x4e00 && code <= 0x9fff) return TRADITIONAL.get(symbol) ?? symbol;
  if (SPACE.test(symbol)) return ' ';
  if (INVISIBLE.test(symbol)) return '';
  const wide = symbol.normalize('NFKC').trim();
  if (wide === '') return ' ';
  if (wide.length > 4) return wide.slice(0, 4);
  return [...wide]
    .map((c) => TRADITIONAL.get(c) ?? LEVELLED[c] ?? (/[a-z]/.test(c) ? c.toUpperCase() : c))
    .join('');
}
