import type { FieldError } from './field-error.ts';
import { shapeOf } from './json-shape.ts';
import { LISTING_LIMITS, Listing } from './listing.ts';
import { errorAt, fieldErrors } from './listing-errors.ts';
import { unknownFields } from './listing-unknown.ts';
import { type Bilingual, bothLanguages } from './text-pair.ts';

export type ParsedListing =
  | { ok: true; listing: Listing; warnings: FieldError[] }
  | { ok: false; errors: FieldError[] };

const MAX_DEPTH = 32;

/**
 * Bytes of an uploaded document to a listing, or the list of what is wrong with which field.
 * Never throws. Source of the limits: LISTING_LIMITS.
 */
export function parseListing(source: string | Uint8Array): ParsedListing {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength;
  if (bytes > LISTING_LIMITS.documentBytes) {
    return refuse('$', 'document-too-large', {
      zh: `文档 ${bytes} 字节，上限 ${LISTING_LIMITS.documentBytes} 字节；请删减后重新上传。`,
      en: `The document has ${bytes} bytes, the limit is ${LISTING_LIMITS.documentBytes}; shorten it and upload again.`,
    });
  }
  let document: unknown;
  try {
    const json =
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    const { tooDeep, repeated } = shapeOf(json, MAX_DEPTH);
    if (tooDeep) {
      return refuse('$', 'too-deep', {
        zh: `JSON 嵌套超过 ${MAX_DEPTH} 层；请按 listing/v1 结构上传。`,
        en: `The JSON is nested deeper than ${MAX_DEPTH} levels; upload the listing/v1 shape.`,
      });
    }
    document = JSON.parse(json);
    if (repeated.length > 0) return { ok: false, errors: repeated.map(twice) };
  } catch (error) {
    return notJson(source, error);
  }
  const parsed = Listing.safeParse(document);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues) };
  const repeated = repeatedFields(parsed.data);
  if (repeated.length > 0) return { ok: false, errors: repeated };
  return { ok: true, listing: parsed.data, warnings: unknownFields(parsed.data) };
}

function refuse(path: string, code: string, message: Bilingual): ParsedListing {
  return { ok: false, errors: [{ path, code, message: bothLanguages(message) }] };
}

function notJson(source: string | Uint8Array, error: unknown): ParsedListing {
  const reason = (error instanceof Error ? error.message : 'unreadable').slice(0, 120);
  if (typeof source !== 'string' && isSixteenBit(source)) {
    return refuse('$', 'not-json', {
      zh: '文档是 UTF-16 编码；请另存为 UTF-8 后重新上传。',
      en: 'The document is in UTF-16; save it as UTF-8 and upload it again.',
    });
  }
  return refuse('$', 'not-json', {
    zh: `文档不是有效的 UTF-8 JSON（${reason}）；请用 JSON 序列化工具生成。`,
    en: `The document is not valid UTF-8 JSON (${reason}); produce it with a JSON serializer.`,
  });
}

/** A byte order mark of UTF-16, or every other one of the first bytes zero. */
function isSixteenBit([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0 && third === 0) || (second === 0 && fourth === 0);
}

const twice = (path: string): FieldError =>
  errorAt(
    path,
    'repeated',
    '同一对象中写了两次；请只保留一个。',
    'stands twice in one object; keep one of them.',
  );

/** SKU ids and image files are how evidence points back, so they must be unique. */
function repeatedFields(listing: Listing): FieldError[] {
  const find = (names: string[], path: string, field: string): FieldError[] =>
    names.flatMap((name, i) =>
      names.indexOf(name) === i
        ? []
        : [
            errorAt(
              `${path}[${i}].${field}`,
              'repeated',
              `「${name}」重复；请保证唯一。`,
              `“${name}” is repeated; make it unique.`,
            ),
          ],
    );
  return [
    ...find(
      listing.skus.map((sku) => sku.skuId),
      'skus',
      'skuId',
    ),
    ...find(
      listing.images.map((image) => image.file),
      'images',
      'file',
    ),
  ];
}
