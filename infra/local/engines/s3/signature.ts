import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LOCAL_CREDENTIALS } from '../aws-json.ts';
import { accessDenied, S3Error } from './errors.ts';

/** RFC 3986 encoding as Signature Version 4 wants it. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export function signingKey(date: string, region: string, service: string): Buffer {
  return hmac(
    hmac(hmac(hmac(`AWS4${LOCAL_CREDENTIALS.secretAccessKey}`, date), region), service),
    'aws4_request',
  );
}

export function equalSignatures(actual: string, expected: string): boolean {
  const left = Buffer.from(actual);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

export interface Credential {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export function parseCredential(text: string): Credential {
  const [accessKeyId, date, region, service, end] = text.split('/');
  if (accessKeyId !== LOCAL_CREDENTIALS.accessKeyId) {
    throw new S3Error(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  if (date === undefined || region === undefined || service === undefined || end !== 'aws4_request') {
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'Error parsing the credential scope');
  }
  return { accessKeyId, date, region, service };
}

/** `20260101T120000Z` to milliseconds since 1970. */
function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) throw new S3Error(400, 'AuthorizationQueryParametersError', 'X-Amz-Date is not a date');
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Lets a request in when it comes from a caller with this machine's identity (a signed request; the loopback
 * address is the guard, so the header signature itself is not worked out) or carries a valid presigned URL.
 * @throws S3Error for an anonymous request, an expired or altered presigned URL
 */
export function authorize(request: IncomingMessage, url: URL, now: number): void {
  if (url.searchParams.has('X-Amz-Signature')) {
    verifyPresigned(request, url, now);
    return;
  }
  if (!String(request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 ')) {
    throw accessDenied('Access Denied');
  }
}

function verifyPresigned(request: IncomingMessage, url: URL, now: number): void {
  const query = url.searchParams;
  const credential = parseCredential(query.get('X-Amz-Credential') ?? '');
  const date = query.get('X-Amz-Date') ?? '';
  const expires = Number(query.get('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 1 || expires > 604_800) {
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 1 and 604800 seconds',
    );
  }
  const begins = parseAmzDate(date);
  if (now > begins + expires * 1000) throw accessDenied('Request has expired');
  // Fifteen minutes of clock difference, as S3 allows.
  if (begins > now + 900_000) throw accessDenied('Request is not yet valid');
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';').filter(Boolean);
  const pairs = [...query.entries()]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
  const path = url.pathname
    .split('/')
    .map((part) => encodeRfc3986(decodeURIComponent(part)))
    .join('/');
  const canonical = [
    request.method ?? 'GET',
    path,
    pairs.map((pair) => pair.join('=')).join('&'),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signedHeaders.join(';'),
    query.get('X-Amz-Content-Sha256') ??
      String(request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD'),
  ].join('\n');
  const scope = `${credential.date}/${credential.region}/${credential.service}/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const expected = hmac(
    signingKey(credential.date, credential.region, credential.service),
    ['AWS4-HMAC-SHA256', date, scope, digest].join('\n'),
  ).toString('hex');
  if (!equalSignatures(query.get('X-Amz-Signature') ?? '', expected)) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
}

function headerValue(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '')
    .trim()
    .replace(/ +/g, ' ');
}
