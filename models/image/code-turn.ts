/** A grey picture, one byte a pixel, row by row. */
export type Patch = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** A patch turned about its middle, and the way back. */
export type TurnedPatch = Patch & { readonly back: (x: number, y: number) => [number, number] };

/** Steps of tone that count: bars have them, shading and noise hardly. */
const leastStep = 40;
/** How much one direction must outweigh the one across it; bars alone give 0.9, a photograph seldom 0.3. */
const leastCoherence = 0.4;
/** The reader itself follows bars up to some 20 degrees. */
const straight = (18 * Math.PI) / 180;

/**
 * The patch turned so that bars across which its tone changes stand upright; undefined when no direction leads, or when the
 * bars stand or lie straight enough to be read as they are.
 */
export function uprightBars(patch: Patch): TurnedPatch | undefined {
  const angle = directionOf(patch);
  if (angle === undefined) return undefined;
  const quarter = Math.PI / 2;
  const off = Math.abs(angle - Math.round(angle / quarter) * quarter);
  return off < straight ? undefined : turned(patch, angle);
}

/** Direction of the steps of tone, in radians, by their mean of doubled angles (structure tensor). */
function directionOf({ width, height, data }: Patch): number | undefined {
  let [along, across, total] = [0, 0, 0];
  for (let y = 1; y + 1 < height; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const dx = (data[at + 1] as number) - (data[at - 1] as number);
      const dy = (data[at + width] as number) - (data[at - width] as number);
      const strength = dx * dx + dy * dy;
      if (strength < leastStep * leastStep) continue;
      along += dx * dx - dy * dy;
      across += 2 * dx * dy;
      total += strength;
    }
  }
  if (total === 0 || Math.hypot(along, across) < leastCoherence * total) return undefined;
  return Math.atan2(across, along) / 2;
}

function turned({ width, height, data }: Patch, angle: number): TurnedPatch {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const outWidth = Math.ceil(width * Math.abs(cosine) + height * Math.abs(sine));
  const outHeight = Math.ceil(width * Math.abs(sine) + height * Math.abs(cosine));
  const back = (x: number, y: number): [number, number] => {
    const [u, v] = [x - outWidth / 2, y - outHeight / 2];
    return [u * cosine - v * sine + width / 2, u * sine + v * cosine + height / 2];
  };
  const out = new Uint8Array(outWidth * outHeight).fill(255);
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const [px, py] = back(x + 0.5, y + 0.5);
      const [left, top] = [Math.floor(px - 0.5), Math.floor(py - 0.5)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const [fx, fy] = [px - 0.5 - left, py - 0.5 - top];
      const at = top * width + left;
      out[y * outWidth + x] =
        ((data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx) * (1 - fy) +
        ((data[at + width] as number) * (1 - fx) + (data[at + width + 1] as number) * fx) * fy;
    }
  }
  return { width: outWidth, height: outHeight, data: out, back };
}
