import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Random } from './random.ts';
import { seeded } from './random.ts';

/**
 * Photo-like pictures made from a seed: a lit background, a few textured products with print on them, shadows, sensor
 * noise. Deterministic, so tests, benches and evaluation speak of the same pictures. Nothing here is a photograph of
 * anything, and no picture is stored.
 */
export type SceneOptions = {
  readonly width?: number;
  readonly height?: number;
  /** 0-1; 0 draws the white studio background of a marketplace main image. @default by seed */
  readonly clutter?: number;
  /** Standard deviation of sensor noise in grey levels. @default 4 */
  readonly noise?: number;
};

/** Draws scene number `seed`. */
export function drawScene(seed: number, options: SceneOptions = {}): Canvas {
  const random = seeded(seed * 7919 + 17);
  const width = options.width ?? 800;
  const height = options.height ?? 800;
  const clutter = options.clutter ?? random.next();
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  drawBackground(context, width, height, clutter, random);
  const products = 1 + Math.floor(clutter * 3) + random.whole(0, 2);
  for (let i = 0; i < products; i++) drawProduct(context, width, height, random);
  if (random.next() < 0.4) drawPrint(context, width, height, random);
  addNoise(context, width, height, options.noise ?? 4, random);
  return canvas;
}

/** A scene as JPEG bytes. */
export async function sceneJpeg(seed: number, options: SceneOptions = {}, quality = 85): Promise<Buffer> {
  return jpegOf(drawScene(seed, options), quality);
}

/** Any canvas as JPEG bytes. */
export async function jpegOf(canvas: Canvas, quality = 85): Promise<Buffer> {
  const { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  return sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality })
    .toBuffer();
}

function colour(random: Random, saturation = 60): string {
  return `hsl(${random.whole(0, 359)} ${random.whole(5, saturation)}% ${random.whole(15, 88)}%)`;
}

function drawBackground(
  context: SKRSContext2D,
  width: number,
  height: number,
  clutter: number,
  random: Random,
): void {
  if (clutter < 0.25) {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    return;
  }
  const gradient = context.createLinearGradient(0, 0, random.between(0, width), height);
  gradient.addColorStop(0, colour(random, 40));
  gradient.addColorStop(random.between(0.3, 0.7), colour(random, 40));
  gradient.addColorStop(1, colour(random, 40));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < clutter * 60; i++) {
    context.globalAlpha = random.between(0.05, 0.5);
    context.fillStyle = colour(random);
    blob(context, random.between(0, width), random.between(0, height), random.between(5, width / 6), random);
    context.fill();
  }
  context.globalAlpha = 1;
}

function blob(context: SKRSContext2D, x: number, y: number, radius: number, random: Random): void {
  const points = random.whole(3, 9);
  context.beginPath();
  for (let i = 0; i <= points; i++) {
    const angle = (i / points) * Math.PI * 2;
    const reach = radius * random.between(0.5, 1.2);
    const px = x + Math.cos(angle) * reach;
    const py = y + Math.sin(angle) * reach;
    if (i === 0) context.moveTo(px, py);
    else
      context.quadraticCurveTo(
        x + random.between(-radius, radius),
        y + random.between(-radius, radius),
        px,
        py,
      );
  }
  context.closePath();
}

/** A bottle, box, bag or round thing with shading, stripes and a label. */
function drawProduct(context: SKRSContext2D, width: number, height: number, random: Random): void {
  const w = random.between(0.15, 0.5) * width;
  const h = random.between(0.2, 0.7) * height;
  const x = random.between(0.02, 0.9) * (width - w);
  const y = random.between(0.05, 0.95) * (height - h);
  context.save();
  context.translate(x + w / 2, y + h / 2);
  context.rotate(random.between(-0.3, 0.3));
  context.shadowColor = 'rgba(0,0,0,0.35)';
  context.shadowBlur = random.between(4, 30);
  context.shadowOffsetY = random.between(2, 14);
  const gradient = context.createLinearGradient(-w / 2, 0, w / 2, random.between(-h, h) / 4);
  gradient.addColorStop(0, colour(random, 80));
  gradient.addColorStop(random.between(0.3, 0.7), colour(random, 80));
  gradient.addColorStop(1, colour(random, 80));
  context.fillStyle = gradient;
  context.beginPath();
  const kind = random.whole(0, 3);
  if (kind === 0) context.ellipse(0, 0, w / 2, h / 2, 0, 0, Math.PI * 2);
  else if (kind === 1) context.roundRect(-w / 2, -h / 2, w, h, random.between(0, w / 3));
  else if (kind === 2) {
    context.roundRect(-w / 2, -h / 4, w, (h * 3) / 4, w / 8);
    context.roundRect(-w / 6, -h / 2, w / 3, h / 3, w / 20);
  } else blob(context, 0, 0, Math.min(w, h) / 1.6, random);
  context.fill();
  context.shadowColor = 'transparent';
  context.clip();
  for (let i = random.whole(2, 12); i > 0; i--) {
    context.fillStyle = colour(random, 90);
    context.globalAlpha = random.between(0.2, 0.9);
    if (random.next() < 0.5)
      context.fillRect(-w / 2, random.between(-h / 2, h / 2), w, random.between(1, h / 10));
    else {
      blob(context, random.between(-w, w) / 2, random.between(-h, h) / 2, random.between(2, w / 5), random);
      context.fill();
    }
  }
  context.globalAlpha = 1;
  context.fillStyle = colour(random, 90);
  context.font = `${random.pick(['bold', 'normal', 'italic'])} ${Math.round(w / random.between(4, 9))}px sans-serif`;
  for (let i = random.whole(0, 3); i > 0; i--)
    context.fillText(word(random), random.between(-w / 2, 0), random.between(-h / 3, h / 3));
  context.restore();
}

function drawPrint(context: SKRSContext2D, width: number, height: number, random: Random): void {
  context.fillStyle = colour(random, 90);
  const size = Math.round(height / random.between(10, 24));
  context.font = `bold ${size}px sans-serif`;
  const lines = random.whole(1, 4);
  for (let i = 0; i < lines; i++)
    context.fillText(`${word(random)} ${word(random)}`, width * 0.05, height * 0.1 + i * size * 1.3);
}

function word(random: Random): string {
  let text = '';
  for (let i = random.whole(3, 8); i > 0; i--) text += String.fromCharCode(random.whole(65, 90));
  return text;
}

function addNoise(
  context: SKRSContext2D,
  width: number,
  height: number,
  sigma: number,
  random: Random,
): void {
  if (sigma <= 0) return;
  const image = context.getImageData(0, 0, width, height);
  const data = image.data;
  let state = random.whole(1, 0x7fffffff);
  for (let i = 0; i < data.length; i += 4) {
    // One xorshift step a pixel; the sum of its four bytes is close enough to a bell curve (deviation 148).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const bytes = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    const shift = ((bytes - 510) / 148) * sigma;
    for (let c = 0; c < 3; c++) data[i + c] = (data[i + c] as number) + shift;
  }
  context.putImageData(image, 0, 0);
}
