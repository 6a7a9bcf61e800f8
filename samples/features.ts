import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import { INVENTED_BRANDS } from './brands.ts';
import { drawLogo } from './images/logos.ts';
import { drawProduct, type ProductPicture } from './images/product.ts';
import { tone } from './images/strokes.ts';

/** A picture the platform knows: registered by an invented brand, or of a confirmed counterfeit of it. */
export type FeaturePicture = {
  readonly featureId: string;
  readonly brand: string;
  readonly kind: 'brand-feature' | 'known-counterfeit' | 'known-good';
  /** Goods in a photograph, or the mark alone. */
  readonly shows: 'picture' | 'mark';
  readonly draw: () => Canvas;
};

const product = (
  featureId: string,
  brand: string,
  kind: FeaturePicture['kind'],
  picture: ProductPicture,
  seed: number,
): FeaturePicture => ({
  featureId,
  brand,
  kind,
  shows: 'picture',
  draw: () => drawProduct({ side: 640, ...picture }, seed),
});

const PRODUCTS: readonly FeaturePicture[] = [
  product(
    'muorane-cream-2026',
    'MUORANE',
    'brand-feature',
    { shape: 'jar', hue: 190, logo: 'muorane', words: ['岚雾保湿面霜'], setting: 'table' },
    9001,
  ),
  product(
    'kostrum-ridge-runner',
    'KOSTRUM',
    'brand-feature',
    { shape: 'shoe', hue: 14, logo: 'kostrum', words: ['RIDGE 7'], setting: 'table' },
    9002,
  ),
  product(
    'voltenon-slab-20k',
    'VOLTENON',
    'brand-feature',
    { shape: 'power-bank', hue: 220, logo: 'voltenon', words: ['20000mAh'], setting: 'table' },
    9003,
  ),
  product(
    'dolrano-atelier-tote',
    'DOLRANO',
    'brand-feature',
    { shape: 'bag', hue: 345, logo: 'dolrano', words: ['ATELIER'], setting: 'table' },
    9004,
  ),
  product(
    'chelyne-drop-kettle',
    'CHELYNE',
    'brand-feature',
    { shape: 'kettle', hue: 180, logo: 'chelyne', setting: 'table' },
    9005,
  ),
  product(
    'maicenor-bp-3',
    'MAICENOR',
    'brand-feature',
    { shape: 'meter', hue: 350, logo: 'maicenor', setting: 'table' },
    9006,
  ),
  product(
    'kostrum-fake-batch-31',
    'KOSTRUM',
    'known-counterfeit',
    { shape: 'shoe', hue: 120, logo: 'kostrum', words: ['RIDGE'], setting: 'several' },
    9011,
  ),
  product(
    'dolrano-fake-tote-08',
    'DOLRANO',
    'known-counterfeit',
    { shape: 'bag', hue: 30, logo: 'dolrano', words: ['ATELIER'], setting: 'several' },
    9012,
  ),
  product(
    'muorane-fake-cream-02',
    'MUORANE',
    'known-counterfeit',
    { shape: 'jar', hue: 300, logo: 'muorane', words: ['保湿面霜'], setting: 'several' },
    9013,
  ),
  product(
    'kostrum-press-photo',
    'KOSTRUM',
    'known-good',
    { shape: 'shoe', hue: 260, logo: 'kostrum', setting: 'table' },
    9021,
  ),
];

const LOGOS: readonly FeaturePicture[] = INVENTED_BRANDS.map((brand, index) => ({
  featureId: `${brand.logo}-logo`,
  brand: brand.name,
  kind: 'brand-feature',
  shows: 'mark',
  draw() {
    const canvas = createCanvas(640, 640);
    const context = canvas.getContext('2d');
    context.fillStyle = tone(index * 36, 94, 20);
    context.fillRect(0, 0, 640, 640);
    drawLogo(context, brand, 320, 270, 520);
    return canvas;
  },
}));

export const FEATURE_PICTURES: readonly FeaturePicture[] = [...PRODUCTS, ...LOGOS];

export function featurePicture(featureId: string): FeaturePicture {
  const found = FEATURE_PICTURES.find((feature) => feature.featureId === featureId);
  if (!found) throw new RangeError(`no feature ${featureId}`);
  return found;
}
