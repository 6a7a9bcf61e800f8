import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { S3Error } from './errors.ts';

/** Largest body taken: S3 itself stops a single upload at 5 GB; bodies here pass through memory. */
const LIMIT = 256 * 1024 * 1024;

/** Listens instead of iterating: the iterator of a stream costs more than all else a small request needs. */
export function readRequest(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMIT) {
        request.removeAllListeners('data').resume();
        reject(new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum size'));
      }
      chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new S3Error(400, 'IncompleteBody', 'The request was broken off')));
  });
}

/**
 * The object's bytes out of a request: chunk framing taken off (`aws-chunked`, with or without signatures and
 * trailer), lengths and checksums checked as S3 checks them.
 */
export async function readObjectBody(request: IncomingMessage): Promise<Buffer> {
  const raw = await readRequest(request);
  const { headers } = request;
  const hash = String(headers['x-amz-content-sha256'] ?? '');
  const checksums: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('x-amz-checksum-')) checksums[name] = String(value);
  }
  let body = raw;
  if (hash.startsWith('STREAMING-') || /aws-chunked/.test(String(headers['content-encoding'] ?? ''))) {
    const decoded = decodeChunks(raw);
    body = decoded.body;
    Object.assign(checksums, decoded.trailer);
    const announced = headers['x-amz-decoded-content-length'];
    if (announced !== undefined && Number(announced) !== body.length) {
      throw new S3Error(400, 'IncompleteBody', 'The request body does not have the announced length');
    }
  } else if (/^[0-9a-f]{64}$/.test(hash) && createHash('sha256').update(body).digest('hex') !== hash) {
    throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'The provided x-amz-content-sha256 does not match');
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(body).digest('base64') !== md5) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received');
  }
  checkChecksums(body, checksums);
  return body;
}

/** Takes `<hex size>[;chunk-signature=...]\r\n<bytes>\r\n` apart, and the trailer lines after the empty chunk. */
export function decodeChunks(raw: Buffer): { body: Buffer; trailer: Record<string, string> } {
  const parts: Buffer[] = [];
  let position = 0;
  const broken = (): S3Error => new S3Error(400, 'IncompleteBody', 'The chunked body is not well formed');
  for (;;) {
    const end = raw.indexOf('\r\n', position);
    if (end < 0) throw broken();
    const header = raw.toString('latin1', position, end);
    const length = Number.parseInt(header.split(';', 1)[0] ?? '', 16);
    if (!/^[0-9a-fA-F]+(;|$)/.test(header) || Number.isNaN(length)) throw broken();
    position = end + 2;
    if (length === 0) break;
    if (position + length + 2 > raw.length) throw broken();
    parts.push(raw.subarray(position, position + length));
    position += length + 2;
    if (raw[position - 2] !== 0x0d || raw[position - 1] !== 0x0a) throw broken();
  }
  const trailer: Record<string, string> = {};
  for (const line of raw.toString('latin1', position).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailer[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(parts), trailer };
}

/** CRC32C and CRC64NVME have no implementation in Node; an upload that carries only those is taken as it is. */
function checkChecksums(body: Buffer, checksums: Readonly<Record<string, string>>): void {
  for (const [name, expected] of Object.entries(checksums)) {
    const actual = checksumOf(name.slice('x-amz-checksum-'.length), body);
    if (actual !== undefined && actual !== expected) {
      throw new S3Error(400, 'BadDigest', `The ${name} you specified did not match what we received`);
    }
  }
}

function checksumOf(algorithm: string, body: Buffer): string | undefined {
  switch (algorithm) {
    case 'crc32': {
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(body));
      return sum.toString('base64');
    }
    case 'sha1':
    case 'sha256':
      return createHash(algorithm).update(body).digest('base64');
    default:
      return undefined;
  }
}
