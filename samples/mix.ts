import type { ImageFacts } from '../models/image-facts.ts';
import { Listing } from '../models/listing.ts';
import { type Random, seeded } from '../test/support/random.ts';
import { INNOCENT_KINDS, type MixKind, PLAIN_SENTENCES } from './mix/goods.ts';
import { type MixChange, OFFENCES } from './mix/offences.ts';
import { type PoolPicture, picturePool, stamped } from './mix/pictures.ts';
import { inventedUscc } from './numbers.ts';

/** A listing of the mix with all that is needed to upload it, or to run its checks without a pipeline. */
export type MixListing = {
  listing: Listing;
  /** The document as JSON. */
  document: string;
  /** Bytes by file name; instances are shared between listings of one merchant. */
  images: Record<string, Uint8Array>;
  /** What analysis says of each file. */
  facts: Record<string, ImageFacts>;
};

const MERCHANTS = 200;
/** Few listings need few merchants: a shop has several listings and shows its own pictures in all of them. */
const LISTINGS_A_MERCHANT = 5;
const OFFENDING = 0.2;

/**
 * A seeded mix of realistic listings, as long as one likes: four of five are innocent goods of all kinds, the fifth
 * has something wrong. Three images each; a merchant's pictures are its own. The same seed gives the same mix, and a
 * longer mix of up to 1,000 listings begins differently because its merchants are more.
 */
export async function makeMix(seed: number, count: number): Promise<MixListing[]> {
  const pool = await picturePool();
  const merchants = Math.min(MERCHANTS, Math.max(10, Math.ceil(count / LISTINGS_A_MERCHANT)));
  const copies = new Map<string, Uint8Array>();
  return Array.from({ length: count }, (_, index) => one(seed, index, index % merchants, pool, copies));
}

function one(
  seed: number,
  index: number,
  merchant: number,
  pool: ReadonlyMap<string, PoolPicture[]>,
  copies: Map<string, Uint8Array>,
): MixListing {
  const random = seeded(seed * 1_000_003 + index * 97 + 13);
  const merchantId = `mix${seed}-m${String(merchant).padStart(3, '0')}`;
  // A shop sells one kind of goods.
  const kind = INNOCENT_KINDS[merchant % INNOCENT_KINDS.length] as MixKind;
  const change =
    random.next() < OFFENDING ? random.pick(OFFENCES).apply(titleOf(kind, random), random) : undefined;
  const pictures = pool.get(kind.shape) ?? [];
  const [first, second] = [pictures[merchant % 3], pictures[(merchant + 1) % 3]];
  if (!first || !second) throw new RangeError(`no pictures of ${kind.shape}`);
  // As in life, the picture of an option is often the main picture again.
  const shown = { 'main.jpg': first, 'detail.jpg': second, 'option.jpg': first };
  const listing = Listing.parse(
    documentOf({ random, kind, change, merchantId, merchant, listingId: `mix${seed}-${index}` }),
  );
  const own = (picture: PoolPicture) => {
    const key = `${merchantId}/${pictures.indexOf(picture)}`;
    const copy = copies.get(key) ?? stamped(picture.bytes, key);
    copies.set(key, copy);
    return copy;
  };
  return {
    listing,
    document: JSON.stringify(listing),
    images: Object.fromEntries(Object.entries(shown).map(([file, picture]) => [file, own(picture)])),
    facts: Object.fromEntries(Object.entries(shown).map(([file, picture]) => [file, picture.facts])),
  };
}

function titleOf(kind: MixKind, random: Random): string {
  const traits = [random.pick(kind.traits), random.pick(kind.traits)];
  return [...new Set(traits), random.pick(kind.nouns), `款${random.whole(10, 999)}`].join(' ');
}

function documentOf(input: {
  random: Random;
  kind: MixKind;
  change: MixChange | undefined;
  merchantId: string;
  merchant: number;
  listingId: string;
}): Listing {
  const { random, kind, change, merchantId, merchant, listingId } = input;
  const [low, high] = kind.price;
  const base = random.whole(low, high);
  const prices = kind.options.map((_, i) => (base + i * random.whole(1, 9)).toFixed(2));
  const skus = kind.options.map((option, i) => ({
    skuId: `${listingId}-${i}`,
    spec: { 规格: option },
    price: prices[i] ?? '9.90',
    stock: random.whole(0, 500),
  }));
  if (change?.bait) skus.push({ skuId: `${listingId}-b`, spec: { 规格: '特惠款' }, price: '0.10', stock: 1 });
  const sentences = Array.from({ length: random.whole(8, 20) }, () => random.pick(PLAIN_SENTENCES));
  return {
    schema: 'listing/v1',
    listingId,
    merchantId,
    revision: 1,
    title: change?.title ?? titleOf(kind, random),
    description: [...new Set(sentences), change?.description ?? ''].join(''),
    category: [...(change?.category ?? kind.category)],
    ...(change?.brand ? { brand: { name: change.brand } } : {}),
    storeType: 'ordinary',
    attributes: {
      [kind.attribute[0]]: random.pick(kind.attribute[1]),
      产地: random.pick(['浙江', '广东', '山东', '福建']),
    },
    skus: change?.reference
      ? skus.map((sku) => ({ ...sku, referencePrice: (Number(sku.price) * 9).toFixed(2) }))
      : skus,
    images: [
      { file: 'main.jpg', role: 'main' },
      { file: 'detail.jpg', role: 'detail' },
      { file: 'option.jpg', role: 'sku' },
    ],
    credentials: [],
    merchant: { name: `示例第${merchant + 1}号网店`, uscc: inventedUscc(merchant + 1) },
  };
}
