import sharp from 'sharp';
import { analyse } from '../../../models/image/analyse.ts';
import { loadCodeReader } from '../../../models/image/codes.ts';
import { releaseFrame } from '../../../models/image/decode.ts';
import { fingerprintExact, fingerprintFast, fingerprintViews } from '../../../models/image/fingerprint.ts';
import { sceneJpeg } from '../../../test/support/image-corpus.ts';
import { frameOf, opened, zxingWasm } from './pictures.ts';
import { type Race, raceAsync } from './race.ts';
import { type Row, time } from './row.ts';

const BARS = { 800: { fast: 1.1, exact: 2.6, views: 3 }, 2000: { fast: 0.65, exact: 1.1, views: 1.05 } };

/** Fingerprints are told from decodes by a few hundredths: that takes more rounds than seven. */
const CLOSE_ROUNDS = 21;

/** What fingerprints cost of a processor, in sharp's own full decodes of the same pictures, one in flight. */
export async function benchImageCosts(): Promise<Row[]> {
  const rows: Row[] = [];
  const codes = await loadCodeReader(zxingWasm());
  for (const side of [800, 2000] as const) {
    const count = side === 800 ? 6 : 2;
    const pictures = await Promise.all(
      Array.from({ length: count }, (_, i) => sceneJpeg(400 + i, { width: side, height: side })),
    );
    const each = (work: (bytes: Uint8Array) => Promise<unknown>) => async () => {
      for (const bytes of pictures) await work(bytes);
    };
    // Released at once, as ours are: left to the collector it would be paid for by whoever runs next.
    const decode = each(async (bytes) => releaseFrame({ data: await sharp(bytes).raw().toBuffer() }));
    const fingerprints = await raceAsync(
      {
        decode,
        fast: each((bytes) => fingerprintFast(opened(bytes))),
        exact: each((bytes) => fingerprintExact(opened(bytes))),
        views: each((bytes) => fingerprintViews(opened(bytes))),
      },
      { rounds: CLOSE_ROUNDS, by: 'processor' },
    );
    const whole = await raceAsync(
      {
        decode,
        analyse: each((bytes) => analyse(bytes)),
        codes: each((bytes) => analyse(bytes, { codes })),
      },
      { by: 'processor' },
    );
    const row = <K extends string>(
      times: Race<K | 'decode'>,
      what: string,
      name: NoInfer<K>,
      bar?: number,
    ): Row => ({
      what: `${what}, ${side} pixels, in full decodes`,
      ours: time(times[name] / count),
      peer: time(times.decode / count),
      value: times.ratio(name, 'decode'),
      ...(bar === undefined ? {} : { bar, sense: 'at most' }),
    });
    rows.push(
      row(fingerprints, 'fingerprint, fast', 'fast', BARS[side].fast),
      row(fingerprints, 'fingerprint, exact', 'exact', BARS[side].exact),
      row(fingerprints, 'sixteen views', 'views', BARS[side].views),
      row(whole, '  everything about a picture', 'analyse'),
      row(whole, '  everything, bar codes too', 'codes'),
    );
  }
  rows.push(await fourInFlight());
  rows.push(await codeCost(codes));
  return rows;
}

async function fourInFlight(): Promise<Row> {
  const pictures = await Promise.all(
    Array.from({ length: 4 }, (_, i) => sceneJpeg(420 + i, { width: 1600, height: 1600 })),
  );
  const times = await raceAsync(
    {
      one: async () => {
        for (const bytes of pictures) await fingerprintFast(opened(bytes));
      },
      four: () => Promise.all(pictures.map((bytes) => fingerprintFast(opened(bytes)))),
    },
    { rounds: CLOSE_ROUNDS },
  );
  return {
    what: 'four in flight against one, two cores',
    ours: time(times.four / 4),
    peer: time(times.one / 4),
    value: times.ratio('one', 'four'),
    bar: 1.7,
  };
}

/** A picture of 1,200 pixels without any code, the dearest kind; and no code may be read in it. */
async function codeCost(codes: Awaited<ReturnType<typeof loadCodeReader>>): Promise<Row> {
  const frames = await Promise.all(
    Array.from({ length: 4 }, async (_, i) =>
      frameOf(await sceneJpeg(440 + i, { width: 1200, height: 1200 })),
    ),
  );
  const times = await raceAsync({
    read: async () => {
      for (const frame of frames) await codes.read(frame);
    },
  });
  return {
    what: 'codes: milliseconds at 1,200 pixels when there is none',
    ours: time(times.read / frames.length),
    value: times.read / frames.length,
    bar: 60,
    sense: 'at most',
  };
}
