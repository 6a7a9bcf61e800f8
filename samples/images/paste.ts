import { createCanvas, loadImage } from '@napi-rs/canvas';
import sharp from 'sharp';
import { chineseFont } from '../../test/support/image-fonts.ts';

/** Words set over a printed value on a finished photograph, the way an image editor does it. */
export type Pasted = {
  /** Which printed line, from 0. */
  readonly line: number;
  /** What of the line stays. */
  readonly label: string;
  readonly text: string;
};

/** Paints the value over with the colour beside it and writes another: bytes of the picture as it is then saved. */
export async function paste(photograph: Uint8Array, { line, label, text }: Pasted): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(photograph));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  context.font = `24px "${chineseFont()}"`;
  const x = 90 + context.measureText(label).width;
  const y = 180 + line * 50;
  const { data } = context.getImageData(x + 420, y - 60, 2, 2);
  context.fillStyle = `rgb(${data[0]},${data[1]},${data[2]})`;
  context.fillRect(x - 2, y - 26, context.measureText(text).width + 30, 36);
  context.fillStyle = '#000000';
  context.fillText(text, x, y);
  const jpeg = await sharp(canvas.toBuffer('image/png')).jpeg({ quality: 90 }).toBuffer();
  return new Uint8Array(jpeg.buffer, jpeg.byteOffset, jpeg.length);
}
