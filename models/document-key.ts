/** `uploads/{merchantId}/{listingId}/{revision}.json`; images lie beside the document. */
const DOCUMENT =
  /^uploads\/([A-Za-z0-9][A-Za-z0-9._-]{0,63})\/([A-Za-z0-9][A-Za-z0-9._-]{0,63})\/([1-9]\d{0,5})\.json$/;

export type DocumentRef = { merchantId: string; listingId: string; revision: number };

export function parseDocumentKey(key: string): DocumentRef | undefined {
  const match = DOCUMENT.exec(key);
  if (!match) return undefined;
  const [, merchantId = '', listingId = '', revision = ''] = match;
  return { merchantId, listingId, revision: Number(revision) };
}

export function documentKey(ref: DocumentRef): string {
  return `uploads/${ref.merchantId}/${ref.listingId}/${ref.revision}.json`;
}

/** Image file names never contain a slash (models/listing.ts), so an image cannot escape its listing. */
export function imageKey(ref: Omit<DocumentRef, 'revision'>, file: string): string {
  return `uploads/${ref.merchantId}/${ref.listingId}/${file}`;
}

/** The picture behind a brand feature, beside the knowledge that was made of it. */
export function featurePictureKey(featureId: string): string {
  return `knowledge/pictures/${featureId}.jpg`;
}
