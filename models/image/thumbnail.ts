import { averagedLines, averagedSize } from './averaged-lines.ts';
import type { Frame } from './decode.ts';
import { kernels, plane, planes } from './kernels/kernels.ts';
import type { Luma } from './pdq/luma.ts';

/** Longest side of the luma everything coarse is measured on: views, blankness, text share. */
export const thumbnailSide = 512;
/** The views need less: four pixels a cell. */
export const viewsSide = 256;

/** Rec. 601 luma of a frame averaged down so that neither side exceeds `side`; never enlarged. */
export function thumbnailOf(frame: Frame, side: number = thumbnailSide): Luma {
  const { floats } = kernels();
  const { width, height } = averagedSize(frame, side);
  const data = new Float32Array(width * height);
  averagedLines(frame, side, planes[0], (row, at) =>
    data.set(floats.subarray(at / 4, at / 4 + width), row * width),
  );
  return { width, height, data };
}

/** The luma to cut views from: halved when that still leaves about `viewsSide`, so that small pictures keep theirs. */
export function viewsLuma(thumbnail: Luma): Luma {
  return Math.max(thumbnail.width, thumbnail.height) >= viewsSide * 1.75 ? halved(thumbnail) : thumbnail;
}

/** Half the size, by averaging two by two; an odd last row or column is left out. */
function halved({ width, height, data }: Luma): Luma {
  const { floats, quarter } = kernels();
  const [columns, rows] = [width >> 1, height >> 1];
  if (columns === 0 || rows === 0) return { width, height, data };
  const out = new Float32Array(columns * rows);
  const line = floats.subarray(plane / 4, plane / 4 + columns);
  floats.set(data);
  for (let y = 0; y < rows; y++) {
    quarter(2 * y * width * 4, width * 4, columns, plane);
    out.set(line, y * columns);
  }
  return { width: columns, height: rows, data: out };
}
