import * as z from 'zod';
import type { Bilingual } from './text-pair.ts';

/** Limits of the public contract; refused field by field before any work is spent. */
export const LISTING_LIMITS = {
  documentBytes: 4 * 1024 * 1024,
  title: 256,
  description: 20_000,
  images: 30,
  skus: 200,
  credentials: 60,
  attributes: 100,
  imageBytes: 20 * 1024 * 1024,
  imagePixels: 50_000_000,
} as const;

/** Identifiers are part of storage keys, so their alphabet is closed. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const Identifier = z.string().regex(IDENTIFIER);
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text without lone surrogates or control characters; disguises (zero width, bidi) stay: they are evidence. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => value.isWellFormed() && !CONTROL.test(value), { params: { reason: 'hostile-text' } });

/** A text that shows something: neither empty nor made of spaces, marks and invisible characters alone. */
const shown = (max: number) =>
  text(max)
    .min(1)
    .refine((value) => value === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(value), {
      params: { reason: 'blank' },
    });

/** Yuan as a decimal string with at most two places, `"199.00"`. */
const MONEY = /^\d{1,9}(\.\d{1,2})?$/;
const Money = z.string().regex(MONEY);
const IsoDate = z.iso.date();
const FILE_NAME = /^[^/\\\u0000-\u001f]{1,128}$/;
const FileName = z
  .string()
  .regex(FILE_NAME)
  .refine((name) => name !== '.' && name !== '..' && name.isWellFormed(), {
    params: { reason: 'file-name' },
  });

/** What each form asks for, in words; by the pattern that says it to machines. */
export const FORMS: ReadonlyMap<string, Bilingual> = new Map([
  [
    String(IDENTIFIER),
    {
      zh: '1-64 位字母、数字、点、下划线或连字符，以字母或数字开头',
      en: '1-64 letters, digits, dots, underscores or dashes, the first a letter or digit',
    },
  ],
  [
    String(MONEY),
    {
      zh: '以元为单位的十进制字符串，整数最多 9 位、小数最多 2 位，不带符号和千分位，如 "199.00"',
      en: 'yuan as a decimal string, at most 9 digits and 2 places, without sign or separators, like "199.00"',
    },
  ],
  [
    String(FILE_NAME),
    {
      zh: '1-128 个字符的文件名，不含路径（/ 和 \\）与控制字符，如 "main.jpg"',
      en: 'a file name of 1-128 characters without a path (/ and \\) or control characters, like "main.jpg"',
    },
  ],
  ['date', { zh: '真实存在的日期，写作 "2026-01-31"', en: 'a day of the calendar, written "2026-01-31"' }],
]);

export const STORE_TYPES = ['flagship', 'exclusive', 'multi-brand', 'ordinary'] as const;
export const IMAGE_ROLES = ['main', 'detail', 'sku', 'packaging', 'credential'] as const;

export const Sku = z.looseObject({
  skuId: Identifier,
  spec: z.record(text(64), text(128)).default({}),
  price: Money,
  referencePrice: Money.optional(),
  /** What the reference price means; without it the price rules treat it as ungrounded (令56 §16). */
  referencePriceBasis: text(256).optional(),
  gtin: z.string().max(20).optional(),
  stock: z.number().int().min(0).optional(),
});
export type Sku = z.infer<typeof Sku>;

export const ListingImage = z.looseObject({ file: FileName, role: z.enum(IMAGE_ROLES) });
export type ListingImage = z.infer<typeof ListingImage>;

/** A licence or certificate the merchant declares. `kind` is open: an unknown kind is a finding, not an error. */
export const DeclaredCredential = z.looseObject({
  kind: z.string().min(1).max(64),
  number: text(128).optional(),
  /** Who holds it; for an authorisation, who received it. */
  holder: text(256).optional(),
  /** Who granted an authorisation. */
  grantor: text(256).optional(),
  brand: text(128).optional(),
  /** Name of the product the credential covers. */
  product: text(256).optional(),
  /** Nice classes a trademark certificate or authorisation covers. */
  classes: z.array(z.number().int().min(1).max(45)).max(45).optional(),
  /** `exclusive` 独占, `sole` 排他 or `ordinary` 普通 licence. */
  licence: z.enum(['exclusive', 'sole', 'ordinary']).optional(),
  territory: text(128).optional(),
  validFrom: IsoDate.optional(),
  validUntil: IsoDate.optional(),
  image: FileName.optional(),
});
export type DeclaredCredential = z.infer<typeof DeclaredCredential>;

/** The listing document v1: what the listing pipeline uploads. Unknown fields are kept and warned of. */
export const Listing = z.looseObject({
  schema: z.literal('listing/v1'),
  listingId: Identifier,
  merchantId: Identifier,
  revision: z.number().int().min(1).max(999_999),
  title: shown(LISTING_LIMITS.title),
  description: text(LISTING_LIMITS.description).default(''),
  category: z.array(text(64)).max(8).default([]),
  brand: z.looseObject({ name: text(128) }).optional(),
  storeType: z.enum(STORE_TYPES).default('ordinary'),
  attributes: z
    .record(text(64), text(512))
    .default({})
    .refine((value) => Object.keys(value).length <= LISTING_LIMITS.attributes, {
      params: { reason: 'too-many', limit: LISTING_LIMITS.attributes },
    }),
  skus: z.array(Sku).min(1).max(LISTING_LIMITS.skus),
  images: z.array(ListingImage).max(LISTING_LIMITS.images).default([]),
  credentials: z.array(DeclaredCredential).max(LISTING_LIMITS.credentials).default([]),
  merchant: z.looseObject({ name: text(256).optional(), uscc: text(32).optional() }).default({}),
});
export type Listing = z.infer<typeof Listing>;
