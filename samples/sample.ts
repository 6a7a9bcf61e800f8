import type { Listing } from '../models/listing.ts';
import type { RegistryRecord } from '../models/registry/port.ts';
import type { CertificatePicture, LabelPicture } from './images/papers.ts';
import type { Pasted } from './images/paste.ts';
import type { PhotographOptions } from './images/photograph.ts';
import type { Taken } from './images/plates.ts';
import type { ProductPicture } from './images/product.ts';

export type SampleVerdict = 'pass' | 'remind' | 'review' | 'intercept' | 'rejected';

/** A picture of a sample, as a recipe. */
export type Picture = (
  | { readonly draw: 'product'; readonly product: ProductPicture }
  | { readonly draw: 'label'; readonly label: LabelPicture }
  | { readonly draw: 'certificate'; readonly certificate: CertificatePicture }
  /** A registered or notorious picture (samples/features.ts), taken again by someone else. */
  | { readonly draw: 'feature'; readonly featureId: string; readonly taken?: Taken }
  /** A wall of words where goods should be. */
  | { readonly draw: 'words'; readonly words: readonly string[] }
  /** A file that is no sound picture, or is not there at all. */
  | { readonly draw: 'cut-short' | 'not-a-picture' | 'absent' | 'blank' | 'thumbnail' }
) & {
  readonly photo?: PhotographOptions;
  /** Words set over a certificate afterwards. */
  readonly pasted?: Pasted;
  /** Fixes the picture's bytes, so that two listings show the very same file. @default its place in the set */
  readonly seed?: number;
};

/** A listing with its pictures, its answer, and what the registries know of it. */
export type Sample = {
  /** The document; checked against the contract except where a sample is malformed on purpose. */
  readonly document: Record<string, unknown> & { readonly listingId: string; readonly merchantId: string };
  readonly pictures: Readonly<Record<string, Picture>>;
  readonly verdict: SampleVerdict;
  /** Finding codes that must be among those found. */
  readonly codes: readonly string[];
  readonly registry: readonly RegistryRecord[];
};

type Optional =
  | 'description'
  | 'category'
  | 'brand'
  | 'storeType'
  | 'attributes'
  | 'skus'
  | 'credentials'
  | 'merchant';

export type ListingInput = { readonly [K in Optional]?: Exclude<Listing[K], undefined> } & {
  readonly id: string;
  readonly title: string;
  readonly price?: string;
  readonly main: ProductPicture;
  /** Further pictures by file name; the role is the part before the first dash or dot. */
  readonly more?: Readonly<Record<string, Picture>>;
  /** Replaces the main picture. */
  readonly mainPicture?: Picture;
  /** @default main.jpg */
  readonly mainFile?: string;
  readonly verdict: SampleVerdict;
  readonly codes?: readonly string[];
  readonly registry?: readonly RegistryRecord[];
};

const ROLES: Readonly<Record<string, string>> = {
  detail: 'detail',
  sku: 'sku',
  packaging: 'packaging',
  credential: 'credential',
};

/** Builds a sample with the usual frame: a merchant of its own, one option, a main and a detail picture. */
export function sample(input: ListingInput): Sample {
  const {
    id,
    title,
    price = '59.00',
    main,
    more = {},
    mainPicture,
    mainFile = 'main.jpg',
    verdict,
    codes = [],
    registry = [],
    ...rest
  } = input;
  const pictures: Record<string, Picture> = {
    [mainFile]: mainPicture ?? { draw: 'product', product: main },
    'detail.jpg': { draw: 'product', product: { ...main, setting: 'several' }, photo: { tilt: 0.03 } },
    ...more,
  };
  const listingId = `sample-${id}`;
  return {
    document: {
      schema: 'listing/v1',
      listingId,
      merchantId: `shop-${id}`,
      revision: 1,
      title,
      description: '',
      category: [],
      storeType: 'ordinary',
      attributes: {},
      skus: [{ skuId: `${listingId}-1`, spec: {}, price }],
      images: Object.keys(pictures).map((file) => ({
        file,
        role: file === mainFile ? 'main' : (ROLES[/^[a-z]+/.exec(file)?.[0] ?? ''] ?? 'detail'),
      })),
      credentials: [],
      merchant: { name: `示例${id}商行` },
      ...rest,
    },
    pictures,
    verdict,
    codes,
    registry,
  };
}

/** A day some days from `today` (YYYY-MM-DD). */
export function daysFrom(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
