import sharp from 'sharp';
import { createLogoDetector } from '../../../models/image/local/detect.ts';
import { loadFeatureEngine } from '../../../models/image/local/opencv.ts';
import { referenceOf } from '../../../models/image/local/reference.ts';
import { sceneJpeg } from '../../../test/support/image-corpus.ts';
import { seeded } from '../../../test/support/random.ts';
import { evaluateLogos } from '../../evaluate/logos.ts';
import { productPhoto } from './image-accuracy.ts';
import { frameOf } from './pictures.ts';
import { type Row, time } from './row.ts';

const PICTURES = 20;
const STRANGERS = 100;

/** Registered pictures found again where fingerprints cannot: parts, turns, collages; and logos on goods. */
export async function benchLocal(full: boolean): Promise<Row[]> {
  const engine = await loadFeatureEngine();
  const detector = createLogoDetector(engine);
  const random = seeded(88);
  const originals = await Promise.all(
    Array.from({ length: PICTURES }, (_, i) =>
      i % 2 === 0 ? productPhoto(5000 + i) : sceneJpeg(5000 + i, { width: 700, height: 700, clutter: 0.7 }),
    ),
  );
  const brands = await Promise.all(
    originals.map(async (bytes, i) => referenceOf(`picture-${i}`, await frameOf(bytes), engine)),
  );
  const edits: Record<string, { bar?: number; edit(bytes: Uint8Array): Promise<Buffer> }> = {
    '70 % random crop': {
      bar: 0.95,
      edit: (bytes) => {
        const kept = Math.round(700 * Math.sqrt(0.7));
        const at = () => random.whole(0, 700 - kept);
        return sharp(bytes)
          .extract({ left: at(), top: at(), width: kept, height: kept })
          .jpeg({ quality: 75 })
          .toBuffer();
      },
    },
    'any rotation': {
      bar: 0.98,
      edit: (bytes) =>
        sharp(bytes).rotate(random.whole(5, 355), { background: '#ffffff' }).jpeg({ quality: 80 }).toBuffer(),
    },
    'half size, blurred': {
      edit: async (bytes) =>
        sharp(await sharp(bytes).resize(350).toBuffer())
          .blur(0.8)
          .jpeg({ quality: 75 })
          .toBuffer(),
    },
    'in a collage': {
      edit: async (bytes) =>
        sharp(await sceneJpeg(random.whole(6000, 7000), { width: 1000, height: 1000 }))
          .composite([
            {
              input: await sharp(bytes).resize(460).toBuffer(),
              left: random.whole(0, 500),
              top: random.whole(0, 500),
            },
          ])
          .jpeg({ quality: 80 })
          .toBuffer(),
    },
  };
  const rows: Row[] = [];
  for (const [name, { bar, edit }] of Object.entries(edits)) {
    let found = 0;
    for (const [i, bytes] of originals.entries()) {
      const frame = await frameOf(await edit(bytes));
      // One reference at a time: whether it is found does not depend on how many others there are.
      const { hits } = detector.detect(frame, { brands: brands.slice(i, i + 1) });
      if (hits.length > 0) found++;
    }
    rows.push({
      what: `local voting: ${name}`,
      ours: `${found} of ${PICTURES}`,
      value: found / PICTURES,
      ...(bar === undefined ? {} : { bar }),
    });
  }
  let wrong = 0;
  const begun = performance.now();
  const asked = brands.slice(0, 4);
  for (let i = 0; i < STRANGERS; i++) {
    const bytes =
      i % 2 === 0 ? await productPhoto(8000 + i) : await sceneJpeg(8000 + i, { width: 700, height: 700 });
    if (detector.detect(await frameOf(bytes), { brands: asked }).hits.length > 0) wrong++;
  }
  rows.push({
    what: '  strangers found, of pictures',
    ours: `${wrong} of ${STRANGERS}`,
    value: wrong / STRANGERS,
    bar: 0.01,
    sense: 'at most',
  });
  rows.push({
    what: '  milliseconds a picture, four references',
    ours: time((performance.now() - begun) / STRANGERS),
    value: (performance.now() - begun) / STRANGERS,
  });
  return [...rows, ...(await logoRows(full))];
}

async function logoRows(full: boolean): Promise<Row[]> {
  const tallies = await evaluateLogos(31, full ? { each: 60, without: 180 } : { each: 20, without: 180 });
  const rows = tallies.map(({ name, score }): Row => {
    if (score.wanted === 0)
      return {
        what: `${name}: false alarms`,
        ours: `${score.wrong} in ${score.inputs}`,
        value: score.wrong,
        bar: 0,
        sense: 'at most',
        digits: 0,
      };
    const bar = name.includes('plate') ? (name.includes('15 %') ? undefined : 0.75) : 0.4;
    return {
      what: name,
      ours: `${score.found} of ${score.wanted}, ${score.wrong} wrong`,
      value: score.found / score.wanted,
      ...(bar === undefined ? {} : { bar }),
    };
  });
  return rows;
}
