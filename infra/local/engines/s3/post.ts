import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { accessDenied, S3Error } from './errors.ts';
import { equalSignatures, parseCredential, signingKey } from './signature.ts';

const policySchema = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()),
      z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string(), z.string()]),
    ]),
  ),
});

export interface PostedObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly headers: Record<string, string>;
}

/** Fields a policy need not mention. */
const UNCHECKED = new Set(['policy', 'x-amz-signature', 'file', 'awsaccesskeyid']);

/**
 * A browser upload by form: the signed policy says until when, under which key and how large.
 * @throws S3Error when the policy is expired, altered or does not allow what the form brings
 */
export async function acceptPost(
  request: IncomingMessage,
  bucket: string,
  raw: Buffer,
  now: number,
): Promise<{ object: PostedObject; fields: Record<string, string> }> {
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': String(request.headers['content-type']) },
  })
    .formData()
    .catch(() => {
      throw new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed');
    });
  const file = form.get('file');
  if (file === null || typeof file === 'string') {
    throw new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name.toLowerCase()] = value;
  }
  const key = (fields.key ?? '').replace(/\$\{filename\}/, () => file.name);
  if (key === '') throw new S3Error(400, 'InvalidArgument', "Bucket POST must contain a field named 'key'.");
  const body = Buffer.from(await file.arrayBuffer());
  checkPolicy({ ...fields, key, bucket }, body.length, now);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields))
    if (name.startsWith('x-amz-meta-')) headers[name] = value;
  const contentType = fields['content-type'] ?? 'binary/octet-stream';
  return { object: { key, body, contentType, headers }, fields };
}

function checkPolicy(fields: Record<string, string>, size: number, now: number): void {
  const encoded = fields.policy ?? '';
  if (encoded === '') throw accessDenied('Access Denied');
  const { date, region, service } = parseCredential(fields['x-amz-credential'] ?? '');
  const expected = createHmac('sha256', signingKey(date, region, service))
    .update(encoded)
    .digest('hex');
  if (!equalSignatures(fields['x-amz-signature'] ?? '', expected)) {
    throw new S3Error(403, 'SignatureDoesNotMatch', 'The request signature does not match the policy.');
  }
  const policy = policySchema.safeParse(readJson(Buffer.from(encoded, 'base64').toString('utf8')));
  if (!policy.success) throw new S3Error(400, 'InvalidPolicyDocument', 'The policy document is not valid.');
  if (now > Date.parse(policy.data.expiration))
    throw accessDenied('Invalid according to Policy: Policy expired.');
  const mentioned = new Set<string>(['bucket']);
  for (const condition of policy.data.conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) {
        mentioned.add(name.toLowerCase());
        if (fields[name.toLowerCase()] !== value) throw failed(JSON.stringify(condition));
      }
    } else if (condition[0] === 'content-length-range') {
      if (size < condition[1])
        throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than allowed');
      if (size > condition[2])
        throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum size');
    } else {
      const [operator, variable, wanted] = condition;
      const name = variable.replace(/^\$/, '').toLowerCase();
      const value = fields[name] ?? '';
      mentioned.add(name);
      if (operator === 'eq' ? value !== wanted : !value.startsWith(wanted))
        throw failed(JSON.stringify(condition));
    }
  }
  for (const name of Object.keys(fields)) {
    if (!mentioned.has(name) && !UNCHECKED.has(name) && !name.startsWith('x-ignore-')) {
      throw accessDenied(`Invalid according to Policy: Extra input fields: ${name}`);
    }
  }
}

const failed = (condition: string): S3Error =>
  accessDenied(`Invalid according to Policy: Policy Condition failed: ${condition}`);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
