import { escapeXml, S3Error } from './errors.ts';
import type { ObjectHead, ObjectStore } from './object-store.ts';
import { encodeRfc3986 } from './signature.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export function listBuckets(store: ObjectStore): string {
  const buckets = store
    .buckets()
    .map(
      (name) =>
        `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket>`,
    );
  return `<ListAllMyBucketsResult ${NAMESPACE}><Buckets>${buckets.join('')}</Buckets></ListAllMyBucketsResult>`;
}

/** ListObjectsV2: key order by UTF-8 bytes, common prefixes by delimiter, continuation by the last key seen. */
export function listObjects(store: ObjectStore, bucket: string, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new S3Error(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  const token = query.get('continuation-token');
  let after =
    token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const objects: ObjectHead[] = [];
  const common: string[] = [];
  let truncated = false;
  let last = after;
  while (limit > 0 && !truncated) {
    const page = store.list(bucket, prefix, after, limit + 1);
    if (page.length === 0) break;
    for (const object of page) {
      const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      const group = cut < 0 ? undefined : object.key.slice(0, cut + delimiter.length);
      after = object.key;
      if (group !== undefined && (common.at(-1) === group || (group === last && token !== null))) continue;
      if (objects.length + common.length >= limit) {
        truncated = true;
        break;
      }
      if (group === undefined) objects.push(object);
      else common.push(group);
      last = group ?? object.key;
    }
    if (page.length <= limit) break;
  }
  const encode = query.get('encoding-type') === 'url' ? encodeKey : escapeXml;
  const contents = objects.map(
    (object) =>
      `<Contents><Key>${encode(object.key)}</Key><LastModified>${new Date(object.modified).toISOString()}</LastModified>` +
      `<ETag>&quot;${object.etag}&quot;</ETag><Size>${object.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const prefixes = common.map(
    (group) => `<CommonPrefixes><Prefix>${encode(group)}</Prefix></CommonPrefixes>`,
  );
  const next = truncated
    ? `<NextContinuationToken>${Buffer.from(last, 'utf8').toString('base64url')}</NextContinuationToken>`
    : '';
  return (
    `<ListBucketResult ${NAMESPACE}><Name>${escapeXml(bucket)}</Name><Prefix>${encode(prefix)}</Prefix>` +
    (delimiter === '' ? '' : `<Delimiter>${encode(delimiter)}</Delimiter>`) +
    (query.get('encoding-type') === 'url' ? '<EncodingType>url</EncodingType>' : '') +
    `<MaxKeys>${limit}</MaxKeys><KeyCount>${objects.length + common.length}</KeyCount>` +
    `<IsTruncated>${truncated}</IsTruncated>${next}${contents.join('')}${prefixes.join('')}</ListBucketResult>`
  );
}

const encodeKey = (key: string): string => key.split('/').map(encodeRfc3986).join('/');

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return String.fromCodePoint(code);
  });
}

/** DeleteObjects: removes every key the request names and answers which went. */
export function deleteResult(body: string, remove: (key: string) => void): string {
  const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => unescapeXml(match[1] ?? ''));
  if (keys.length === 0 || keys.length > 1000) {
    throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed');
  }
  for (const key of keys) remove(key);
  const quiet = /<Quiet>true<\/Quiet>/.test(body);
  const deleted = quiet ? [] : keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`);
  return `<DeleteResult ${NAMESPACE}>${deleted.join('')}</DeleteResult>`;
}
