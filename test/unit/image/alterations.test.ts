import { describe, expect, it } from 'vitest';
import { alterationsIn } from '../../../models/image/certificate/alterations.ts';
import { decodeFrame, type Frame } from '../../../models/image/decode.ts';
import { openImage } from '../../../models/image/guard.ts';
import { type Edit, makePage } from '../../support/certificate-edits.ts';

async function judged(seed: number, edit: Edit) {
  const page = await makePage(seed, edit);
  const image = openImage(page.bytes);
  const decoded = image.ok ? await decodeFrame(image) : image;
  if (!decoded.ok) throw new Error(decoded.error.code);
  const lines = page.lines.map(({ text, region }) => ({ text, region, confidence: 90 }));
  const [number, holder, product] = page.lines;
  if (!number || !holder || !product) throw new Error('a page has its lines');
  return alterationsIn(decoded.frame, lines, { number, holder, product });
}

describe('places worked over on a certificate', () => {
  it('genuine pages of all papers, fonts and cameras are left alone', async () => {
    for (let seed = 700_000; seed < 700_012; seed++)
      expect(await judged(seed, 'none'), `${seed}`).toEqual([]);
  });

  it('numbers written over afterwards are seen where they stand, often enough to be worth looking', async () => {
    let seen = 0;
    for (let seed = 710_000; seed < 710_016; seed++) {
      for (const { field, cues, score, region } of await judged(seed, 'flat-soft')) {
        if (field === 'number') seen++;
        expect(cues.length).toBeGreaterThan(0);
        expect(score).toBeGreaterThanOrEqual(0.5);
        expect(region.width).toBeGreaterThan(region.height * 5);
      }
    }
    expect(seen).toBeGreaterThanOrEqual(5);
  });

  it('says nothing where nothing can be compared', () => {
    const blank: Frame = {
      width: 200,
      height: 100,
      channels: 1,
      data: new Uint8Array(20_000).fill(230),
      originalWidth: 200,
      originalHeight: 100,
    };
    const line = { text: '编号：12345678', confidence: 90, region: { x: 10, y: 10, width: 150, height: 20 } };
    expect(alterationsIn(blank, [line], { number: line })).toEqual([]);
    expect(alterationsIn(blank, [], {})).toEqual([]);
  });
});
