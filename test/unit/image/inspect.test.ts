import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageInspector } from '../../../tools/inspect/image.ts';
import { sceneJpeg } from '../../support/image-corpus.ts';
import { drawMark } from '../../support/marks.ts';

describe('inspect image', () => {
  it('answers a line a picture: facts, matches, or a typed error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inspect-image-'));
    const at = (name: string): string => join(folder, name);
    const registered = await sceneJpeg(63, { clutter: 0.7 });
    writeFileSync(at('registered.jpg'), registered);
    writeFileSync(at('logo.png'), drawMark(2));
    writeFileSync(at('mirrored.jpg'), await sharp(registered).flop().jpeg({ quality: 70 }).toBuffer());
    writeFileSync(at('other.jpg'), await sceneJpeg(62, { clutter: 0.7 }));
    writeFileSync(at('bad.jpg'), 'not a picture');
    const features = [
      { featureId: 'F1', file: 'registered.jpg' },
      { featureId: 'F2', file: 'logo.png' },
    ];
    writeFileSync(at('match.ndjson'), features.map((line) => JSON.stringify(line)).join('\n'));
    const inspect = await imageInspector({ match: at('match.ndjson') });
    const mirrored = await inspect({ id: 'a', file: at('mirrored.jpg') });
    expect(mirrored).toMatchObject({
      id: 'a',
      width: 800,
      height: 800,
      matches: [{ featureId: 'F1', kind: 'whole' }],
    });
    expect(Object.keys(mirrored)).toEqual(
      expect.arrayContaining(['pdq', 'quality', 'dihedral', 'codes', 'sharpness', 'textShare', 'problems']),
    );
    expect(await inspect({ id: 'r', file: at('registered.jpg'), register: true })).toMatchObject({
      looks: expect.stringMatching(/^[A-Za-z0-9+/=]{400,}$/),
    });
    expect(await inspect({ id: 'b', file: at('other.jpg') })).toMatchObject({ id: 'b', matches: [] });
    expect(await inspect({ id: 'c', file: at('bad.jpg') })).toMatchObject({
      id: 'c',
      error: { code: 'unsupported-format' },
    });
    expect(await inspect({ id: 'd', file: at('none.jpg') })).toMatchObject({
      id: 'd',
      error: { code: 'unreadable-file' },
    });
    await expect(inspect({ id: 'e' })).rejects.toThrow();
  });
});
