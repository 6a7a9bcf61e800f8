import sharp, { type Sharp } from 'sharp';
import type { ImageFormat, ImageHeader } from './header.ts';
import { inspectHeader } from './header.ts';

// libvips is told once per process: three formats from memory, nothing else, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

export type ImageErrorCode =
  | 'empty'
  | 'unsupported-format'
  | 'too-large'
  | 'too-many-pixels'
  | 'too-complex'
  | 'animated'
  | 'truncated'
  | 'corrupt'
  | 'timeout';

export type ImageError = {
  readonly code: ImageErrorCode;
  readonly message: { readonly zh: string; readonly en: string };
};

export type ImageLimits = {
  /** @default 32 MiB of file */
  readonly bytes: number;
  /** @default 50 megapixels, from the header, before any decoding; pixels of 16 bits a channel count four times */
  readonly pixels: number;
  /** Longest side. @default 65,535, the most a JPEG can have */
  readonly side: number;
  /** @default 5 */
  readonly channels: number;
  /** Memory a decoder may need besides its output rows. @default 160 MiB */
  readonly workingBytes: number;
  /** JPEG scans. @default 64 */
  readonly scans: number;
  /** Estimated milliseconds of decoding, see header.ts. @default 900 */
  readonly decodeMs: number;
  /** Seconds libvips may work on one picture. @default 5 */
  readonly seconds: number;
};

export const defaultLimits: ImageLimits = {
  bytes: 32 * 1024 * 1024,
  pixels: 50_000_000,
  side: 65_535,
  channels: 5,
  workingBytes: 160 * 1024 * 1024,
  scans: 64,
  decodeMs: 900,
  seconds: 5,
};

const messages: Record<ImageErrorCode, { zh: string; en: string }> = {
  empty: { zh: '图片文件为空,请重新上传。', en: 'The image file is empty; upload it again.' },
  'unsupported-format': {
    zh: '仅支持 JPEG、PNG、WebP 图片(以文件内容为准)。',
    en: 'Only JPEG, PNG and WebP pictures are accepted, judged by content.',
  },
  'too-large': {
    zh: `图片文件过大(上限 ${defaultLimits.bytes / 1_048_576} MB),请压缩后重新上传。`,
    en: `The image file is too large (limit ${defaultLimits.bytes / 1_048_576} MB); compress it and upload it again.`,
  },
  'too-many-pixels': {
    zh: `图片像素过多(上限 ${defaultLimits.pixels / 1_000_000} 百万像素,16 位色深按 4 倍计),请缩小后重新上传。`,
    en: `The image has too many pixels (limit ${defaultLimits.pixels / 1_000_000} megapixels, 16-bit depth counts four times); make it smaller and upload it again.`,
  },
  'too-complex': {
    zh: '图片编码方式过于复杂,已拒绝解码,请另存为普通(非渐进、非隔行)JPEG 后重新上传。',
    en: 'The image is encoded in too costly a way; save it as an ordinary JPEG (not progressive or interlaced) and upload it again.',
  },
  animated: {
    zh: '不支持动图,请改传静态图片。',
    en: 'Animated pictures are not accepted; upload a still one.',
  },
  truncated: {
    zh: '图片不完整,只能解出一部分,请重新上传。',
    en: 'The image is cut short and only partly decodable; upload it again.',
  },
  corrupt: {
    zh: '图片已损坏,无法解码,请重新导出后上传。',
    en: 'The image is corrupt and cannot be decoded; export it anew and upload it again.',
  },
  timeout: {
    zh: '图片解码超时,请另存为普通 JPEG 后重新上传。',
    en: 'Decoding the image took too long; save it as an ordinary JPEG and upload it again.',
  },
};

/** The typed refusal for a code, with texts for people. */
export function imageError(code: ImageErrorCode): ImageError {
  return { code, message: messages[code] };
}

export type OpenedImage = {
  readonly ok: true;
  readonly format: ImageFormat;
  readonly header: ImageHeader;
  readonly bytes: Uint8Array;
  readonly limits: ImageLimits;
};

export type OpenOutcome = OpenedImage | { readonly ok: false; readonly error: ImageError };

/**
 * Decides from the header alone whether a picture may be decoded. Costs microseconds; nothing is decoded here.
 * Whether the pixels are whole is known only after decoding: see decode.ts, which answers `truncated`/`corrupt`.
 */
export function openImage(bytes: Uint8Array, limits: ImageLimits = defaultLimits): OpenOutcome {
  if (bytes.length > limits.bytes) return refuse('too-large');
  const outcome = inspectHeader(bytes);
  if (!outcome.ok) {
    const codes = { empty: 'empty', unknown: 'unsupported-format', malformed: 'corrupt' } as const;
    return refuse(codes[outcome.reason]);
  }
  const { header } = outcome;
  if (header.width * header.height * (header.deep ? 4 : 1) > limits.pixels) return refuse('too-many-pixels');
  if (Math.max(header.width, header.height) > limits.side) return refuse('too-many-pixels');
  if (header.animated) return refuse('animated');
  if (header.channels > limits.channels) return refuse('corrupt');
  if (header.workingBytes > limits.workingBytes) return refuse('too-many-pixels');
  if (header.scans > limits.scans) return refuse('too-complex');
  if (header.decodeMs > limits.decodeMs) return refuse('too-complex');
  if (!header.complete) return refuse('truncated');
  return { ok: true, format: header.format, header, bytes, limits };
}

function refuse(code: ImageErrorCode): OpenOutcome {
  return { ok: false, error: imageError(code) };
}

/** What shows through transparent parts. A transparent logo is registered on both: they are each other's inverse. */
export type Background = '#ffffff' | '#000000';

/**
 * A libvips pipeline over a guarded picture: oriented, flattened on white, 8-bit sRGB. `warning` also stops at data
 * missing from the middle of a JPEG, but at harmless oddities of real cameras too; `truncated` only at a missing end.
 */
export function pipelineOf(
  image: OpenedImage,
  failOn: 'warning' | 'truncated',
  background: Background = '#ffffff',
): Sharp {
  return sharp(image.bytes, {
    failOn,
    limitInputPixels: image.limits.pixels,
    limitInputChannels: image.limits.channels,
    sequentialRead: true,
    autoOrient: true,
    pages: 1,
    // The PDQ reference reads stored values; only CMYK cannot be understood without its profile.
    ignoreIcc: image.header.channels < 4 || image.format !== 'jpeg',
  })
    .timeout({ seconds: image.limits.seconds })
    .flatten({ background })
    .toColourspace('srgb');
}

/** Names what a decoder's exception means for the one who sent the picture. */
export function classifyDecodeError(error: unknown): ImageError {
  const text = error instanceof Error ? error.message.toLowerCase() : '';
  if (/timeout|timed out/.test(text)) return imageError('timeout');
  if (/pixel limit|too large/.test(text)) return imageError('too-many-pixels');
  if (/premature|truncat|read error|end of|not enough|incomplete|out of data|unexpected eof/.test(text))
    return imageError('truncated');
  return imageError('corrupt');
}
