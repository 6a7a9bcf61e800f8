import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { type AnalyseOptions, analyse, type ImageFacts } from '../../../models/image/analyse.ts';
import { type CodeReader, loadCodeReader } from '../../../models/image/codes.ts';
import { unpackLooks } from '../../../models/image/looks.ts';
import { drawScene, jpegOf, sceneJpeg } from '../../support/image-corpus.ts';
import { chineseFont } from '../../support/image-fonts.ts';

const require = createRequire(import.meta.url);
let codes: CodeReader;

beforeAll(async () => {
  codes = await loadCodeReader(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  const wasm = readFileSync(require.resolve('zxing-wasm/writer/zxing_writer.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.slice().buffer }, fireImmediately: true });
});

async function factsOf(bytes: Uint8Array, options: AnalyseOptions = {}): Promise<ImageFacts> {
  const outcome = await analyse(bytes, options);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.facts;
}

function problemCodes(facts: ImageFacts): string[] {
  return facts.problems.map((problem) => problem.code);
}

describe('facts of a picture', () => {
  it('fit a small cache entry and keep every part inside the original', async () => {
    for (const [width, height] of [
      [800, 800],
      [1601, 333],
      [64, 700],
    ] as const) {
      const facts = await factsOf(await sceneJpeg(width, { width, height }));
      expect(JSON.stringify(facts).length).toBeLessThanOrEqual(2048);
      expect(facts).toMatchObject({ width, height, format: 'jpeg' });
      for (const { area } of unpackLooks(facts.looks).looks) {
        expect(area.x + area.width).toBeLessThanOrEqual(1.0001);
        expect(area.y + area.height).toBeLessThanOrEqual(1.0001);
      }
    }
  });

  it('refuse what the guard refuses', async () => {
    expect(await analyse(Buffer.from('<svg/>'))).toMatchObject({
      ok: false,
      error: { code: 'unsupported-format' },
    });
  });

  it('tell blurred from sharp', async () => {
    for (const seed of [0, 4, 8]) {
      const bytes = await sceneJpeg(seed);
      const sharpFacts = await factsOf(bytes);
      const blurred = await factsOf(await sharp(bytes).blur(8).jpeg().toBuffer());
      expect(problemCodes(sharpFacts)).not.toContain('blurred');
      expect(problemCodes(blurred)).toContain('blurred');
    }
  });

  it('tell blank and tiny pictures', async () => {
    const blank = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#f4f4f4' } })
      .png()
      .toBuffer();
    expect(problemCodes(await factsOf(blank))).toContain('blank');
    expect((await factsOf(blank)).quality).toBe(0);
    const shaded = createCanvas(600, 600);
    const context = shaded.getContext('2d');
    const ground = context.createLinearGradient(0, 0, 0, 600);
    ground.addColorStop(0, '#ffffff');
    ground.addColorStop(1, '#e4e4e4');
    context.fillStyle = ground;
    context.fillRect(0, 0, 600, 600);
    expect(problemCodes(await factsOf(await jpegOf(shaded)))).toEqual(['blank']);
    expect(problemCodes(await factsOf(await sceneJpeg(1, { width: 90, height: 90 })))).toContain('tiny');
  });

  it('a thin or small thing on an even ground is no blank picture; a shop name or a speck on one is', async () => {
    const drawn = async (draw: (context: SKRSContext2D) => void) => {
      const canvas = createCanvas(700, 700);
      const context = canvas.getContext('2d');
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, 700, 700);
      draw(context);
      return problemCodes(await factsOf(await jpegOf(canvas)));
    };
    const hairpin = (context: SKRSContext2D) => {
      context.strokeStyle = '#5a4a3a';
      context.lineWidth = 3;
      context.beginPath();
      context.moveTo(250, 320);
      context.lineTo(430, 350);
      context.lineTo(250, 372);
      context.stroke();
    };
    const stud = (context: SKRSContext2D) => {
      context.fillStyle = '#b08d3c';
      context.beginPath();
      context.arc(350, 350, 15, 0, 7);
      context.fill();
    };
    expect(await drawn(hairpin)).toEqual([]);
    expect(await drawn(stud)).toEqual([]);
    const name = (context: SKRSContext2D) => {
      context.fillStyle = '#888';
      context.font = `24px "${chineseFont()}"`;
      context.fillText('某某官方旗舰店', 480, 670);
    };
    expect(await drawn(name)).toEqual(['blank']);
    expect(await drawn((context) => context.clearRect(640, 20, 2, 2))).toEqual(['blank']);
  });

  it('a row of one thing again and again is no print', async () => {
    for (const [rows, columns, width, height] of [
      [5, 9, 34, 34],
      [3, 8, 30, 120],
      [2, 12, 14, 90],
    ] as const) {
      const canvas = createCanvas(800, 800);
      const context = canvas.getContext('2d');
      context.fillStyle = '#f2efe8';
      context.fillRect(0, 0, 800, 800);
      for (let i = 0; i < rows * columns; i++) {
        context.fillStyle = ['#5b3a29', '#6b4a33', '#4a2f22'][i % 3] as string;
        context.beginPath();
        const [x, y] = [(i % columns) + 0.5, Math.floor(i / columns) + 0.5];
        context.roundRect((x * 800) / columns - width / 2, (y * 800) / rows - height / 2, width, height, 8);
        context.fill();
      }
      expect((await factsOf(await jpegOf(canvas))).textShare).toBeLessThan(0.05);
    }
  });

  it('tell a page of print from products', async () => {
    const family = chineseFont();
    for (const [size, ground, ink] of [
      [22, '#fff', '#222'],
      [34, '#7a1020', '#ffe'],
    ] as const) {
      const canvas = drawScene(3, { clutter: 0.1 });
      const context = canvas.getContext('2d');
      context.fillStyle = ground;
      context.fillRect(0, 0, 800, 800);
      context.fillStyle = ink;
      context.font = `${size}px "${family}"`;
      const text = '本品采用优质原料精心制作口感醇厚回味悠长产品规格每盒二十四片装保质期十二个月';
      for (let y = size * 1.5; y < 800; y += size * 1.5)
        context.fillText(text.slice(0, Math.floor(760 / size)), 15, y);
      const facts = await factsOf(await jpegOf(canvas));
      expect(facts.textShare).toBeGreaterThan(0.6);
      expect(problemCodes(facts)).toContain('mostly-text');
    }
    for (let seed = 20; seed < 28; seed++)
      expect((await factsOf(await sceneJpeg(seed))).textShare).toBeLessThan(0.3);
  });
});

describe('codes', () => {
  it.each([
    ['EAN13', '6901234567892'],
    ['QRCode', 'https://example.com/商品?id=1'],
    ['Code128', 'SKU-20-88'],
    ['DataMatrix', '0106901234567892'],
  ] as const)('%s is read on a product photo, turned, with its place', async (format, text) => {
    const { image } = await writeBarcode(text, { format, scale: 3 });
    if (!image) throw new Error('no code image');
    const drawn = Buffer.from(await image.arrayBuffer());
    for (const angle of [0, 90, 7, 37]) {
      const turned = await sharp(drawn).rotate(angle, { background: '#fff' }).toBuffer();
      const scene = await sharp(await sceneJpeg(30, { width: 1000, height: 1000 }))
        .composite([{ input: turned, left: 400, top: 300 }])
        .jpeg({ quality: 80 })
        .toBuffer();
      const found = (await factsOf(scene, { codes })).codes.find((code) => code.text === text);
      expect(found?.format).toBe(format);
      expect(Math.abs((found?.region.x ?? 0) - 400)).toBeLessThan(60);
    }
  });

  it.each(['EAN13', 'QRCode', 'Code128'] as const)('%s printed light on dark is read', async (format) => {
    const text = format === 'EAN13' ? '6901234567892' : 'SKU-20-88';
    const { image } = await writeBarcode(text, { format, scale: 3 });
    if (!image) throw new Error('no code image');
    const input = await sharp(Buffer.from(await image.arrayBuffer()))
      .negate()
      .toBuffer();
    const dark = sharp({ create: { width: 1000, height: 1000, channels: 3, background: '#181c22' } });
    const bytes = await dark
      .composite([{ input, left: 300, top: 400 }])
      .jpeg({ quality: 80 })
      .toBuffer();
    expect((await factsOf(bytes, { codes })).codes.map((code) => code.text)).toEqual([text]);
  });

  it.each([45, 135])('bars turned %d degrees are read on a ground as restless as they are', async (angle) => {
    const { image } = await writeBarcode('96385074', { format: 'EAN8', scale: 4 });
    if (!image) throw new Error('no code image');
    const input = await sharp(Buffer.from(await image.arrayBuffer()))
      .extend({ top: 12, bottom: 12, background: '#fff' })
      .rotate(angle, { background: '#00000000' })
      .png()
      .toBuffer();
    const bytes = await sharp(await sceneJpeg(31, { width: 1000, height: 1000, noise: 22 }))
      .composite([{ input, left: 350, top: 330 }])
      .jpeg({ quality: 90 })
      .toBuffer();
    expect((await factsOf(bytes, { codes })).codes.map((code) => code.text)).toEqual(['96385074']);
  });

  it('nothing is read where there is nothing', async () => {
    for (let seed = 40; seed < 52; seed++) {
      const bytes = await sceneJpeg(seed, { noise: seed % 2 ? 4 : 25 });
      expect((await factsOf(bytes, { codes })).codes).toEqual([]);
    }
  });
});
