import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packLooks, wholeArea } from '../../../models/image/looks.ts';
import { hash256FromHex } from '../../../models/image/pdq/hash256.ts';
import { buildMarks, loadMarks, type Mark } from '../../../models/marks/mark-index.ts';
import { readSources } from '../../../tools/knowledge/build.ts';
import { markPictures, marksPart } from '../../../tools/knowledge/marks.ts';
import { FACTS, PDQ, reference } from './support.ts';

const mark = (featureId: string, ...references: Mark['references']): Mark => ({
  feature: { featureId, brand: 'B', kind: 'brand-feature', pdq: PDQ },
  references,
});
const marks = [
  mark('b-logo', reference('b-logo', true, 3), reference('b-logo', true, 4)),
  mark('a-photo', reference('a-photo', false)),
];
const work = mkdtempSync(join(tmpdir(), 'touchstone-marks-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the artefact of the marks', () => {
  it('gives back what was put in, whatever the order and wherever its bytes lie', () => {
    const bytes = buildMarks(marks);
    expect(buildMarks([...marks].reverse())).toEqual(bytes);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const given of [bytes, shifted.subarray(1), Buffer.from(bytes)]) {
      const loaded = loadMarks(given);
      expect(loaded.marks.map(({ feature }) => feature.featureId)).toEqual(['a-photo', 'b-logo']);
      expect(loaded.marks.flatMap(({ references }) => references)).toEqual([
        reference('a-photo', false),
        reference('b-logo', true, 3),
        reference('b-logo', true, 4),
      ]);
    }
  });

  it('without a registered picture has no bytes, and then nothing is looked for', () => {
    expect(buildMarks([])).toHaveLength(0);
    expect(loadMarks(new Uint8Array()).marks).toEqual([]);
  });

  it('is refused when it is cut short', () => {
    const bytes = buildMarks(marks);
    expect(() => loadMarks(bytes.slice(0, bytes.length - 4))).toThrow();
  });

  it('knows its own pictures as wholes, turned and mirrored too, and no plain ones', () => {
    const { holdsWhole } = loadMarks(buildMarks(marks));
    const other = '54'.repeat(32);
    expect(holdsWhole(FACTS)).toBe(true);
    expect(
      holdsWhole({
        ...FACTS,
        pdq: other,
        looks: packLooks({
          colours: new Uint8Array(128),
          looks: [{ pdq: hash256FromHex(PDQ), area: wholeArea, symmetry: 5 }],
        }),
      }),
    ).toBe(true);
    expect(holdsWhole({ ...FACTS, pdq: other })).toBe(false);
    expect(holdsWhole({ ...FACTS, quality: 10 })).toBe(false);
  });

  it('is made of the pictures twice alike, byte for byte', async () => {
    const rows = readSources('knowledge')['features.ndjson'] ?? '';
    const pictures = markPictures(rows, 'knowledge').filter(({ feature }) => feature.brand === 'KOSTRUM');
    const [one, two] = [
      await marksPart(pictures, '', join(work, 'one')),
      await marksPart(pictures, '', join(work, 'two')),
    ];
    expect(Buffer.compare(one, two)).toBe(0);
    expect(loadMarks(one).marks.map(({ references }) => references.length)).toEqual([1, 2, 1, 1]);
    // Made once for the same pictures and code.
    expect(await marksPart(pictures, '', join(work, 'one'))).toEqual(one);
  }, 120_000);

  it('a feature that names a picture nobody gave is a fault that names the file', () => {
    const row = JSON.stringify({
      featureId: 'no-such',
      brand: 'B',
      kind: 'brand-feature',
      pdq: PDQ,
      shows: 'mark',
    });
    cpSync('knowledge', join(work, 'knowledge'), { recursive: true });
    expect(() => markPictures(row, join(work, 'knowledge'))).toThrow('pictures/no-such.jpg');
    expect(markPictures(row.replace(',"shows":"mark"', ''), join(work, 'knowledge'))).toEqual([]);
  });
});
