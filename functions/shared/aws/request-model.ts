import type { HttpRequest } from '@smithy/types';

/** Makes the request of another call of the same operation to the same place; nothing when this input is of another kind. */
export type RequestModel = (input: object) => HttpRequest | undefined;

/**
 * What a request the SDK serialized teaches about the next one.
 * @param input what it was made from
 * @param plainJson of a JSON protocol, and inputs of the operation hold text and numbers alone: they are their own bodies. The SDK
 *   writes JSON character by character, which a batch of messages is too long for.
 */
export function requestModel(
  input: object,
  request: HttpRequest,
  plainJson: boolean,
): RequestModel | undefined {
  if (plainJson) return (next) => ({ ...request, body: JSON.stringify(next) });
  if (!namesAnObject(input)) return undefined;
  const { Bucket } = input;
  const end = encodedKey(input.Key);
  if (request.body !== undefined || !request.path.endsWith(`/${end}`)) return undefined;
  const before = request.path.slice(0, -end.length);
  return (next) =>
    namesAnObject(next) && next.Bucket === Bucket
      ? { ...request, path: before + encodedKey(next.Key) }
      : undefined;
}

/** A bucket and a key and nothing else: of such requests only the end of the path is another. */
function namesAnObject(input: object): input is { Bucket: string; Key: string } {
  const { Bucket, Key, ...more } = input as { Bucket?: unknown; Key?: unknown };
  return typeof Bucket === 'string' && typeof Key === 'string' && Object.keys(more).length === 0;
}

const encodedKey = (key: string): string => key.split('/').map(encoded).join('/');

/** Percent-encoded as AWS wants it: everything but letters, digits and `-._~`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
