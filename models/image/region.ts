/** A rectangle in pixels of the auto-oriented original. */
export type Region = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A rectangle scaled from one picture size to another, in whole pixels, kept inside. */
export function scaleRegion(
  region: Region,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Region {
  const left = clamp(Math.round((region.x * to.width) / from.width), 0, to.width - 1);
  const top = clamp(Math.round((region.y * to.height) / from.height), 0, to.height - 1);
  const right = clamp(Math.round(((region.x + region.width) * to.width) / from.width), left + 1, to.width);
  const bottom = clamp(
    Math.round(((region.y + region.height) * to.height) / from.height),
    top + 1,
    to.height,
  );
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
