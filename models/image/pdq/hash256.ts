/** A 256-bit PDQ value: 32 bytes, most significant bit first, as the reference prints it in 64 hex digits. */
export type Hash256 = Uint8Array;

const hexPattern = /^[0-9a-f]{64}$/i;

/** Bytes of 64 hexadecimal digits; throws RangeError on anything else. */
export function hash256FromHex(hex: string): Hash256 {
  if (!hexPattern.test(hex)) throw new RangeError('a PDQ value is 64 hexadecimal digits');
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

const digits = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** 64 lower-case hexadecimal digits. */
export function hexOfHash256(hash: Hash256): string {
  let text = '';
  for (let i = 0; i < 32; i++) text += digits[hash[i] as number];
  return text;
}

const bitsIn = Uint8Array.from({ length: 256 }, (_, value) => {
  let count = 0;
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});

/** Number of differing bits, 0-256. */
export function hammingDistance(a: Hash256, b: Hash256): number {
  let distance = 0;
  for (let i = 0; i < 32; i++) distance += bitsIn[(a[i] as number) ^ (b[i] as number)] as number;
  return distance;
}
