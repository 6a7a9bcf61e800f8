/** One file: a magic word, the length of a JSON head, the head, then raw bytes. */
const MAGIC = 0x31475354;

export class GoodsFormatError extends Error {
  override name = 'GoodsFormatError';
}

export function pack(head: unknown, body: Int8Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(8 + json.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  bytes.set(json, 8);
  bytes.set(new Uint8Array(body.buffer, body.byteOffset, body.length), 8 + json.length);
  return bytes;
}

export function unpack(bytes: Uint8Array): { head: unknown; body: Int8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8 || view.getUint32(0, true) !== MAGIC)
    throw new GoodsFormatError('not a goods artefact');
  const length = view.getUint32(4, true);
  if (8 + length > bytes.byteLength) throw new GoodsFormatError('the goods artefact is cut');
  const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return {
    head,
    body: new Int8Array(bytes.buffer, bytes.byteOffset + 8 + length, bytes.byteLength - 8 - length),
  };
}
