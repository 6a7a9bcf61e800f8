/** Packs [code point, replacement] pairs: code point deltas and UTF-16 unit deltas as variable-length integers. */
export function encodeEntries(entries: readonly (readonly [number, string])[]): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number): void => {
    while (value > 127) {
      bytes.push((value & 127) | 128);
      value >>>= 7;
    }
    bytes.push(value);
  };
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  let lastPoint = 0;
  let lastUnit = 0;
  for (const [point, text] of sorted) {
    put(point - lastPoint);
    lastPoint = point;
    put(text.length);
    for (let i = 0; i < text.length; i++) {
      const delta = text.charCodeAt(i) - lastUnit;
      put(delta < 0 ? -delta * 2 - 1 : delta * 2);
      lastUnit = text.charCodeAt(i);
    }
  }
  return Uint8Array.from(bytes);
}
