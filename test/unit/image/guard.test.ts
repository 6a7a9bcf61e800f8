import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../models/image/decode.ts';
import { openImage } from '../../../models/image/guard.ts';
import { inspectHeader } from '../../../models/image/header.ts';
import { sceneJpeg } from '../../support/image-corpus.ts';

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const opened = openImage(bytes);
  if (!opened.ok) return opened.error.code;
  const decoded = await decodeFrame(opened);
  return decoded.ok ? 'ok' : decoded.error.code;
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(width: number, height: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

describe('a picture is judged by its content', () => {
  it('reads format and size of the three accepted formats', async () => {
    const jpeg = await sceneJpeg(1, { width: 321, height: 123 });
    for (const [format, bytes] of [
      ['jpeg', jpeg],
      ['png', await sharp(jpeg).png().toBuffer()],
      ['webp', await sharp(jpeg).webp().toBuffer()],
      ['webp', await sharp(jpeg).webp({ lossless: true }).toBuffer()],
      ['webp', await sharp(jpeg).ensureAlpha(0.5).webp().toBuffer()],
      ['jpeg', await sharp(jpeg).jpeg({ progressive: true }).toBuffer()],
      ['png', await sharp(jpeg).png({ progressive: true }).toBuffer()],
    ] as const) {
      const outcome = inspectHeader(bytes);
      expect(outcome).toMatchObject({
        ok: true,
        header: { format, width: 321, height: 123, complete: true },
      });
      expect(await outcomeOf(bytes)).toBe('ok');
    }
  });

  it('turns the picture by its EXIF orientation before anything is measured', async () => {
    const bytes = await sharp(await sceneJpeg(2, { width: 300, height: 200 }))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const opened = openImage(bytes);
    if (!opened.ok) throw new Error(opened.error.code);
    const decoded = await decodeFrame(opened);
    expect(decoded).toMatchObject({ ok: true, frame: { originalWidth: 200, originalHeight: 300 } });
  });
});

describe('hostile pictures get a typed answer', () => {
  it('nothing, noise, SVG, GIF, TIFF, BMP and HTML are refused before decoding', async () => {
    const bomb = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="a"/>${'<use xlink:href="#a"/>'.repeat(99)}</svg>`;
    expect(await outcomeOf(new Uint8Array())).toBe('empty');
    for (const bytes of [
      Buffer.from(bomb),
      Buffer.from('GIF89a\x01\x00\x01\x00'),
      Buffer.from('II*\x00aaaaaaaaaaaaaaa'),
      Buffer.from('BM12345678901234'),
      Buffer.from('<html>'),
      new Uint8Array([0]),
      new Uint8Array([0xff, 0xd8]),
    ])
      expect(await outcomeOf(bytes)).toBe('unsupported-format');
  });

  it('libvips itself refuses SVG in this process', async () => {
    await expect(
      sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).raw().toBuffer(),
    ).rejects.toThrow();
  });

  it('a 16,000 squared picture is refused from its header', async () => {
    expect(await outcomeOf(png(16000, 16000, new Uint8Array(64)))).toBe('too-many-pixels');
    expect(await outcomeOf(png(0x7fffffff, 0x7fffffff, new Uint8Array(64)))).toBe('too-many-pixels');
    const jpeg = Buffer.from(await sceneJpeg(3, { width: 64, height: 64 }));
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65500, frame + 5);
    jpeg.writeUInt16BE(65500, frame + 7);
    expect(await outcomeOf(jpeg)).toBe('too-many-pixels');
  });

  it('a header that promises more rows than there are is truncated, at every cut', async () => {
    expect(['truncated', 'corrupt']).toContain(await outcomeOf(png(500, 500, new Uint8Array(501 * 10))));
    const jpeg = await sceneJpeg(4, { width: 400, height: 400 });
    for (const bytes of [jpeg, await sharp(jpeg).png().toBuffer(), await sharp(jpeg).webp().toBuffer()]) {
      for (const share of [0.3, 0.6, 0.9, 0.99])
        expect(await outcomeOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('truncated');
      expect(await outcomeOf(bytes.subarray(0, bytes.length - 2))).toBe('truncated');
    }
  });

  it('data cut out of the middle does not pass as a whole picture', async () => {
    const jpeg = await sceneJpeg(5, { width: 400, height: 400 });
    const cut = Buffer.concat([jpeg.subarray(0, jpeg.length * 0.6), jpeg.subarray(jpeg.length - 2)]);
    expect(await outcomeOf(cut)).toBe('truncated');
  });

  it('no cut picture passes because others fail beside it', async () => {
    const end = Buffer.from([0xff, 0xd9]);
    const jpeg = await sceneJpeg(5, { width: 600, height: 600 });
    const progressive = await sharp(jpeg).jpeg({ progressive: true }).toBuffer();
    const bad = Buffer.from(await sharp(jpeg).png().toBuffer());
    bad[bad.length - 20] = (bad[bad.length - 20] as number) ^ 255;
    const cut = [0.5, 0.7, 0.97].flatMap((share) =>
      [jpeg, progressive].map((whole) =>
        Buffer.concat([whole.subarray(0, Math.floor(whole.length * share)), end]),
      ),
    );
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.all([jpeg, ...cut, bad, ...cut].map(outcomeOf));
      expect(outcomes).toEqual(['ok', ...outcomes.slice(1).map(() => 'truncated')]);
    }
  });

  it('animations are refused, APNG included', async () => {
    const frames = [
      await sceneJpeg(6, { width: 60, height: 60 }),
      await sceneJpeg(7, { width: 60, height: 60 }),
    ];
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect(await outcomeOf(animated)).toBe('animated');
    const still = png(1, 1, new Uint8Array(2));
    const animatedPng = Buffer.concat([
      still.subarray(0, 33),
      pngChunk('acTL', new Uint8Array(8)),
      still.subarray(33),
    ]);
    expect(await outcomeOf(animatedPng)).toBe('animated');
  });

  it('thousands of scans are refused', async () => {
    const jpeg = await sharp(await sceneJpeg(7, { width: 64, height: 64 }))
      .jpeg({ progressive: true })
      .toBuffer();
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const scans = Buffer.concat([
      jpeg.subarray(0, scan),
      ...Array.from({ length: 2000 }, () => jpeg.subarray(scan, -2)),
      jpeg.subarray(-2),
    ]);
    expect(await outcomeOf(scans)).toBe('too-complex');
  });

  it('a picture that is small to send and slow to decode is refused from its header', async () => {
    const flat = sharp({ create: { width: 3500, height: 3500, channels: 4, background: '#88aacc' } });
    const interlaced = await flat.clone().toColourspace('rgb16').png({ progressive: true }).toBuffer();
    expect(await outcomeOf(interlaced)).toBe('too-complex');
    const progressive = await flat.clone().jpeg({ progressive: true }).toBuffer();
    expect(await outcomeOf(progressive)).toBe('ok');
    const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
    const repeated = Buffer.concat([
      progressive.subarray(0, -2),
      ...Array.from({ length: 50 }, () => progressive.subarray(scan, -2)),
      progressive.subarray(-2),
    ]);
    // Under the limit of scans, but twelve megapixels each.
    const bigger = Buffer.from(repeated);
    const frame = bigger.indexOf(Buffer.from([0xff, 0xc2]));
    bigger.writeUInt16BE(4500, frame + 5);
    expect(await outcomeOf(bigger)).toBe('too-complex');
  });

  it('a picture with an archive behind it is read as the picture it is', async () => {
    const jpeg = await sceneJpeg(8, { width: 64, height: 64 });
    expect(await outcomeOf(Buffer.concat([jpeg, Buffer.from('PK\x03\x04zip')]))).toBe('ok');
  });

  it('any bytes after a valid magic get an answer, never an exception', async () => {
    const jpeg = await sceneJpeg(9, { width: 80, height: 80 });
    const webp = await sharp(jpeg).webp().toBuffer();
    const pngBytes = await sharp(jpeg).png().toBuffer();
    for (let seed = 0; seed < 60; seed++) {
      const bytes = Buffer.from([jpeg, webp, pngBytes][seed % 3] as Buffer);
      for (let i = 0; i < 12; i++)
        bytes[12 + ((seed * 7907 + i * 104729) % (bytes.length - 12))] = (seed * 31 + i) & 255;
      expect(typeof (await outcomeOf(bytes))).toBe('string');
    }
  });
});
