import * as z from 'zod';
import { sameName } from '../same-name.ts';

/** A right the platform has verified for a brand owner (rights certificate 权利认证). */
export const BrandRight = z.strictObject({
  kind: z.enum(['trademark', 'copyright', 'patent']),
  /** Registration number as printed. */
  number: z.string(),
  /** Nice classes a trademark covers. */
  classes: z.array(z.number().int().min(1).max(45)),
  holder: z.string(),
  status: z.enum(['registered', 'pending', 'suspended', 'revoked']),
  territory: z.string().default('CN'),
  validFrom: z.iso.date().optional(),
  validUntil: z.iso.date(),
});
export type BrandRight = z.infer<typeof BrandRight>;

/** What is registered about one brand. A brand in the lexicon without an entry here is known by name only. */
export const BrandEntry = z.strictObject({
  brand: z.string(),
  owner: z.string(),
  rights: z.array(BrandRight),
  /** Names of sellers the owner authorised with the platform directly. */
  authorisedSellers: z.array(z.string()).default([]),
  /** GS1 company prefixes (digits) that belong to the owner. */
  gtinPrefixes: z.array(z.string().regex(/^\d{6,11}$/)).default([]),
  /** Lowest plausible price of genuine goods in yuan, by words of the title; the first that matches counts. */
  priceFloors: z
    .array(z.strictObject({ words: z.array(z.string()), yuan: z.number().positive() }))
    .default([]),
});
export type BrandEntry = z.infer<typeof BrandEntry>;

/** Whether a seller needs no paper: the brand's owner, or one the owner named to the platform. */
export function sellsByRight(entry: BrandEntry | undefined, seller: string | undefined): boolean {
  if (!entry || !seller) return false;
  return [entry.owner, ...entry.authorisedSellers].some((name) => sameName(name, seller));
}

export const BrandBookFile = z.strictObject({
  brands: z.array(BrandEntry),
  /** Owners of GS1 company prefixes, whoever's brand it is. */
  prefixOwners: z
    .array(z.strictObject({ prefix: z.string().regex(/^\d{6,11}$/), brand: z.string() }))
    .default([]),
});

export type BrandBook = {
  entry(brand: string): BrandEntry | undefined;
  /** Brand whose owner holds the company prefix of a GTIN, by longest prefix. */
  prefixOwner(gtin: string): string | undefined;
};

/** Opens the book; throws a ZodError that names the field when the data is malformed. */
export function loadBrandBook(bytes: Uint8Array): BrandBook {
  const file = BrandBookFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const entries = new Map(file.brands.map((entry) => [entry.brand, entry]));
  const prefixes = new Map([
    ...file.prefixOwners.map((row) => [row.prefix, row.brand] as const),
    ...file.brands.flatMap((entry) => entry.gtinPrefixes.map((prefix) => [prefix, entry.brand] as const)),
  ]);
  return {
    entry: (brand) => entries.get(brand),
    prefixOwner(gtin) {
      // A GTIN-14 carries an indicator digit before the company prefix, shorter ones are padded to 13.
      const thirteen = gtin.length === 14 ? gtin.slice(1) : gtin.padStart(13, '0');
      for (let length = 11; length >= 6; length--) {
        const brand = prefixes.get(thirteen.slice(0, length));
        if (brand !== undefined) return brand;
      }
      return undefined;
    },
  };
}
