import type { Frame } from '../decode.ts';
import type { Region } from '../region.ts';

/** A stretch of a printed line about as wide as it is high, measured by what its paper and its ink are like. */
export type Window = {
  readonly region: Region;
  /** Grain of the paper between the strokes, in grey levels. */
  readonly grain: number;
  /** Paper here against the paper above and under the line, in grey levels; 0 on one sheet. */
  readonly step: number;
  /** How much more yellow or blue the paper is than above and under the line. */
  readonly tint: number;
  /** Steepest edges as a share of the contrast between ink and paper. */
  readonly edge: number;
  /** Darkest ink, in grey levels. */
  readonly ink: number;
};

export type Planes = {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
  readonly blueness: Float32Array;
  /** 1 where no ink is near. */
  readonly paper: Uint8Array;
  readonly level: (x: number, y: number) => number;
};

/** Brightness and paper of a frame; of a grey frame every tint is 0. */
export function planesOf({ width, height, channels, data }: Frame): Planes {
  const luma = new Float32Array(width * height);
  const blueness = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const at = i * channels;
    const red = data[at] as number;
    if (channels === 1) {
      luma[i] = red;
      continue;
    }
    const [green, blue] = [data[at + 1] as number, data[at + 2] as number];
    luma[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
    blueness[i] = blue - (red + green) / 2;
  }
  const level = paperLevel(luma, width, height);
  const ink = new Uint8Array(luma.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const off = Math.abs((data[i * channels] as number) - (data[i * channels + channels - 1] as number));
      // Seals are ink, too: their red is as bright as paper, but far from grey.
      if ((luma[i] as number) < level(x, y) - 22 || off > 60) ink[i] = 1;
    }
  return { width, height, luma, blueness, paper: away(ink, width, height, 2), level };
}

const CELL = 24;

/** The paper's brightness around a place: the 70th of a hundred brightnesses of its cell. */
function paperLevel(luma: Float32Array, width: number, height: number): (x: number, y: number) => number {
  const columns = Math.ceil(width / CELL);
  const levels = new Float32Array(columns * Math.ceil(height / CELL));
  const values: number[] = [];
  for (let cell = 0; cell < levels.length; cell++) {
    values.length = 0;
    const [left, top] = [(cell % columns) * CELL, Math.floor(cell / columns) * CELL];
    for (let y = top; y < Math.min(height, top + CELL); y += 2)
      for (let x = left; x < Math.min(width, left + CELL); x += 2) values.push(luma[y * width + x] as number);
    values.sort((a, b) => a - b);
    levels[cell] = values[Math.floor(values.length * 0.7)] ?? 255;
  }
  return (x, y) => levels[Math.floor(y / CELL) * columns + Math.floor(x / CELL)] ?? 255;
}

/** 1 where no marked pixel lies within `reach`. */
function away(marked: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const rows = new Uint8Array(marked.length).fill(1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (marked[y * width + x])
        for (let k = Math.max(0, x - reach); k <= Math.min(width - 1, x + reach); k++)
          rows[y * width + k] = 0;
  const out = rows.slice();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (rows[y * width + x] === 0)
        for (let k = Math.max(0, y - reach); k <= Math.min(height - 1, y + reach); k++)
          out[k * width + x] = 0;
  return out;
}

/** Windows along a line, half a width apart; those with too little paper or no ink say nothing and are left out. */
export function windowsOf(planes: Planes, line: Region): Window[] {
  const side = Math.round(line.height);
  const windows: Window[] = [];
  for (let x = line.x; x + side <= line.x + line.width + side / 2; x += side / 2) {
    const region = { x: Math.round(x), y: Math.round(line.y), width: side, height: side };
    const window = measure(planes, region);
    if (window) windows.push(window);
  }
  return windows;
}

function measure(planes: Planes, region: Region): Window | undefined {
  const { width, height, luma } = planes;
  const pad = Math.round(region.height * 0.12);
  const [left, right] = [Math.max(1, region.x), Math.min(width - 2, region.x + region.width)];
  const [top, bottom] = [Math.max(1, region.y - pad), Math.min(height - 2, region.y + region.height + pad)];
  let [grain, count, steep, dark] = [0, 0, 0, 255];
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      const value = luma[i] as number;
      if (value < dark) dark = value;
      const across = Math.abs((luma[i + 1] as number) - (luma[i - 1] as number)) / 2;
      if (across > steep) steep = across;
      if (planes.paper[i] === 0 || value > 252) continue;
      const around =
        ((luma[i - 1] as number) +
          (luma[i + 1] as number) +
          (luma[i - width] as number) +
          (luma[i + width] as number)) /
        4;
      grain += Math.abs(value - around);
      count++;
    }
  const inside = paperMean(planes, left, top, right, bottom);
  const gap = Math.round(region.height * 0.35);
  const beyond = Math.round(region.height * 0.45);
  const above = paperMean(planes, left, top - gap - beyond, right, top - gap);
  const under = paperMean(planes, left, bottom + gap, right, bottom + gap + beyond);
  if (count < 40 || !inside || (!above && !under)) return undefined;
  const around = mean([above, under].flatMap((side) => (side ? [side] : [])));
  const contrast = inside.luma - dark;
  if (contrast < 60) return undefined;
  return {
    region,
    grain: grain / count,
    step: inside.luma - around.luma,
    tint: inside.blueness - around.blueness,
    edge: steep / contrast,
    ink: dark,
  };
}

type Paper = { luma: number; blueness: number };

function paperMean(
  { width, height, luma, blueness, paper }: Planes,
  left: number,
  top: number,
  right: number,
  bottom: number,
): Paper | undefined {
  let [bright, blue, count] = [0, 0, 0];
  for (let y = Math.max(0, top); y <= Math.min(height - 1, bottom); y++)
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      if (paper[i] === 0) continue;
      bright += luma[i] as number;
      blue += blueness[i] as number;
      count++;
    }
  return count < 30 ? undefined : { luma: bright / count, blueness: blue / count };
}

function mean(sides: readonly Paper[]): Paper {
  const sum = sides.reduce((a, b) => ({ luma: a.luma + b.luma, blueness: a.blueness + b.blueness }));
  return { luma: sum.luma / sides.length, blueness: sum.blueness / sides.length };
}
