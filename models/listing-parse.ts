import type * as z from 'zod';
import type { FieldError } from './field-error.ts';
import { LISTING_LIMITS, Listing } from './listing.ts';
import { type Bilingual, bothLanguages } from './text-pair.ts';

export type ParsedListing =
  | { ok: true; listing: Listing; warnings: FieldError[] }
  | { ok: false; errors: FieldError[] };

const MAX_DEPTH = 32;
const MAX_ERRORS = 50;

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
    if (nestingOf(json) > MAX_DEPTH) {
      return refuse('$', 'too-deep', {
        zh: `JSON 嵌套超过 ${MAX_DEPTH} 层；请按 listing/v1 结构上传。`,
        en: `The JSON is nested deeper than ${MAX_DEPTH} levels; upload the listing/v1 shape.`,
      });
    }
    document = JSON.parse(json);
  } catch (error) {
    return refuse('$', 'not-json', {
      zh: `文档不是有效的 UTF-8 JSON（${reasonOf(error)}）；请用 JSON 序列化工具生成。`,
      en: `The document is not valid UTF-8 JSON (${reasonOf(error)}); produce it with a JSON serializer.`,
    });
  }
  const parsed = Listing.safeParse(document);
  if (!parsed.success) {
    return { ok: false, errors: parsed.error.issues.slice(0, MAX_ERRORS).flatMap(toFieldErrors) };
  }
  const repeated = repeatedFields(parsed.data);
  if (repeated.length > 0) return { ok: false, errors: repeated };
  return { ok: true, listing: parsed.data, warnings: unknownFields(parsed.data) };
}

function refuse(path: string, code: string, message: Bilingual): ParsedListing {
  return { ok: false, errors: [{ path, code, message: bothLanguages(message) }] };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'unreadable').slice(0, 120);
}

/** Deepest nesting, read off the text, so that a bomb is refused before it is built. */
function nestingOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    if (inString) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x7b || unit === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return deepest;
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = pathOf(issue.path);
  const say = (code: string, zh: string, en: string) => [
    { path, code, message: bothLanguages({ zh: `${path}：${zh}`, en: `${path}: ${en}` }) },
  ];
  switch (issue.code) {
    case 'invalid_type':
      return say(
        'wrong-type',
        `应为 ${issue.expected}；请补上或改正类型。`,
        `expected ${issue.expected}; add it or correct its type.`,
      );
    case 'too_big':
      return say(
        'too-long',
        `超过上限 ${issue.maximum}；请缩减。`,
        `over the limit of ${issue.maximum}; shorten it.`,
      );
    case 'too_small':
      return say('too-short', `至少 ${issue.minimum}；请补充。`, `at least ${issue.minimum} needed; add it.`);
    case 'invalid_value':
      return say(
        'not-allowed',
        `只能是 ${issue.values.join('、')}。`,
        `must be one of ${issue.values.join(', ')}.`,
      );
    case 'invalid_format':
      return say(
        'wrong-format',
        `格式不符（${formatOf(issue)}）；请按文档填写。`,
        `not in the documented form (${formatOf(issue)}).`,
      );
    case 'custom': {
      const reason = String(issue.params?.reason ?? 'invalid');
      if (reason === 'hostile-text')
        return say(
          reason,
          '含控制字符或不完整的 Unicode 字符；请删除。',
          'holds control characters or broken Unicode; remove them.',
        );
      if (reason === 'too-many')
        return say(
          'too-long',
          `条目超过 ${issue.params?.limit}；请缩减。`,
          `more than ${issue.params?.limit} entries; shorten it.`,
        );
      return say(reason, '不符合要求。', 'is not acceptable.');
    }
    default:
      return say('invalid', `不符合要求（${issue.code}）。`, `is not acceptable (${issue.code}).`);
  }
}

function formatOf(issue: z.core.$ZodIssue & { code: 'invalid_format' }): string {
  return 'pattern' in issue && typeof issue.pattern === 'string' ? issue.pattern : issue.format;
}

function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '$';
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${String(step)}`))
    .join('')
    .slice(0, 200);
}

/** SKU ids and image files are how evidence points back, so they must be unique. */
function repeatedFields(listing: Listing): FieldError[] {
  const find = (names: string[], path: string, field: string): FieldError[] =>
    names.flatMap((name, i) =>
      names.indexOf(name) === i
        ? []
        : [
            {
              path: `${path}[${i}].${field}`,
              code: 'repeated',
              message: bothLanguages({
                zh: `${path}[${i}].${field}：「${name}」重复；请保证唯一。`,
                en: `${path}[${i}].${field}: “${name}” is repeated; make it unique.`,
              }),
            },
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

const KNOWN_FIELDS = new Set(Object.keys(Listing.shape));

function unknownFields(listing: Listing): FieldError[] {
  return Object.keys(listing)
    .filter((key) => !KNOWN_FIELDS.has(key))
    .map((key) => ({
      path: key.slice(0, 64),
      code: 'unknown-field',
      message: bothLanguages({
        zh: `${key.slice(0, 64)}：listing/v1 没有这个字段，已保留但不会被检查。`,
        en: `${key.slice(0, 64)}: not a listing/v1 field; kept, but not screened.`,
      }),
    }));
}
