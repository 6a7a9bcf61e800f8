import { createHash } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootPipeline } from '../support/pipeline.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
beforeAll(async () => {
  pipeline = await bootPipeline();
});
afterAll(() => pipeline.dispose());

const document = (id: string, changes: Record<string, unknown> = {}) => ({
  schema: 'listing/v1',
  listingId: id,
  merchantId: 'M-p',
  revision: 1,
  title: '纯棉T恤',
  skus: [{ skuId: 'S1', price: '59.00' }],
  ...changes,
});
async function rejected(id: string, body: string | Uint8Array, images: Record<string, Uint8Array> = {}) {
  for (const [file, bytes] of Object.entries(images))
    await pipeline.objects.put(`uploads/M-p/${id}/${file}`, bytes);
  await pipeline.objects.put(`uploads/M-p/${id}/1.json`, body);
  await pipeline.runtime.idle();
  expect(await pipeline.records.screening({ listingId: id, revision: 1, run: '0' })).toBeUndefined();
  const [rejection] = await pipeline.records.rejections(id);
  return rejection?.errors ?? [];
}
const withImage = (id: string, file = 'a.jpg') =>
  JSON.stringify(document(id, { images: [{ file, role: 'main' }] }));

it('an emoji in the title is no poison: the listing is judged like any other', async () => {
  const body = JSON.stringify(
    document('P-emoji', { title: '👨‍👩‍👧 纯棉T恤 𠮷 \uffff', attributes: { '颜色🟥': '红' } }),
  );
  await pipeline.objects.put('uploads/M-p/P-emoji/1.json', body);
  await pipeline.runtime.idle();
  const screening = await pipeline.records.screening({ listingId: 'P-emoji', revision: 1, run: '0' });
  expect(screening?.state).toBe('judged');
});

describe('poison ends in a stored rejection that names the field', () => {
  it('malformed JSON', async () => {
    expect(await rejected('P-json', '{"schema": "listing/v1", ')).toMatchObject([
      { path: '$', code: 'not-json' },
    ]);
  });
  it('a title of one megabyte', async () => {
    expect(
      await rejected('P-title', JSON.stringify(document('P-title', { title: '大'.repeat(350_000) }))),
    ).toMatchObject([{ path: 'title', code: 'too-long' }]);
  });
  it('wrong types', async () => {
    const errors = await rejected(
      'P-types',
      JSON.stringify(document('P-types', { title: 1, skus: 'many', images: { a: 1 } })),
    );
    expect(errors.map((e) => e.path).sort()).toEqual(['images', 'skus', 'title']);
  });
  it('hostile Unicode', async () => {
    expect(
      await rejected('P-unicode', JSON.stringify(document('P-unicode', { title: `a${'\ud800'}b` }))),
    ).toMatchObject([{ path: 'title', code: 'hostile-text' }]);
  });
  it('an identity that is not the upload path’s', async () => {
    expect(await rejected('P-key', JSON.stringify(document('P-other')))).toMatchObject([
      { path: 'listingId', code: 'key-mismatch' },
    ]);
  });
  it('a missing image', async () => {
    expect(await rejected('P-missing', withImage('P-missing'))).toMatchObject([
      { path: 'images[0].file', code: 'image-missing' },
    ]);
  });
  it('a corrupt image', async () => {
    const noise = createHash('sha512').update('noise').digest();
    expect(await rejected('P-corrupt', withImage('P-corrupt'), { 'a.jpg': noise })).toMatchObject([
      { path: 'images[0].file' },
    ]);
  });
  it('an image that breaks off', async () => {
    const whole = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        background: '#4a6',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(
      await rejected('P-cut', withImage('P-cut'), { 'a.jpg': whole.subarray(0, whole.length * 0.6) }),
    ).toMatchObject([{ path: 'images[0].file' }]);
  });
  it('an image bomb', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await rejected('P-bomb', withImage('P-bomb', 'a.png'), { 'a.png': bomb })).toMatchObject([
      { path: 'images[0].file', code: 'too-many-pixels' },
    ]);
  }, 60_000);
  it('a drawing with a script in it', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    expect(await rejected('P-svg', withImage('P-svg'), { 'a.jpg': svg })).toMatchObject([
      { path: 'images[0].file', code: 'unsupported-format' },
    ]);
  });
});

describe('dead letters', () => {
  it('are only what was put there as poison: a message that is no message of ours', async () => {
    const sqs = new SQSClient(pipeline.runtime.client('sqs'));
    const queue = pipeline.runtime.resources;
    expect(queue).toBeDefined();
    for (const stage of ['Intake', 'Adjudicate', 'CheckCredential']) {
      expect((await pipeline.runtime.queueDepth(`${stage}DeadLetters`)).visible, stage).toBe(0);
    }
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: pipeline.runtime.nameOf('AdjudicateQueue'),
        MessageBody: '{"not":"ours"}',
      }),
    );
    await pipeline.runtime.idle();
    expect((await pipeline.runtime.queueDepth('AdjudicateDeadLetters')).visible).toBe(1);
  });
});
