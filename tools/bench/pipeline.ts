import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { noRegistry } from '../../functions/shared/registry/registry.ts';
import { screenOnce } from '../../functions/shared/screen-once.ts';
import { documentKey, imageKey } from '../../models/document-key.ts';
import { KNOWLEDGE_PARTS } from '../../models/knowledge.ts';
import { decodePart, type KnowledgeSet } from '../../models/knowledge-set.ts';
import { parseListing } from '../../models/listing-parse.ts';
import { recognise } from '../../models/recognise.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { billsOf } from '../lib/cost-table.ts';
import { type LocalPipeline, startLocal } from '../lib/local-pipeline.ts';
import { latencyOf, uploadPaced } from './paced.ts';
import { ratioRow, table } from './table.ts';
import { startUploader, type Uploader } from './uploader.ts';

/** How many listings are timed, and how many go before to warm every thread. */
const TIMED = 2000;
const WARM = 200;
const PACED = 400;
const PACED_PER_SECOND = 20;

/**
 * The whole pipeline on this machine: throughput with every image fingerprinted before, processor time split into
 * checks, adapters and engines, latency at a moderate pace, and what it would cost on AWS.
 */
export async function benchPipeline(): Promise<boolean> {
  const stateDir = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const pipeline = await startLocal({ stateDir, port: 0, warm: true });
  const mix = await makeMix(1, WARM + TIMED + PACED);
  const documents = mix.map(({ listing, document }) => [documentKey(listing), document]);
  const uploader = startUploader(pipeline, Object.fromEntries(documents));
  try {
    await uploadImages(mix, pipeline);
    await flood(mix.slice(0, WARM), uploader, pipeline);
    pipeline.runtime.meter.reset();
    const begun = performance.now();
    await flood(mix.slice(WARM, WARM + TIMED), uploader, pipeline);
    const seconds = (performance.now() - begun) / 1000;
    const cpu = pipeline.runtime.meter.cpu();
    const { pipeline: bill } = billsOf(pipeline.runtime, TIMED);
    const alone = coreAlone(mix.slice(WARM, WARM + TIMED), pipeline);
    const checks = cpu.core / TIMED;
    const functions = Object.values(cpu.functions).reduce((sum, ms) => sum + ms, 0) / TIMED;
    const total = cpu.total / TIMED;
    const adapters = functions - checks;
    const engine = total - functions;
    const rest = mix.slice(WARM + TIMED);
    const uploaded = await uploadPaced(rest, PACED_PER_SECOND, uploader.put);
    await pipeline.runtime.idle();
    const latency = await latencyOf(rest, uploaded, pipeline);
    const perSecond = TIMED / seconds;
    // Requests of whoever uploads are not the pipeline's; they are shown beside it.
    const uploads = { document: 5, images: 15 };

    console.log(
      table(
        '全流程 / the whole pipeline (2 cores, images fingerprinted before)',
        ['what', 'measured', 'bar', 'holds'],
        [
          ratioRow('listings per second', perSecond, 80, 'at least'),
          ratioRow('CPU ms a listing, total', total, 25, 'at most'),
          ratioRow('  checks (parsing, recognition, six checks)', checks, undefined, 'at most'),
          ratioRow('    the same alone in a loop', alone, undefined, 'at most'),
          ratioRow('  adapters (functions less checks)', adapters, undefined, 'at most'),
          ratioRow('  engine (queues, objects, tables, wiring)', engine, undefined, 'at most'),
          ratioRow('CPU ms outside the checks', total - checks, 12, 'at most'),
          ratioRow(`upload to verdict p50 ms (${PACED_PER_SECOND}/s)`, latency.p50, undefined, 'at most'),
          ratioRow('upload to verdict p95 ms', latency.p95, undefined, 'at most'),
          ratioRow('upload to verdict p99 ms', latency.p99, undefined, 'at most'),
          ratioRow('dollars a million listings', bill.usdPerMillionListings, 15, 'at most'),
        ],
      ),
    );
    console.log(
      table(
        '费用 / dollars per million listings by service',
        ['service', 'item', 'units a listing', '$ / million'],
        [
          ...bill.rows
            .filter((row) => row.usdPerMillionListings > 0.001)
            .map((row) => [
              row.service,
              row.item,
              (row.units / TIMED).toFixed(2),
              row.usdPerMillionListings.toFixed(2),
            ]),
          ['total', 'screening', '', bill.usdPerMillionListings.toFixed(2)],
          ['S3', 'PUT of the document (uploader)', '1.00', uploads.document.toFixed(2)],
          ['S3', 'PUT of three new images (uploader)', '3.00', uploads.images.toFixed(2)],
        ],
      ),
    );
    const cpuByFunction = Object.entries(cpu.functions)
      .sort((a, b) => b[1] - a[1])
      .map(([name, ms]) => [name, (ms / TIMED).toFixed(2)]);
    console.log(
      table(
        'CPU 毫秒/商品 / CPU ms a listing by function',
        ['function', 'ms'],
        [
          ...cpuByFunction,
          ['main thread', (cpu.main / TIMED).toFixed(2)],
          ['DynamoDB engine', (cpu.engine / TIMED).toFixed(2)],
        ],
      ),
    );
    return perSecond >= 80 && total - checks <= 12 && bill.usdPerMillionListings <= 15;
  } finally {
    uploader.stop();
    await pipeline.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

const together = pLimit(16);

export async function uploadImages(mix: MixListing[], { objects }: LocalPipeline): Promise<void> {
  await Promise.all(
    mix.flatMap(({ listing, images }) =>
      Object.entries(images).map(([file, bytes]) =>
        together(() => objects.put(imageKey(listing, file), bytes, { type: 'application/octet-stream' })),
      ),
    ),
  );
}

/** Documents as fast as the bucket takes them, until nothing is under way any more. */
async function flood(mix: MixListing[], uploader: Uploader, { runtime }: LocalPipeline): Promise<void> {
  await Promise.all(mix.map(({ listing }) => together(() => uploader.put(documentKey(listing)))));
  await runtime.idle();
}

/**
 * Processor time of the core over the same listings, alone in a loop: code and tables stay in the processor's caches, and nothing
 * runs on the core's other thread, so it is less than the same work takes among everything else.
 */
function coreAlone(mix: MixListing[], { knowledge }: LocalPipeline): number {
  const set = Object.fromEntries(
    KNOWLEDGE_PARTS.map((part) => [part, decodePart(part, knowledge.parts[part])]),
  ) as unknown as KnowledgeSet;
  const run = (items: MixListing[]) => {
    for (const { document, facts } of items) {
      const parsed = parseListing(document);
      if (!parsed.ok) continue;
      const { listing } = parsed;
      const images = listing.images.flatMap((image) => {
        const known = facts[image.file];
        return known
          ? [
              {
                file: image.file,
                role: image.role,
                tag: image.file,
                facts: known,
                firstMerchant: listing.merchantId,
              },
            ]
          : [];
      });
      void screenOnce(
        { listing, recognition: recognise(listing, set), images, today: '2026-11-22' },
        { set, id: 'bench' },
        noRegistry,
      );
    }
  };
  run(mix.slice(0, 300));
  const before = process.threadCpuUsage();
  run(mix);
  const used = process.threadCpuUsage(before);
  return (used.user + used.system) / 1000 / mix.length;
}
