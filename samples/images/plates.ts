import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { brandNamed } from '../brands.ts';
import { drawLogo, type LogoName } from './logos.ts';
import { outline } from './strokes.ts';

/** A label fixed on goods: an invented brand's mark, or one of nobody that only resembles KOSTRUM's from afar. */
export type Plate = {
  readonly mark: LogoName | 'like-kostrum';
  /** Part of the picture's width. */
  readonly share: number;
  /** Degrees. @default 0 */
  readonly turn?: number;
};

/** Lays a plate over the middle of a drawing, slightly askew as on a real box or shoe. */
export function withPlate(picture: Canvas, { mark, share, turn = 0 }: Plate): Canvas {
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const side = canvas.width * share;
  context.translate(canvas.width * 0.5, canvas.height * 0.55);
  context.rotate((turn * Math.PI) / 180);
  context.transform(1, 0.04, -0.05, 0.96, 0, 0);
  context.fillStyle = '#fbf8ef';
  context.fillRect(-side * 0.56, -side * 0.6, side * 1.12, side * 1.2);
  if (mark === 'like-kostrum') drawStranger(context, side);
  else drawLogo(context, brandNamed(mark), 0, -side * 0.16, side);
  return canvas;
}

/** Mountains again, in another drawing and with another name: what honest neighbours in a market look like. */
function drawStranger(context: SKRSContext2D, size: number): void {
  context.save();
  context.translate(0, -size * 0.16);
  context.scale(size / 140, size / 140);
  context.fillStyle = '#2f6b4a';
  outline(context, [
    [-52, 38],
    [-30, -6],
    [-8, 38],
  ]);
  context.fill();
  outline(context, [
    [-16, 38],
    [18, -34],
    [52, 38],
    [30, 38],
    [18, 12],
    [6, 38],
  ]);
  context.fill();
  context.beginPath();
  context.arc(-26, -30, 9, 0, Math.PI * 2);
  context.fill();
  context.textAlign = 'center';
  context.font = `24px "${chineseFont('700Bold')}"`;
  context.fillText('峦野集', 0, 76);
  context.font = `20px "${chineseFont('700Bold')}"`;
  context.fillText('LUANYE', 0, 102);
  context.restore();
}

/** What a seller does to somebody else's picture: keeps a part of it, or turns it. */
export type Taken = {
  /** Left, top, width and height as shares of the picture. */
  readonly part?: readonly [number, number, number, number];
  /** Degrees. */
  readonly turn?: number;
};

export async function taken(jpeg: Uint8Array, { part, turn }: Taken): Promise<Uint8Array> {
  let image = sharp(jpeg);
  if (part) {
    const { width, height } = await image.metadata();
    const [left, top, wide, high] = part;
    image = image.extract({
      left: Math.round(left * width),
      top: Math.round(top * height),
      width: Math.round(wide * width),
      height: Math.round(high * height),
    });
  }
  if (turn !== undefined) image = image.rotate(turn, { background: '#ffffff' });
  const out = await image.jpeg({ quality: 80 }).toBuffer();
  return new Uint8Array(out.buffer, out.byteOffset, out.length);
}
