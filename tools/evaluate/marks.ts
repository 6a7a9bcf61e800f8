import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { type Random, seeded } from '../../test/support/random.ts';

const INKS = ['#101010', '#12307a', '#b3122a', '#0c6b3d', '#6b2a86', '#c85a00'];
const SYLLABLES = ['vor', 'lan', 'mek', 'tri', 'sol', 'qua', 'dex', 'ny', 'bru', 'fe', 'zan', 'ory'];
const HAN = '岚屿笙舟曜棠霁澜翊珩骁黛';

/** Marks as registers hold them: an emblem, a word, or both, on a transparent ground; another hand than the tests'. */
export function drawRegisteredMark(seed: number, side = 420): Canvas {
  const random = seeded(seed * 211 + 29);
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.translate(side / 2, side / 2);
  const ink = random.pick(INKS);
  context.fillStyle = ink;
  context.strokeStyle = ink;
  const kind = seed % 3;
  if (kind !== 1) {
    context.save();
    context.translate(0, kind === 0 ? 0 : -side * 0.13);
    emblem(context, side * (kind === 0 ? 0.42 : 0.27), random);
    context.restore();
  }
  if (kind !== 0) word(context, side, kind === 1 ? 0.05 : 0.4, random);
  return canvas;
}

function emblem(context: SKRSContext2D, reach: number, random: Random): void {
  const points = random.whole(3, 8);
  const turn = random.between(0, Math.PI);
  const depth = random.between(0.35, 0.75);
  context.beginPath();
  for (let i = 0; i < points * 2; i++) {
    const angle = turn + (i * Math.PI) / points;
    const far = i % 2 === 0 ? reach : reach * depth;
    context.lineTo(Math.cos(angle) * far, Math.sin(angle) * far);
  }
  context.closePath();
  context.fill();
  context.globalCompositeOperation = 'destination-out';
  for (let i = 0; i < random.whole(1, 3); i++) {
    context.beginPath();
    const angle = random.between(0, Math.PI * 2);
    context.ellipse(
      Math.cos(angle) * reach * 0.3,
      Math.sin(angle) * reach * 0.3,
      reach * random.between(0.12, 0.3),
      reach * random.between(0.06, 0.2),
      angle,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
  context.globalCompositeOperation = 'source-over';
  if (random.next() < 0.5) {
    context.lineWidth = reach * 0.09;
    context.beginPath();
    context.arc(0, 0, reach * 1.08, random.between(0, 2), random.between(4, 6.2));
    context.stroke();
  }
}

function word(context: SKRSContext2D, side: number, low: number, random: Random): void {
  const chinese = random.next() < 0.35;
  const text = chinese
    ? `${random.pick([...HAN])}${random.pick([...HAN])}`
    : `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`.toUpperCase();
  write(context, text, side, low, { italic: random.next() < 0.3, line: random.next() < 0.4 });
}

function write(
  context: SKRSContext2D,
  text: string,
  side: number,
  low: number,
  { italic, line }: { readonly italic: boolean; readonly line: boolean },
): void {
  const chinese = text.charCodeAt(0) > 0x2e80;
  const size = Math.min(side * 0.3, (side * 0.92) / (text.length * (chinese ? 1 : 0.72)));
  context.font = `${italic ? 'italic ' : ''}${Math.round(size)}px "${chineseFont('700Bold')}"`;
  const width = context.measureText(text).width;
  context.fillText(text, -width / 2, side * low);
  if (line) context.fillRect(-width / 2, side * (low + 0.04), width, side * 0.018);
}

/** A word as a mark, in one of the usual inks. */
export function drawWordMark(text: string, seed: number, side = 420): Canvas {
  const random = seeded(seed * 97 + 3);
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.translate(side / 2, side / 2);
  context.fillStyle = random.pick(INKS);
  write(context, text, side, 0.05, { italic: false, line: false });
  return canvas;
}

/** A registered word and an unregistered one that shares letters with it: one half of it, or both in other order. */
export function wordsSharing(seed: number): { registered: string; other: string } {
  const random = seeded(seed * 53 + 11);
  const [first, second, third] = syllables(random, 3) as [string, string, string];
  return { registered: first + second, other: random.pick([first + third, third + second, second + first]) };
}

function syllables(random: Random, count: number): string[] {
  const picked: string[] = [];
  while (picked.length < count)
    picked.push(random.pick(SYLLABLES.filter((one) => !picked.includes(one.toUpperCase()))).toUpperCase());
  return picked;
}
