import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BatchWriteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import sharp from 'sharp';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Listing } from '../../models/listing.ts';
import { parseListing } from '../../models/listing-parse.ts';
import { render } from '../../samples/images/render.ts';
import { certificateSamples } from '../../samples/listings/certificates.ts';
import { makeMix } from '../../samples/mix.ts';
import { publishTo } from '../knowledge/publish.ts';
import { type LocalPipeline, startLocal } from '../lib/local-pipeline.ts';
import { table } from './table.ts';

const run = promisify(execFile);

/** Only the function that reads certificates may need more (the OCR engine and its language data). */
const MOST_MB = 512;
const MAY_BE_LARGER = 'ReadCertificates';
/** A batch of the largest ordinary uploads: pictures of a phone's camera, of a PNG, and one near the limit. */
const LISTINGS = 10;
const SIDES = [
  { width: 4000, height: 3000 },
  { width: 6000, height: 4000 },
  { width: 8100, height: 6100 },
];

/**
 * Runs a recorded event three times in a process of its own, as large as the function's memory lets Node grow, and
 * prints the most it ever held resident.
 */
const REPLAY = `
const { readFileSync } = await import('node:fs');
const { bundle, handler, event } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
const loaded = await import(bundle);
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 600000 };
let failed = '';
for (let i = 0; i < 3; i++) {
  try { await loaded[handler](event, context); } catch (error) { failed = String(error); }
}
const peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
console.log(JSON.stringify({ peak, failed }));
process.exit(0);
`;

type Recorded = { events: unknown[]; bundle: string };

/** The most memory each function holds while it does its heaviest work: events recorded from a pipeline under load. */
export async function benchMemory(): Promise<boolean> {
  const stateDir = mkdtempSync(join(tmpdir(), 'touchstone-memory-'));
  const pipeline = await startLocal({ stateDir, port: 0 });
  try {
    const heard = new Map<string, Recorded>();
    pipeline.runtime.on('invoking', ({ functionName, event, bundle }) => {
      const events = heard.get(functionName)?.events ?? [];
      heard.set(functionName, { events: [...events, event], bundle });
    });
    await load(pipeline);
    const rows: string[][] = [];
    let holds = true;
    for (const plan of pipeline.runtime.plan.functions) {
      const recorded = heard.get(plan.logicalId);
      if (!recorded) continue;
      await forgetPictures(pipeline);
      const { peak, failed } = await replay(pipeline, plan, recorded, stateDir);
      const bounded = !plan.logicalId.startsWith(MAY_BE_LARGER);
      const good = failed === '' && peak <= plan.memoryMb && (!bounded || plan.memoryMb <= MOST_MB);
      holds &&= good;
      rows.push([
        plan.logicalId,
        `${peak.toFixed(0)} MB`,
        `${plan.memoryMb} MB`,
        good ? 'yes' : failed === '' ? 'NO' : failed.slice(0, 80),
      ]);
    }
    console.log(
      table(
        `内存 / memory at work (at most ${MOST_MB} MB configured, but for reading certificates)`,
        ['function', 'peak', 'configured', 'holds'],
        rows,
      ),
    );
    return holds;
  } finally {
    await pipeline.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/**
 * As full a batch as the function is ever given, of what came first, the photographs; where nothing comes in batches, the
 * longest event.
 */
function heaviest(events: readonly unknown[], batch: number): unknown {
  const records = events.flatMap((event) => (event as { Records?: unknown[] }).Records ?? []);
  if (records.length > 0) return { Records: records.slice(0, batch) };
  const longest = Math.max(...events.map((event) => JSON.stringify(event).length));
  return events.find((event) => JSON.stringify(event).length === longest);
}

/** Uploads, a certificate, a dry run, and a sweep over all of it. */
async function load(pipeline: LocalPipeline): Promise<void> {
  const { objects, runtime } = pipeline;
  const mix = await makeMix(4, LISTINGS);
  for (const [index, { listing, document, images }] of mix.entries()) {
    for (const [place, file] of Object.keys(images).entries())
      await objects.put(imageKey(listing, file), await photo(index, place));
    await objects.put(documentKey(listing), document);
  }
  for (const sample of certificateSamples()) {
    const parsed = parseListing(JSON.stringify(sample.document));
    if (!parsed.ok) continue;
    for (const [file, picture] of Object.entries(sample.pictures)) {
      const bytes = await render(picture, 5);
      if (bytes) await objects.put(imageKey(parsed.listing, file), bytes);
    }
    await objects.put(documentKey(parsed.listing), JSON.stringify(sample.document));
  }
  await publishTo(objects, pipeline.knowledge);
  await runtime.idle();
  const token = await runtime.mintToken({ sub: 'bench', roles: ['lead', 'pipeline', 'reviewer'] });
  const post = (path: string, body: unknown) =>
    fetch(`${runtime.urls.api}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const [first] = mix;
  if (first) await post('/v1/dry-run', await inline(first.listing));
  const cause = { zh: '测量内存', en: 'to measure memory' };
  await post('/v1/sweeps', { id: 'memory', cause, select: [{ by: 'term', term: 'any:listing' }] });
  await runtime.idle();
}

/** Detail everywhere, as photographs have: nothing an encoder could make small. */
async function photo(index: number, place: number): Promise<Uint8Array> {
  const size = SIDES[(index + place) % SIDES.length] ?? { width: 4000, height: 3000 };
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 + index };
  const picture = sharp({ create: { width: 1000, height: 750, channels: 3, background: '#888', noise } })
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .composite([
      {
        input: { create: { width: 900, height: 700, channels: 3, background: '#b33' } },
        top: 300,
        left: 400,
      },
      {
        input: { create: { width: 500, height: 1200, channels: 3, background: '#236' } },
        top: 900,
        left: 1800,
      },
    ]);
  return index % 5 === 4 && place === 0
    ? picture.resize(3000, 2250).png({ compressionLevel: 3 }).toBuffer()
    : picture.jpeg({ quality: 80 }).toBuffer();
}

async function inline(listing: Listing) {
  const bytes = await sharp(await photo(1, 1))
    .resize(2400)
    .jpeg({ quality: 80 })
    .toBuffer();
  const picture = bytes.toString('base64');
  return { document: listing, images: Object.fromEntries(listing.images.map(({ file }) => [file, picture])) };
}

/** Every replay has to look at the pictures itself. */
async function forgetPictures({ runtime }: LocalPipeline): Promise<void> {
  const client = new DynamoDBClient(runtime.client('dynamodb'));
  const table = runtime.nameOf('Cache');
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: table, ProjectionExpression: 'pk, sk' }),
  );
  for (let i = 0; i < Items.length; i += 25) {
    const requests = Items.slice(i, i + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

/** Records of one event, by the queue or stream that feeds a function. */
function batchOf({ queueMappings, streamMappings }: LocalPipeline['runtime']['plan'], name: string): number {
  const feeding = [...queueMappings, ...streamMappings].filter(({ functionName }) => functionName === name);
  return Math.max(1, ...feeding.map(({ batchSize }) => batchSize));
}

async function replay(
  { runtime }: LocalPipeline,
  plan: LocalPipeline['runtime']['plan']['functions'][number],
  { events, bundle }: Recorded,
  stateDir: string,
): Promise<{ peak: number; failed: string }> {
  const file = join(stateDir, 'replay.json');
  writeFileSync(
    file,
    JSON.stringify({
      event: heaviest(events, batchOf(runtime.plan, plan.name)),
      bundle,
      handler: plan.handler,
    }),
  );
  // As Lambda does, the heap is held to three quarters of the memory.
  const heap = `--max-old-space-size=${Math.round(plan.memoryMb * 0.75)}`;
  const { stdout } = await run(process.execPath, [heap, '--input-type=module', '-e', REPLAY, file], {
    env: { PATH: process.env.PATH ?? '', ...runtime.env, ...plan.environment, SWEEP_SETTLE_SECONDS: '0' },
    maxBuffer: 100_000_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { peak: number; failed: string };
}
