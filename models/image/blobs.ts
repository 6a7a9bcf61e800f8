import { kernels, plane, tables } from './kernels/kernels.ts';
import type { Luma } from './pdq/luma.ts';

/** Connected pixels (eight neighbours) that stand out from their surroundings on one side. */
export type Blob = {
  readonly dark: boolean;
  left: number;
  top: number;
  right: number;
  bottom: number;
  area: number;
  /** How far its pixels stand out, summed. */
  contrast: number;
  used: boolean;
};

/**
 * Every blob of pixels darker or lighter than their surroundings (`local`) by more than `floor`, in the order of their
 * first pixels. Rows are cut into runs, and runs that touch the row above join its blob.
 */
export function blobsOf(luma: Luma, local: Float32Array, floor: number): Blob[] {
  const { width, height, data } = luma;
  const mask = standingOut(luma, local, floor);
  const all: Blob[] = [];
  const joined: number[] = [];
  const root = (label: number): number => {
    let at = label;
    while (joined[at] !== at) at = joined[at] as number;
    return at;
  };
  const most = (width >> 1) + 2;
  let above = runsRoom(most);
  let here = runsRoom(most);
  let aboveCount = 0;
  for (let y = 0; y < height; y++) {
    const count = runsOf(mask, y * width, width, here);
    let candidate = 0;
    for (let run = 0; run < count; run++) {
      const [left, right, sign] = [
        here.left[run] as number,
        here.right[run] as number,
        here.sign[run] as number,
      ];
      let contrast = 0;
      for (let at = y * width + left; at <= y * width + right; at++)
        contrast += (local[at] as number) - (data[at] as number);
      let label = -1;
      while (candidate < aboveCount && (above.right[candidate] as number) < left - 1) candidate++;
      for (let other = candidate; other < aboveCount && (above.left[other] as number) <= right + 1; other++) {
        if (above.sign[other] !== sign) continue;
        const found = root(above.label[other] as number);
        if (label < 0) label = found;
        else if (found !== label) {
          const [first, second] = found < label ? [found, label] : [label, found];
          merge(all[first] as Blob, all[second] as Blob);
          joined[second] = first;
          label = first;
        }
      }
      if (label < 0) {
        label = all.length;
        joined.push(label);
        all.push({ dark: sign === 1, left, top: y, right, bottom: y, area: 0, contrast: 0, used: false });
      }
      here.label[run] = label;
      grow(all[label] as Blob, left, right, y, Math.abs(contrast));
    }
    [above, here] = [here, above];
    aboveCount = count;
  }
  return all.filter((_, label) => joined[label] === label);
}

function grow(blob: Blob, left: number, right: number, y: number, contrast: number): void {
  if (left < blob.left) blob.left = left;
  if (right > blob.right) blob.right = right;
  blob.bottom = y;
  blob.area += right - left + 1;
  blob.contrast += contrast;
}

function merge(into: Blob, from: Blob): void {
  into.left = Math.min(into.left, from.left);
  into.right = Math.max(into.right, from.right);
  into.top = Math.min(into.top, from.top);
  into.bottom = Math.max(into.bottom, from.bottom);
  into.area += from.area;
  into.contrast += from.contrast;
}

type Runs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly sign: Uint8Array;
  readonly label: Int32Array;
};

function runsRoom(most: number): Runs {
  // Runs of the two signs may stand side by side: as many as there are pixels.
  const room = most * 2;
  return {
    left: new Int32Array(room),
    right: new Int32Array(room),
    sign: new Uint8Array(room),
    label: new Int32Array(room),
  };
}

/** Cuts a row of the mask into runs of one sign; answers how many there are. */
function runsOf(mask: Uint8Array, from: number, width: number, { left, right, sign }: Runs): number {
  let count = 0;
  let last = 0;
  for (let x = 0; x < width; x++) {
    const value = mask[from + x] as number;
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

/** One byte a pixel: 1 where it is darker than its surroundings, 2 where it is lighter. */
function standingOut({ width, height, data }: Luma, local: Float32Array, floor: number): Uint8Array {
  const { bytes, floats, standing } = kernels();
  const count = width * height;
  floats.set(local);
  floats.set(data, plane / 4);
  floats[tables / 4] = floor;
  standing(0, plane, count, tables, 2 * plane);
  return bytes.slice(2 * plane, 2 * plane + count);
}
