import { MAX_ROW_BYTES, numberOfRow } from './snapshot-row.ts';

/** Rows of one run; sorting packs a row's place into the 17 bits a double has left beside a word. */
const MAX_ROWS = 1 << 17;
/** Bytes before a row in a run: high word, low word, length. */
export const RUN_HEAD = 10;

/**
 * Collects rows up to a bound of memory and gives them back as one sorted run: `[high u32][low u32][length u16][row]…`,
 * little-endian, ordered by hash. Of rows with the same number the last one stays.
 */
export function runBuilder(maxBytes = 16 << 20) {
  const arena = new Uint8Array(maxBytes);
  const [highs, lows] = [new Uint32Array(MAX_ROWS), new Uint32Array(MAX_ROWS)];
  const [starts, lengths] = [new Uint32Array(MAX_ROWS), new Uint16Array(MAX_ROWS)];
  let count = 0;
  let used = 0;

  const numberAt = (i: number) =>
    numberOfRow(arena.subarray(starts[i] as number, (starts[i] as number) + (lengths[i] as number)));

  /** Row places by hash, and by age within one. */
  function order(): number[] {
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i++) keys[i] = (highs[i] as number) * MAX_ROWS + i;
    keys.sort();
    const places = Array.from(keys, (key) => key % MAX_ROWS);
    // Equal high words are rare; among them the low word decides.
    for (let i = 1; i < count; i++) {
      const place = places[i] as number;
      let j = i;
      while (
        j > 0 &&
        highs[places[j - 1] as number] === highs[place] &&
        after(places[j - 1] as number, place)
      ) {
        places[j] = places[j - 1] as number;
        j--;
      }
      places[j] = place;
    }
    return places;
  }
  const after = (a: number, b: number) => (lows[a] as number) > (lows[b] as number);

  return {
    /** False when the run is full: take it first. */
    add(high: number, low: number, row: Uint8Array): boolean {
      if (row.length > MAX_ROW_BYTES) throw new RangeError(`a row of ${row.length} bytes is too long`);
      if (count === MAX_ROWS || used + row.length > maxBytes) return false;
      arena.set(row, used);
      highs[count] = high;
      lows[count] = low;
      starts[count] = used;
      lengths[count] = row.length;
      used += row.length;
      count++;
      return true;
    },
    rows: () => count,
    /** The sorted run; the builder is empty afterwards. */
    take(): { bytes: Uint8Array; rows: number; replaced: number } {
      const places = order();
      const bytes = new Uint8Array(used + count * RUN_HEAD);
      const view = new DataView(bytes.buffer);
      let [at, rows] = [0, 0];
      for (let i = 0; i < count; i++) {
        const place = places[i] as number;
        if (replacedLater(places, i)) continue;
        const [start, length] = [starts[place] as number, lengths[place] as number];
        view.setUint32(at, highs[place] as number, true);
        view.setUint32(at + 4, lows[place] as number, true);
        view.setUint16(at + 8, length, true);
        bytes.set(arena.subarray(start, start + length), at + RUN_HEAD);
        at += RUN_HEAD + length;
        rows++;
      }
      const replaced = count - rows;
      count = 0;
      used = 0;
      return { bytes: bytes.subarray(0, at), rows, replaced };
    },
  };

  function replacedLater(places: number[], i: number): boolean {
    const place = places[i] as number;
    for (let j = i + 1; j < count; j++) {
      const next = places[j] as number;
      if (highs[next] !== highs[place] || lows[next] !== lows[place]) return false;
      if (numberAt(next) === numberAt(place)) return true;
    }
    return false;
  }
}
