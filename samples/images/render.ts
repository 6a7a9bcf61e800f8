import { createCanvas } from '@napi-rs/canvas';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { featurePicture } from '../features.ts';
import type { Picture } from '../sample.ts';
import { drawCertificatePage, drawLabel } from './papers.ts';
import { paste } from './paste.ts';
import { type PhotographOptions, photograph } from './photograph.ts';
import { taken } from './plates.ts';
import { drawProduct } from './product.ts';

/** Bytes of a picture from its recipe; nothing for one that is absent on purpose. */
export async function render(picture: Picture, place: number): Promise<Uint8Array | undefined> {
  const seed = picture.seed ?? place;
  const photo = picture.photo ?? {};
  switch (picture.draw) {
    case 'product':
      return photograph(drawProduct(picture.product, seed), seed, {
        tilt: seed % 3 === 0 ? 0.025 : 0,
        ...photo,
      });
    case 'label':
      return photograph(drawLabel(picture.label), seed, { tilt: 0.02, noise: 2, ...photo });
    case 'certificate': {
      const page = drawCertificatePage(picture.certificate);
      const shot = await photograph(page, seed, { tilt: 0.03, noise: 2, ...photo });
      return picture.pasted ? paste(shot, picture.pasted) : shot;
    }
    case 'feature':
      return again(picture, seed, { noise: 3, shade: 0.12, quality: 72, ...photo });
    case 'words':
      return photograph(wall(picture.words), seed, { noise: 1, shade: 0.05 });
    case 'blank':
      return photograph(plain(), seed, { noise: 0, shade: 0 });
    case 'thumbnail':
      return photograph(drawProduct({ shape: 'box', hue: seed % 360, side: 120 }, seed), seed);
    case 'cut-short': {
      const whole = await photograph(drawProduct({ shape: 'box', hue: seed % 360 }, seed), seed);
      return whole.slice(0, Math.floor(whole.length * 0.4));
    }
    case 'not-a-picture':
      return new TextEncoder().encode('这不是图片 / this is no picture');
    case 'absent':
      return undefined;
  }
}

async function again(
  { featureId, taken: edit }: Extract<Picture, { draw: 'feature' }>,
  seed: number,
  photo: PhotographOptions,
): Promise<Uint8Array> {
  const shot = await photograph(featurePicture(featureId).draw(), seed, photo);
  return edit ? taken(shot, edit) : shot;
}

/** Lettering from edge to edge, as sellers make who show a price list for a product. */
function wall(words: readonly string[]) {
  const canvas = createCanvas(640, 640);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fffbe6';
  context.fillRect(0, 0, 640, 640);
  context.fillStyle = '#b3261e';
  context.font = `44px "${chineseFont('700Bold')}"`;
  for (let row = 0; row < 12; row++) {
    const text = words[row % words.length] ?? '';
    context.fillText(text.repeat(6).slice(0, 14), 12, 50 + row * 52);
  }
  return canvas;
}

function plain() {
  const canvas = createCanvas(480, 480);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f2f2f2';
  context.fillRect(0, 0, 480, 480);
  return canvas;
}
