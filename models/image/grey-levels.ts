import { averagedLines, averagedSize } from './averaged-lines.ts';
import type { Frame } from './decode.ts';
import { kernels, planes, tables } from './kernels/kernels.ts';

/** A grey picture of bytes inside the kernels' memory; lines are `stride` apart, the edge repeated beyond the picture. */
export type GreyLevel = {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** Byte address of the first pixel. */
  readonly at: number;
};

/** Lines that must lie below a picture for the last eight to be looked at. */
const linesBelow = 10;
const smallest = 48;

const strideOf = (width: number): number => (width + 2 + 31) & ~31;

/**
 * A frame in grey with neither side over `side` (1,200 fits), and every half of it down to 48 pixels. They lie in the
 * kernels' memory: take what is needed before anything is awaited.
 */
export function greyLevels(frame: Frame, side: number): GreyLevel[] {
  let level = wholeLevel(frame, side);
  const levels = [level];
  while (Math.max(level.width, level.height) >= smallest * 2 && Math.min(level.width, level.height) >= 2) {
    level = halved(level);
    levels.push(level);
  }
  return levels;
}

function wholeLevel(frame: Frame, side: number): GreyLevel {
  if (frame.channels === 1 || Math.max(frame.width, frame.height) > side) return averaged(frame, side);
  const { width, height, data } = frame;
  const { bytes, integers, weigh, narrow } = kernels();
  const level = { width, height, stride: strideOf(width), at: planes[0] };
  const line = (tables + width * 3 + 31) & ~15;
  const sums = integers.subarray(line / 4, line / 4 + level.stride);
  for (let y = 0; y < height; y++) {
    bytes.set(data.subarray(y * width * 3, (y + 1) * width * 3), tables);
    sums.fill(0);
    weigh(tables, width, line);
    narrow(line, level.stride, level.at + y * level.stride);
  }
  return edged(level);
}

function averaged(frame: Frame, side: number): GreyLevel {
  const { round } = kernels();
  const { width, height } = averagedSize(frame, side);
  const level = { width, height, stride: strideOf(width), at: planes[0] };
  // It works on sixteens: what it writes beyond a line is the room for its edge.
  averagedLines(frame, side, tables, (row, at) => {
    round(at, width, level.at + row * level.stride);
  });
  return edged(level);
}

function halved(from: GreyLevel): GreyLevel {
  const { halve } = kernels();
  const [width, height] = [from.width >> 1, from.height >> 1];
  const at = from.at + (from.height + linesBelow + 8) * from.stride;
  const level = { width, height, stride: strideOf(width), at };
  for (let y = 0; y < height; y++) halve(from.at + 2 * y * from.stride, from.stride, at + y * level.stride);
  return edged(level);
}

/** Repeats the last column and line into the room around the picture. */
function edged(level: GreyLevel): GreyLevel {
  const { bytes } = kernels();
  const { width, height, stride, at } = level;
  for (let y = 0; y < height; y++) {
    const line = at + y * stride;
    bytes.fill(bytes[line + width - 1] as number, line + width, line + stride);
  }
  const last = at + (height - 1) * stride;
  for (let y = 0; y < linesBelow + 8; y++) bytes.copyWithin(last + (y + 1) * stride, last, last + stride);
  return level;
}
