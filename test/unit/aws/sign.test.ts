import { createHash, createHmac } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { signed } from '../../../functions/shared/aws/sign.ts';

/** The example of the S3 documentation: a part of an object, asked for with a signed header. */
const EXAMPLE = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 's3',
};
const AT = new Date('2013-05-24T00:00:00Z');

class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(secret?: Uint8Array | string) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {}
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).map((text) => `x-amz-${text}`);
const value = fc.stringMatching(/^[!-~]{1,40}$/);

describe('signatures', () => {
  it('agrees with the published example', () => {
    const request = { method: 'GET', path: '/test.txt', query: '', body: undefined };
    const headers = { host: 'examplebucket.s3.amazonaws.com', range: 'bytes=0-9' };
    expect(signed({ ...request, headers }, EXAMPLE, AT).authorization).toMatch(
      /SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
    );
  });

  test.prop([
    fc.dictionary(name, value, { maxKeys: 6 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('dynamodb', 'sqs', 'events'),
    fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).map(encodeURIComponent), {
      nil: undefined,
    }),
  ])('agrees with the SDK’s own signer, whatever is sent', async (extra, text, service, sessionToken) => {
    const body = Buffer.from(text);
    const headers: Record<string, string> = { host: 'localhost', 'content-length': String(body.length) };
    for (const [key, worth] of Object.entries(extra))
      if (!['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'].includes(key)) headers[key] = worth;
    const signer = new SignatureV4({
      credentials: { ...EXAMPLE, ...(sessionToken === undefined ? {} : { sessionToken }) },
      region: EXAMPLE.region,
      service,
      sha256: Sha256 as unknown as ConstructorParameters<typeof SignatureV4>[0]['sha256'],
    });
    const request = { method: 'POST', protocol: 'https:', hostname: 'localhost', path: '/', headers, body };
    const theirs = await signer.sign(request, { signingDate: AT });
    const ours = signed(
      { method: 'POST', path: '/', query: '', headers, body },
      { ...EXAMPLE, service, sessionToken },
      AT,
    );
    expect(ours).toEqual(theirs.headers);
  });
});
