import { kernels, padded, planes, tables } from './kernels/kernels.ts';
import { type Luma, placeLuma } from './pdq/luma.ts';

/** Connected pixels (eight neighbours) that stand out from their surroundings on one side. */
export type Blob = {
  readonly dark: boolean;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
  /** How far its pixels stand out, summed. */
  readonly contrast: number;
  used: boolean;
};

/** Mean of what lies around every pixel, in the kernels' first plane, lines `stride` apart: until something else runs. */
export type Surroundings = { readonly mean: Float32Array; readonly stride: number };

/** Mean over a square of `window` around every pixel, clipped at the edges: columns, then rows as turned columns. */
export function surroundingsOf(luma: Luma, window: number): Surroundings {
  const { floats, columns, transpose } = kernels();
  const [a, b] = planes;
  const { width, height, stride } = placeLuma(luma);
  const high = padded(height);
  columns(a, b, stride, height, window);
  transpose(b, a, stride, high);
  columns(a, b, high, width, window);
  transpose(b, a, high, stride);
  return { mean: floats.subarray(a / 4, a / 4 + stride * height), stride };
}

/**
 * Every blob of pixels darker or lighter than their surroundings (`local`) by more than `floor`, in the order of their
 * first pixels. Rows are cut into runs, and runs that touch the row above join its blob.
 */
export function blobsOf(luma: Luma, { mean, stride }: Surroundings, floor: number): Blob[] {
  const { width, height, data } = luma;
  const mask = standingOut(luma, stride, floor);
  const blobs = new Labels();
  let above = runsRoom(width);
  let here = runsRoom(width);
  let aboveCount = 0;
  for (let y = 0; y < height; y++) {
    const count = runsOf(mask, y * stride, width, here);
    let candidate = 0;
    for (let run = 0; run < count; run++) {
      const left = here.left[run] as number;
      const right = here.right[run] as number;
      const sign = here.sign[run] as number;
      let contrast = 0;
      for (let x = left; x <= right; x++)
        contrast += (mean[y * stride + x] as number) - (data[y * width + x] as number);
      let label = -1;
      while (candidate < aboveCount && (above.right[candidate] as number) < left - 1) candidate++;
      for (let other = candidate; other < aboveCount && (above.left[other] as number) <= right + 1; other++) {
        if (above.sign[other] !== sign) continue;
        const found = above.label[other] as number;
        label = label < 0 ? blobs.root(found) : blobs.join(label, found);
      }
      if (label < 0) label = blobs.begin(sign === 1, left, right, y);
      here.label[run] = label;
      blobs.grow(label, left, right, y, Math.abs(contrast));
    }
    [above, here] = [here, above];
    aboveCount = count;
  }
  return blobs.list();
}

/** Blobs as they grow, in columns of numbers: a picture has thousands, and objects cost more than the pixels. */
class Labels {
  #count = 0;
  #room = 1024;
  #bounds = new Int32Array(this.#room * fields);
  #contrast = new Float64Array(this.#room);

  begin(dark: boolean, left: number, right: number, y: number): number {
    if (this.#count === this.#room) this.#widen();
    const label = this.#count++;
    this.#bounds.set([label, left, y, right, y, 0, dark ? 1 : 0], label * fields);
    return label;
  }

  root(label: number): number {
    let at = label;
    for (
      let next = this.#bounds[at * fields] as number;
      next !== at;
      next = this.#bounds[at * fields] as number
    )
      at = next;
    return at;
  }

  /** Joins the blobs of two labels; answers the label of the one that began first. */
  join(one: number, other: number): number {
    const [a, b] = [this.root(one), this.root(other)];
    if (a === b) return a;
    const [into, from] = a < b ? [a, b] : [b, a];
    const bounds = this.#bounds;
    const [i, f] = [into * fields, from * fields];
    bounds[f] = into;
    bounds[i + 1] = Math.min(bounds[i + 1] as number, bounds[f + 1] as number);
    bounds[i + 2] = Math.min(bounds[i + 2] as number, bounds[f + 2] as number);
    bounds[i + 3] = Math.max(bounds[i + 3] as number, bounds[f + 3] as number);
    bounds[i + 4] = Math.max(bounds[i + 4] as number, bounds[f + 4] as number);
    bounds[i + 5] = (bounds[i + 5] as number) + (bounds[f + 5] as number);
    this.#contrast[into] = (this.#contrast[into] as number) + (this.#contrast[from] as number);
    return into;
  }

  grow(label: number, left: number, right: number, y: number, contrast: number): void {
    const bounds = this.#bounds;
    const i = label * fields;
    if (left < (bounds[i + 1] as number)) bounds[i + 1] = left;
    if (right > (bounds[i + 3] as number)) bounds[i + 3] = right;
    bounds[i + 4] = y;
    bounds[i + 5] = (bounds[i + 5] as number) + right - left + 1;
    this.#contrast[label] = (this.#contrast[label] as number) + contrast;
  }

  list(): Blob[] {
    const blobs: Blob[] = [];
    for (let label = 0; label < this.#count; label++) {
      if (this.#bounds[label * fields] !== label) continue;
      const [left = 0, top = 0, right = 0, bottom = 0, area = 0, dark] = this.#bounds.subarray(
        label * fields + 1,
        (label + 1) * fields,
      );
      const contrast = this.#contrast[label] as number;
      blobs.push({ dark: dark === 1, left, top, right, bottom, area, contrast, used: false });
    }
    return blobs;
  }

  #widen(): void {
    this.#room *= 2;
    const bounds = new Int32Array(this.#room * fields);
    bounds.set(this.#bounds);
    this.#bounds = bounds;
    const contrast = new Float64Array(this.#room);
    contrast.set(this.#contrast);
    this.#contrast = contrast;
  }
}

/** Label of the blob joined into (or its own), left, top, right, bottom, area, 1 when dark. */
const fields = 7;

type Runs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly sign: Uint8Array;
  readonly label: Int32Array;
};

function runsRoom(room: number): Runs {
  // Runs of the two signs may stand side by side: as many as there are pixels.
  return {
    left: new Int32Array(room),
    right: new Int32Array(room),
    sign: new Uint8Array(room),
    label: new Int32Array(room),
  };
}

/** Cuts a row of the mask into runs of one sign; answers how many there are. */
function runsOf({ bytes, fours }: Mask, from: number, width: number, { left, right, sign }: Runs): number {
  let count = 0;
  let last = 0;
  for (let x = 0; x < width; x++) {
    // Four at a time while nothing changes.
    const same = last * 0x01010101;
    while ((x & 3) === 0 && x + 4 <= width && fours[(from + x) >> 2] === same) x += 4;
    if (x >= width) break;
    const value = bytes[from + x] as number;
    if (value === last) continue;
    if (last !== 0) right[count++] = x - 1;
    if (value !== 0) {
      left[count] = x;
      sign[count] = value;
    }
    last = value;
  }
  if (last !== 0) right[count++] = width - 1;
  return count;
}

/** One byte a pixel: 1 where it is darker than its surroundings, 2 where it is lighter; the same by fours. */
type Mask = { readonly bytes: Uint8Array; readonly fours: Int32Array };

/** In the kernels' third plane; the surroundings lie in the first. */
function standingOut({ width, height, data }: Luma, stride: number, floor: number): Mask {
  const { bytes, floats, integers, standing } = kernels();
  const [a, b, c] = planes;
  const count = stride * height;
  for (let y = 0; y < height; y++) floats.set(data.subarray(y * width, (y + 1) * width), b / 4 + y * stride);
  floats[tables / 4] = floor;
  standing(a, b, count, tables, c);
  return { bytes: bytes.subarray(c, c + count), fours: integers.subarray(c / 4, (c + count) / 4) };
}
