import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { sceneJpeg } from '../../../test/support/image-corpus.ts';

export type Hostile = { readonly name: string; readonly bytes: Uint8Array };

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(width: number, height: number, depth: number, colour: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Nothing a codec can foresee: the dearest content there is. */
function noise(side: number) {
  const data = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let i = 0; i + 4 <= data.length; i += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data.writeInt32LE(state, i);
  }
  return sharp(data, { raw: { width: side, height: side, channels: 3 } });
}

/** Pictures made to hurt: bombs in size, in time and in kind, lies, cuts, and the largest that are still allowed. */
export async function hostilePictures(): Promise<Hostile[]> {
  const jpeg = await sceneJpeg(3, { width: 640, height: 640 });
  const flat = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#88aacc' } });
  const progressive = await flat(7000).jpeg({ progressive: true }).toBuffer();
  const lying = Buffer.from(jpeg);
  const frame = lying.indexOf(Buffer.from([0xff, 0xc0]));
  lying.writeUInt16BE(7000, frame + 5);
  lying.writeUInt16BE(7000, frame + 7);
  const scans = await sharp(jpeg).jpeg({ progressive: true }).toBuffer();
  const scan = scans.indexOf(Buffer.from([0xff, 0xda]));
  const many = Buffer.concat([
    scans.subarray(0, scan),
    ...Array.from({ length: 60 }, () => scans.subarray(scan, -2)),
    scans.subarray(-2),
  ]);
  const use = '<use xlink:href="#a"/>'.repeat(200);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="a">${use}</g></svg>`;
  return [
    { name: 'nothing', bytes: new Uint8Array() },
    { name: 'SVG of nested uses', bytes: Buffer.from(svg) },
    { name: 'GIF', bytes: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;') },
    { name: 'PNG of 16,000 squared in 31 kB', bytes: png(16000, 16000, 1, 0, new Uint8Array(64)) },
    {
      name: 'PNG that promises 2^31 pixels a side',
      bytes: png(0x7fffffff, 0x7fffffff, 8, 6, new Uint8Array(9)),
    },
    { name: 'PNG, 49 megapixels, one tone', bytes: await flat(7000).png({ compressionLevel: 9 }).toBuffer() },
    {
      name: 'PNG, 16 bits, alpha, 25 megapixels',
      bytes: png(5000, 5000, 16, 6, new Uint8Array(5000 * 40001)),
    },
    { name: 'PNG, one line of 12,000,000', bytes: png(12_000_000, 1, 8, 2, new Uint8Array(36_000_001)) },
    { name: 'JPEG, 49 megapixels', bytes: await flat(7000).jpeg().toBuffer() },
    { name: 'JPEG, 49 megapixels, progressive', bytes: progressive },
    { name: 'JPEG of sixty times the scans', bytes: many },
    { name: 'JPEG header of 49 megapixels over a small picture', bytes: lying },
    { name: 'JPEG cut at nine tenths', bytes: jpeg.subarray(0, Math.floor(jpeg.length * 0.9)) },
    {
      name: 'JPEG of noise, 30 megapixels, progressive',
      bytes: await noise(5450).jpeg({ quality: 40, progressive: true }).toBuffer(),
    },
    {
      name: 'JPEG of noise, 12 megapixels',
      bytes: await noise(3460).jpeg({ quality: 70 }).toBuffer(),
    },
    {
      name: 'WebP of noise, 30 megapixels',
      bytes: await noise(5500).webp({ quality: 30, effort: 0 }).toBuffer(),
    },
    {
      name: 'PNG, 16 bits, alpha, interlaced, 12 megapixels',
      bytes: await sharp({ create: { width: 3500, height: 3500, channels: 4, background: '#88aacc' } })
        .toColourspace('rgb16')
        .png({ progressive: true })
        .toBuffer(),
    },
    { name: 'WebP, 49 megapixels', bytes: await flat(7000).webp().toBuffer() },
    { name: 'WebP lossless, 49 megapixels', bytes: await flat(7000).webp({ lossless: true }).toBuffer() },
    {
      name: 'noise after a JPEG magic',
      bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(4_000_000, 0xff)]),
    },
  ];
}
