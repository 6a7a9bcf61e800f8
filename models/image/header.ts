/** What the first bytes of a picture say, read without any decoder. The name and declared type are never looked at. */
export type ImageFormat = 'jpeg' | 'png' | 'webp';

export type ImageHeader = {
  readonly format: ImageFormat;
  /** Stored size in pixels, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** More than 8 bits a channel: four times the work for the same picture. */
  readonly deep: boolean;
  readonly animated: boolean;
  /** Whether the container ends as its format says it must; a cut file does not. */
  readonly complete: boolean;
  /** Upper estimate of the bytes a decoder must hold at once besides the rows it hands out. */
  readonly workingBytes: number;
  /** Number of JPEG scans; thousands of scans are a decompression bomb in time. */
  readonly scans: number;
  /** Estimated milliseconds a decoder takes, from pixels and bytes; a file may be small and slow. */
  readonly decodeMs: number;
};

/**
 * Nanoseconds a pixel and a byte of each way of coding, measured with one-tone pictures and with noise on one core of
 * 2 GHz. Progressive pixels count once a scan.
 */
const prices = {
  baseline: [3.7, 20],
  progressive: [1.3, 68],
  png: [4.5, 8],
  interlaced: [45, 8],
  interlacedDeep: [100, 8],
  webp: [10, 92],
  webpLossless: [12, 18],
} as const;

function decodeMs(coding: keyof typeof prices, pixels: number, bytes: number): number {
  const [perPixel, perByte] = prices[coding];
  return (pixels * perPixel + bytes * perByte) / 1e6;
}

export type HeaderOutcome =
  | { readonly ok: true; readonly header: ImageHeader }
  | { readonly ok: false; readonly reason: 'empty' | 'unknown' | 'malformed' };

/** Reads format, size and completeness from content alone. Never throws, linear in the number of segments. */
export function inspectHeader(bytes: Uint8Array): HeaderOutcome {
  if (bytes.length === 0) return { ok: false, reason: 'empty' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return found(jpegHeader(view, bytes));
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return found(pngHeader(view));
    if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return found(webpHeader(view));
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: 'malformed' };
    throw error;
  }
  return { ok: false, reason: 'unknown' };
}

function found(header: ImageHeader | undefined): HeaderOutcome {
  return header && header.width > 0 && header.height > 0
    ? { ok: true, header }
    : { ok: false, reason: 'malformed' };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, i) => bytes[i] === value);
}

function ascii(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return '';
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(at + i));
  return text;
}

/** Walks marker segments; inside entropy-coded data only a marker other than stuffing and restart counts. */
function jpegHeader(view: DataView, bytes: Uint8Array): ImageHeader | undefined {
  let at = 2;
  let frame: { width: number; height: number; channels: number; progressive: boolean } | undefined;
  let samplesPerPixel = 3;
  let scans = 0;
  let complete = false;
  while (at + 1 < view.byteLength) {
    if (bytes[at] !== 0xff) {
      at = bytes.indexOf(0xff, at);
      if (at < 0) break;
      continue;
    }
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      complete = true;
      break;
    }
    if (marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (at + 4 > view.byteLength) break;
    const length = view.getUint16(at + 2);
    if (isFrame(marker) && !frame) {
      const channels = view.getUint8(at + 9);
      frame = {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        channels,
        progressive: (marker & 3) === 2,
      };
      samplesPerPixel = sampling(view, at + 10, channels);
    }
    if (marker === 0xda) scans++;
    at += 2 + Math.max(2, length);
  }
  if (!frame) return undefined;
  const pixels = frame.width * frame.height;
  return {
    format: 'jpeg',
    width: frame.width,
    height: frame.height,
    channels: frame.channels,
    deep: false,
    animated: false,
    complete,
    // A progressive file keeps every 16-bit coefficient until the last scan.
    workingBytes: frame.progressive || scans > 1 ? pixels * samplesPerPixel * 2 : 0,
    scans,
    decodeMs: decodeMs(scans > 1 ? 'progressive' : 'baseline', pixels * Math.max(1, scans), view.byteLength),
  };
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function sampling(view: DataView, at: number, channels: number): number {
  let largest = 1;
  let sum = 0;
  for (let i = 0; i < channels; i++) {
    const factors = view.getUint8(at + i * 3 + 1);
    const area = Math.max(1, (factors >> 4) * (factors & 15));
    largest = Math.max(largest, area);
    sum += area;
  }
  return sum / largest;
}

function pngHeader(view: DataView): ImageHeader | undefined {
  if (ascii(view, 12, 4) !== 'IHDR' || view.getUint32(8) !== 13) return undefined;
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const depth = view.getUint8(24);
  const channels = [1, 0, 3, 3, 2, 0, 4][view.getUint8(25)] ?? 0;
  const interlaced = view.getUint8(28) !== 0;
  let animated = false;
  let complete = false;
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const length = view.getUint32(at);
    const type = ascii(view, at + 4, 4);
    if (type === 'acTL') animated = true;
    if (type === 'IEND') {
      complete = true;
      break;
    }
    at += 12 + length;
  }
  const bytesPerPixel = Math.max(1, channels) * (depth === 16 ? 2 : 1);
  return {
    format: 'png',
    width,
    height,
    channels,
    deep: depth === 16,
    animated,
    complete,
    workingBytes: interlaced ? width * height * bytesPerPixel : 0,
    scans: 1,
    decodeMs: decodeMs(
      interlaced ? (depth === 16 ? 'interlacedDeep' : 'interlaced') : 'png',
      width * height,
      view.byteLength,
    ),
  };
}

function webpHeader(view: DataView): ImageHeader | undefined {
  const complete = view.getUint32(4, true) + 8 <= view.byteLength;
  let width = 0;
  let height = 0;
  let animated = false;
  let alpha = false;
  let lossless = false;
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const type = ascii(view, at, 4);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (type === 'VP8X') {
      const flags = view.getUint8(data);
      animated ||= (flags & 2) !== 0;
      alpha ||= (flags & 16) !== 0;
      width = 1 + uint24(view, data + 4);
      height = 1 + uint24(view, data + 7);
    } else if (type === 'ANMF' || type === 'ANIM') {
      animated = true;
    } else if (type === 'VP8 ') {
      // The frame is what gets decoded, so the larger of canvas and frame counts.
      width = Math.max(width, view.getUint16(data + 6, true) & 0x3fff);
      height = Math.max(height, view.getUint16(data + 8, true) & 0x3fff);
    } else if (type === 'VP8L') {
      const bits = view.getUint32(data + 1, true);
      width = Math.max(width, (bits & 0x3fff) + 1);
      height = Math.max(height, ((bits >>> 14) & 0x3fff) + 1);
      alpha ||= ((bits >>> 28) & 1) === 1;
      lossless = true;
    }
    at = data + length + (length & 1);
  }
  return {
    format: 'webp',
    width,
    height,
    channels: alpha ? 4 : 3,
    deep: false,
    animated,
    complete,
    // libwebp decodes whole frames; the lossless decoder holds a second ARGB copy.
    workingBytes: width * height * (lossless ? 8 : 5),
    scans: 1,
    decodeMs: decodeMs(lossless ? 'webpLossless' : 'webp', width * height, view.byteLength),
  };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
