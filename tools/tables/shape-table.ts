import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { decompositions } from './cjk-decomp.ts';
import { gb2312 } from './gb2312.ts';

const require = createRequire(import.meta.url);
const SIDE = 24;
const CLOSEST = 8;
const ENOUGH = 0.74;

/** Neighbours that look alike, as `character` + neighbours lists joined by spaces, best first. */
export function shapeTable(): string {
  const chars = gb2312();
  const pictures = chars.map(draw);
  const parts = components();
  const lists = chars.map((char, i) => {
    const own = pictures[i] as Float32Array;
    const best: { char: string; score: number }[] = [];
    chars.forEach((other, j) => {
      if (i === j) return;
      const score = dot(own, pictures[j] as Float32Array) + kinship(parts, char, other);
      if (score >= ENOUGH) best.push({ char: other, score });
    });
    best.sort((a, b) => b.score - a.score);
    return { char, best: best.slice(0, CLOSEST).map((b) => b.char) };
  });
  const rows = lists.filter((row) => row.best.length > 0).map((row) => row.char + row.best.join(''));
  return `export const shapeNeighbours =\n  '${rows.join(' ')}';\n`;
}

/** A character as a blurred picture of zero mean and unit length, so that a dot product is a likeness of -1 to 1. */
function draw(char: string): Float32Array {
  font();
  const canvas = createCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = '#000';
  context.font = `${SIDE}px Shapes`;
  context.textBaseline = 'alphabetic';
  context.fillText(char, 0, SIDE * 0.86);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  const ink = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < ink.length; i++) ink[i] = 255 - (data[i * 4] as number);
  const blurred = blur(ink);
  const mean = blurred.reduce((sum, v) => sum + v, 0) / blurred.length;
  let length = 0;
  for (let i = 0; i < blurred.length; i++) {
    blurred[i] = (blurred[i] as number) - mean;
    length += (blurred[i] as number) ** 2;
  }
  const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
  return blurred.map((v) => v * scale);
}

function blur(ink: Float32Array): Float32Array {
  const out = new Float32Array(ink.length);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const yy = y + dy;
          const xx = x + dx;
          if (yy < 0 || xx < 0 || yy >= SIDE || xx >= SIDE) continue;
          sum += (ink[yy * SIDE + xx] as number) * (dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1);
        }
      }
      out[y * SIDE + x] = sum / 16;
    }
  }
  return out;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

let ready = false;
function font(): void {
  if (ready) return;
  const folder = require.resolve('@expo-google-fonts/noto-sans-sc/package.json').replace('package.json', '');
  GlobalFonts.registerFromPath(`${folder}400Regular/NotoSansSC_400Regular.ttf`, 'Shapes');
  ready = true;
}

/** What each character is put together from, one level deep. */
function components(): Map<string, Set<string>> {
  return new Map(
    decompositions().map(({ char, parts }) => [
      char,
      new Set(parts.filter((part) => /^\p{Script=Han}$/u.test(part))),
    ]),
  );
}

/** One inside the other (寇, 蔻) is likest, a shared part (莱, 菜) helps. */
function kinship(parts: Map<string, Set<string>>, a: string, b: string): number {
  const ofA = parts.get(a);
  const ofB = parts.get(b);
  if (ofA?.has(b) === true || ofB?.has(a) === true) return 0.3;
  if (ofA === undefined || ofB === undefined) return 0;
  for (const part of ofA) if (ofB.has(part)) return 0.1;
  return 0;
}
