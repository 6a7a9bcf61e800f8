import type { GreyLevel } from './grey-levels.ts';
import { cellColumns, cellLines } from './kernels/grey.ts';
import { kernels, tables } from './kernels/kernels.ts';
import type { Region } from './region.ts';

/**
 * A difference of this many grey levels over two pixels is an edge; noise and shading seldom make one. On grain and
 * pattern, which make many, only strong ones tell where print is.
 */
const edges = { any: 16, strong: 56 } as const;
/**
 * Windows of sixteen pixels, eight apart, in which so many of 256 pixels lie on an edge may belong to a code. Bars and
 * modules of one and a half to three pixels reach at least 33 % when sharp; a single straight edge gives 12 %.
 */
const busy = 56;
const windowStep = 8;
/** So many busy windows each way, 32 pixels, tell a symbol (40 pixels and more) from outlines, however long. */
const across = 3;
/** The quiet zone of the widest kind (eleven modules) at three pixels a module, and a little. */
const margin = 40;
const mostPlaces = 6;
/** From this share of the picture on, one look at all of it is cheaper. */
const wholeShare = 0.6;

/**
 * Where a grey picture may show a code with modules of one and a half to three pixels: boxes around everything as
 * restless as bars and modules are, quiet zone included. Larger modules look like that in a halved picture.
 */
export function codePlaces(level: GreyLevel, which: keyof typeof edges = 'any'): Region[] {
  const { width, height } = level;
  const windows = opened(busyWindows(level, edges[which]));
  const boxes = merged(components(windows).map((box) => widened(box, width, height)));
  const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  return boxes.length > mostPlaces || area > width * height * wholeShare
    ? [{ x: 0, y: 0, width, height }]
    : boxes;
}

type Windows = { readonly columns: number; readonly rows: number; readonly busy: Uint8Array };

function busyWindows({ width, height, stride, at }: GreyLevel, edge: number): Windows {
  const { integers, steps } = kernels();
  const columns = Math.ceil(width / windowStep);
  const rows = Math.ceil(height / windowStep);
  const cells = stride / cellColumns;
  const share = integers.subarray(tables / 4, tables / 4 + cells);
  // Edges of every eight by eight pixels, one column and row more than there are.
  const counts = new Uint16Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row++) {
    steps(at + row * cellLines * stride, stride, edge, tables);
    for (let column = 0; column < columns; column++)
      counts[row * (columns + 1) + column] =
        (share[2 * column] as number) + (share[2 * column + 1] as number);
  }
  const found = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * (columns + 1) + column;
      const sum =
        (counts[cell] as number) +
        (counts[cell + 1] as number) +
        (counts[cell + columns + 1] as number) +
        (counts[cell + columns + 2] as number);
      if (sum >= busy) found[row * columns + column] = 1;
    }
  }
  return { columns, rows, busy: found };
}

/** Only the windows that are part of a busy square of `across` each way. */
function opened({ columns, rows, busy: found }: Windows): Windows {
  const squares = new Uint8Array(columns * rows);
  for (let row = 0; row + across <= rows; row++) {
    for (let column = 0; column + across <= columns; column++) {
      if (!full(found, row * columns + column, columns)) continue;
      for (let line = row; line < row + across; line++)
        squares.fill(1, line * columns + column, line * columns + column + across);
    }
  }
  return { columns, rows, busy: squares };
}

function full(found: Uint8Array, at: number, columns: number): boolean {
  for (let line = 0; line < across; line++)
    for (let column = 0; column < across; column++)
      if (found[at + line * columns + column] === 0) return false;
  return true;
}

/** Boxes, in pixels, of busy windows that touch. */
function components({ columns, rows, busy: left }: Windows): Region[] {
  const boxes: Region[] = [];
  const stack: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    let [west, north, east, south] = [columns, rows, 0, 0];
    stack.push(start);
    left[start] = 0;
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [north, south] = [Math.min(north, y), Math.max(south, y)];
      for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
          if (left[row * columns + column] === 0) continue;
          left[row * columns + column] = 0;
          stack.push(row * columns + column);
        }
      }
    }
    boxes.push({
      x: west * windowStep,
      y: north * windowStep,
      width: (east - west + 2) * windowStep,
      height: (south - north + 2) * windowStep,
    });
  }
  return boxes;
}

function widened({ x, y, width, height }: Region, right: number, bottom: number): Region {
  const [west, north] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  return {
    x: west,
    y: north,
    width: Math.min(right, x + width + margin) - west,
    height: Math.min(bottom, y + height + margin) - north,
  };
}

/** Overlapping boxes become one. */
function merged(boxes: readonly Region[]): Region[] {
  const kept: Region[] = [];
  for (const box of boxes) {
    let whole = box;
    for (let at = kept.findIndex((other) => overlap(other, whole)); at >= 0; ) {
      const [other] = kept.splice(at, 1);
      if (other) whole = around(other, whole);
      at = kept.findIndex((one) => overlap(one, whole));
    }
    kept.push(whole);
  }
  return kept;
}

/** Whether two boxes share a pixel. */
export function overlap(a: Region, b: Region): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function around(a: Region, b: Region): Region {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
