import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { type Random, seeded } from '../../test/support/random.ts';
import { brandNamed } from '../brands.ts';
import { drawLogo, type LogoName } from './logos.ts';
import { type Plate, withPlate } from './plates.ts';
import { drawShape, type ShapeName } from './shapes.ts';
import { oval, tone } from './strokes.ts';

/** What a product picture shows. */
export type ProductPicture = {
  readonly shape: ShapeName;
  /** 0-359. */
  readonly hue: number;
  /** Words printed on the goods, a few short lines. */
  readonly words?: readonly string[];
  readonly logo?: LogoName;
  /** `studio` white ground, `table` a set scene, `several` a group of the goods. @default by seed */
  readonly setting?: 'studio' | 'table' | 'several';
  /** A label laid over the goods. */
  readonly plate?: Plate;
  /** Pixels a side. @default 400 */
  readonly side?: number;
};

/** Draws goods in their setting. The same picture and seed give the same pixels; another seed is another photo. */
export function drawProduct(picture: ProductPicture, seed: number): Canvas {
  const random = seeded(seed * 9973 + 3);
  const side = picture.side ?? 400;
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  const setting = picture.setting ?? random.pick(['studio', 'table', 'table', 'several'] as const);
  ground(context, side, setting, random);
  if (setting === 'several') {
    const small = side / 430;
    placed(context, picture, [side * 0.26, side * 0.42], small * 0.72, random);
    placed(context, picture, [side * 0.74, side * 0.4], small * 0.72, random);
    placed(context, picture, [side * 0.5, side * 0.6], small, random);
  } else {
    const scale = (side / 260) * random.between(0.82, 1.05);
    placed(
      context,
      picture,
      [side * random.between(0.45, 0.55), side * random.between(0.47, 0.54)],
      scale,
      random,
    );
  }
  return picture.plate ? withPlate(canvas, picture.plate) : canvas;
}

function placed(
  context: SKRSContext2D,
  { shape, hue, words = [], logo }: ProductPicture,
  [x, y]: readonly [number, number],
  scale: number,
  random: Random,
): void {
  context.save();
  context.translate(x, y);
  context.fillStyle = 'rgba(0,0,0,0.16)';
  oval(context, 8 * scale, 96 * scale, 78 * scale, 9 * scale);
  context.rotate(random.between(-0.09, 0.09));
  context.scale(scale, scale);
  drawShape(context, shape, hue + random.whole(-6, 6));
  print(context, words, logo, hue);
  context.restore();
}

/** A printed label: the mark on top, then the words. */
function print(
  context: SKRSContext2D,
  words: readonly string[],
  logo: LogoName | undefined,
  hue: number,
): void {
  if (logo) drawLogo(context, brandNamed(logo), 0, -6, 58);
  if (words.length === 0) return;
  context.font = `10px "${chineseFont('700Bold')}"`;
  const widest = Math.max(...words.map((word) => context.measureText(word).width));
  context.fillStyle = 'rgba(255,255,255,0.88)';
  context.beginPath();
  context.roundRect(-widest / 2 - 5, 44, widest + 10, words.length * 13 + 6, 3);
  context.fill();
  context.fillStyle = tone(hue, 20);
  context.textAlign = 'center';
  for (const [i, word] of words.entries()) context.fillText(word, 0, 56 + i * 13);
}

function ground(context: SKRSContext2D, side: number, setting: string, random: Random): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  const hue = random.whole(0, 359);
  if (setting === 'studio') {
    const light = context.createRadialGradient(
      side / 2,
      side / 2,
      side * 0.1,
      side / 2,
      side / 2,
      side * 0.75,
    );
    light.addColorStop(0, '#ffffff');
    light.addColorStop(1, tone(hue, 88, 12));
    context.fillStyle = light;
    context.fillRect(0, 0, side, side);
    return;
  }
  const wall = context.createLinearGradient(0, 0, side, side * 0.7);
  wall.addColorStop(0, tone(hue, random.whole(72, 90), 25));
  wall.addColorStop(1, tone(hue + 30, random.whole(55, 80), 25));
  context.fillStyle = wall;
  context.fillRect(0, 0, side, side);
  for (let i = random.whole(3, 7); i > 0; i--) {
    context.fillStyle = `hsla(${hue + random.whole(-60, 60)} 30% ${random.whole(50, 90)}% / 0.45)`;
    context.fillRect(
      random.between(0, side),
      random.between(-side / 5, side * 0.5),
      random.between(side / 14, side / 3),
      random.between(side / 6, side / 2),
    );
  }
  const horizon = side * random.between(0.66, 0.8);
  const wood = random.whole(18, 42);
  context.fillStyle = tone(wood, 52, 35);
  context.fillRect(0, horizon, side, side - horizon);
  for (let i = 0; i < 40; i++) {
    context.fillStyle = `hsla(${wood} 40% ${random.whole(28, 66)}% / 0.25)`;
    context.fillRect(0, random.between(horizon, side), side, random.between(1, 5));
  }
  for (let i = random.whole(0, 3); i > 0; i--) {
    context.fillStyle = tone(hue + random.whole(80, 200), random.whole(35, 75), 40);
    oval(
      context,
      random.between(0, side),
      random.between(horizon - 30, side),
      random.between(12, 45),
      random.between(10, 36),
      random.next(),
    );
  }
}
