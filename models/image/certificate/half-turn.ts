import type { Frame } from '../decode.ts';
import type { Region } from '../region.ts';
import type { Certificate } from './read.ts';

/** The frame upside down. */
export function turnedByHalf(frame: Frame): Frame {
  const { width, height, channels, data } = frame;
  const out = new Uint8Array(data.length);
  const last = width * height - 1;
  for (let i = 0; i <= last; i++)
    for (let c = 0; c < channels; c++) out[(last - i) * channels + c] = data[i * channels + c] as number;
  return { ...frame, data: out };
}

/** What was read of a frame upside down, with its places on the frame as it is. */
export function turnedBack(certificate: Certificate, { originalWidth, originalHeight }: Frame): Certificate {
  const placed = <T extends { readonly region: Region }>(one: T): T => {
    const { x, y, width, height } = one.region;
    return {
      ...one,
      region: { x: originalWidth - x - width, y: originalHeight - y - height, width, height },
    };
  };
  const { lines, fields, numbers, alterations } = certificate;
  return {
    ...certificate,
    lines: lines.map(placed),
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, placed(field)])),
    numbers: numbers.map(placed),
    alterations: alterations.map(placed),
  };
}
