import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** Who signs, and for what: a region's service. */
export type Signer = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  region: string;
  service: string;
};

/** A request as it goes over the wire; headers have lower-case names, `path` and `query` are already encoded. */
export type Unsigned = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
};

const EMPTY_BODY = hash('sha256', '');

/**
 * AWS Signature Version 4 by its published description, every header signed.
 * @param path as the service reads it: S3 takes it as it stands, others expect it encoded once more, which is the same for `/`
 * @returns the headers with date, token, the body's hash (S3 insists on it) and authorization
 */
export function signed(request: Unsigned, signer: Signer, now: Date): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const { region, service, sessionToken } = signer;
  const bodyHash = request.body === undefined ? EMPTY_BODY : hash('sha256', request.body);
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-date': time,
    'x-amz-content-sha256': bodyHash,
  };
  if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
  const names = Object.keys(headers).sort();
  let lines = '';
  for (const name of names) lines += `${name}:${headers[name]}\n`;
  const list = names.join(';');
  const canonical = `${request.method}\n${request.path}\n${request.query}\n${lines}\n${list}\n${bodyHash}`;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`;
  const signature = createHmac('sha256', keyOf(signer, day)).update(text).digest('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`;
  return headers;
}

/** A key serves a day, a region and a service; a container signs for a handful of them. */
const keys = new Map<string, KeyObject>();
const MOST_KEYS = 50;

function keyOf({ secretAccessKey, region, service }: Signer, day: string): KeyObject {
  const name = `${secretAccessKey}\n${day}\n${region}\n${service}`;
  const known = keys.get(name);
  if (known) return known;
  let secret = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of [day, region, service, 'aws4_request'])
    secret = createHmac('sha256', secret).update(part).digest();
  // A key object is prepared once; bytes would be for each signature, which costs seven times the signature.
  const key = createSecretKey(secret);
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}
