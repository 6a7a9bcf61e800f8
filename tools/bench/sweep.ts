import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import { screeningToItem } from '../../functions/shared/records/items.ts';
import { stockKey } from '../../functions/shared/stock/stock-files.ts';
import { dynamoSweeps } from '../../functions/shared/sweeps/sweep-store.ts';
import { documentKey } from '../../models/document-key.ts';
import { decodePart } from '../../models/knowledge-set.ts';
import { recognise } from '../../models/recognise.ts';
import type { Screening } from '../../models/screening.ts';
import { cardOf, type StockCard } from '../../models/stock/card.ts';
import { type Sweep, totalOf } from '../../models/stock/sweep.ts';
import { tableOf } from '../../models/stock/table.ts';
import { encodeTable } from '../../models/stock/table-format.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { buildKnowledge } from '../knowledge/build.ts';
import { publishTo } from '../knowledge/publish.ts';
import { type LocalPipeline, startLocal } from '../lib/local-pipeline.ts';
import { latencyOf, uploadPaced } from './paced.ts';
import { uploadImages } from './pipeline.ts';
import { ratioRow, table } from './table.ts';

const STORED = 100_000;
/** Every so many stored listings one says the new word. */
const TOUCHED_EVERY = 100;
const PER_TABLE = 20_000;
const PACED = 150;
const PER_SECOND = 5;
const WORD = '佐梵';

/** A stock of 100,000 judged listings, one new brand word, and uploads going on: who is screened again, who waits. */
export async function benchSweep(): Promise<boolean> {
  const work = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const pipeline = await startLocal({
    stateDir: join(work, 'state'),
    port: 0,
    warm: true,
    environment: { SWEEP_SETTLE_SECONDS: '0' },
  });
  try {
    const mix = await makeMix(9, 100 + 3 * PACED);
    await uploadImages(mix, pipeline);
    const stocked = mix.slice(0, 100);
    const [warm, idle, busy] = [0, 1, 2].map((i) => mix.slice(100 + i * PACED, 100 + (i + 1) * PACED));
    const begun = performance.now();
    const touched = await stock(stocked, pipeline);
    console.log(
      `  ${STORED} 件存量商品 / stored listings: ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );

    await uploadPaced(warm ?? [], PER_SECOND * 4, pipeline.objects.put);
    await pipeline.runtime.idle();
    const before = await uploadPaced(idle ?? [], PER_SECOND, pipeline.objects.put);
    await pipeline.runtime.idle();
    const quiet = await latencyOf(idle ?? [], before, pipeline);

    const built = await withNewWord(work);
    await publishTo(pipeline.objects, built);
    const store = dynamoSweeps(
      new DynamoDBClient(pipeline.runtime.client('dynamodb')),
      pipeline.runtime.nameOf('Records'),
    );
    await until(store, (sweep) => sweep.state !== 'ordered');
    const from = performance.now();
    const during = await uploadPaced(busy ?? [], PER_SECOND, pipeline.objects.put);
    const stillRunning = (await store.list(1))[0]?.state === 'running';
    const sweep = await until(store, ({ state }) => state === 'done');
    const seconds = (performance.now() - from) / 1000;
    await pipeline.runtime.idle();
    const loaded = await latencyOf(busy ?? [], during, pipeline);
    const total = totalOf(sweep);
    const ratio = loaded.p95 / quiet.p95;
    console.log(
      table(
        '存量排查 / stock sweep over 100,000 listings',
        ['what', 'measured', 'bar', 'holds'],
        [
          ratioRow('listings the change touches', touched, undefined, 'at most'),
          ratioRow('listings planned', total, touched, 'at most'),
          ratioRow('listings screened again', sweep.counts.screened, touched, 'at least'),
          ratioRow('screened again a second', sweep.counts.screened / seconds, undefined, 'at least'),
          ratioRow('upload to verdict p95 ms, no sweep', quiet.p95, undefined, 'at most'),
          ratioRow(
            `upload to verdict p95 ms, in the sweep${stillRunning ? '' : ' (ended early)'}`,
            loaded.p95,
            undefined,
            'at most',
          ),
          ratioRow('p95 in the sweep / without', ratio, 1.5, 'at most'),
        ],
      ),
    );
    return total === touched && sweep.counts.screened === touched && ratio <= 1.5;
  } finally {
    await pipeline.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

async function until(
  store: ReturnType<typeof dynamoSweeps>,
  wanted: (sweep: Sweep) => boolean,
): Promise<Sweep> {
  for (;;) {
    const [sweep] = await store.list(1);
    if (sweep && wanted(sweep)) return sweep;
    await sleep(250);
  }
}

function withNewWord(work: string) {
  const folder = join(work, 'knowledge');
  cpSync('knowledge', folder, { recursive: true });
  const file = join(folder, 'brands.csv');
  writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\nZORVANE,${WORD},distinctive,\n`);
  return buildKnowledge(process.cwd(), folder);
}

/** Listings as the pipeline would have left them: documents, judged screenings, tables of the index. */
async function stock(mix: readonly MixListing[], pipeline: LocalPipeline): Promise<number> {
  const { objects, runtime, knowledge } = pipeline;
  const client = new DynamoDBClient(runtime.client('dynamodb'));
  const TableName = runtime.nameOf('Records');
  const set = {
    lexicon: decodePart('lexicon', knowledge.parts.lexicon),
    goods: decodePart('goods', knowledge.parts.goods),
  };
  const bases = await Promise.all(mix.map((one) => judgedBase(one, set, pipeline)));
  const together = pLimit(8);
  let touched = 0;
  for (let from = 0; from < STORED; from += PER_TABLE) {
    const cards: StockCard[] = [];
    const items: ReturnType<typeof screeningToItem>[] = [];
    const documents: Promise<unknown>[] = [];
    for (let i = from; i < from + PER_TABLE; i++) {
      const base = bases[i % bases.length];
      if (!base) continue;
      const said = i % TOUCHED_EVERY === 0;
      if (said) touched++;
      const key = { listingId: `S-${i}`, merchantId: `SM-${i % 997}`, revision: 1, run: '0' };
      const listing = {
        ...base.listing,
        ...key,
        title: said ? `${WORD} ${base.listing.title}` : base.listing.title,
        images: [],
      };
      const { run: _, ...document } = listing;
      const place = documentKey(key);
      // Of the others no document lies there: were one screened again, the sweep would count it as unfinished.
      const body = JSON.stringify(document);
      if (said) documents.push(together(() => objects.put(place, body)));
      cards.push({ ...base.card, key, text: `${listing.title}\n${listing.description}` });
      items.push(
        screeningToItem(
          {
            ...base.screening,
            ...key,
            documentKey: place,
            // What was accepted is what lies there: a document overwritten since is not screened again.
            documentTag: createHash('md5').update(body).digest('hex'),
            title: listing.title,
          },
          '',
        ),
      );
    }
    await Promise.all(documents);
    await Promise.all(
      Array.from({ length: items.length / 25 }, (_, n) =>
        together(() =>
          client.send(
            new BatchWriteItemCommand({
              RequestItems: {
                [TableName]: items
                  .slice(n * 25, n * 25 + 25)
                  .map((item) => ({ PutRequest: { Item: judged(item) } })),
              },
            }),
          ),
        ),
      ),
    );
    await objects.put(
      stockKey(1, cards.length, from.toString(16).padStart(24, '0')),
      encodeTable(tableOf(cards)),
    );
  }
  return touched;
}

/** A stored verdict of `pass`; it waits for nothing, so it is in no index of what is due. */
function judged({ dueShard: _, dueAt: __, ...item }: ReturnType<typeof screeningToItem>) {
  const verdict = {
    verdict: 'pass',
    policyVersion: 'bench',
    knowledge: 'bench',
    reasons: [],
    checks: {},
    explanation: { kind: 'policy', id: 'bench', value: 'pass', says: '' },
  };
  return { ...item, state: { S: 'judged' }, verdict: { S: JSON.stringify(verdict) } };
}

async function judgedBase(
  { listing, facts }: MixListing,
  set: Parameters<typeof recognise>[1],
  pipeline: LocalPipeline,
) {
  const recognition = recognise(listing, set);
  const images = listing.images.flatMap(({ file, role }) => {
    const known = facts[file];
    return known ? [{ file, role, tag: file, facts: known, firstMerchant: listing.merchantId }] : [];
  });
  const key = { listingId: listing.listingId, merchantId: listing.merchantId, revision: 1, run: '0' };
  const screening: Screening = {
    ...key,
    origin: 'upload',
    state: 'judged',
    documentKey: '',
    documentTag: 'bench',
    title: listing.title,
    categoryCode: recognition.goods.code,
    digests: {},
    pending: [],
    deferrals: 0,
    results: {},
    knowledge: pipeline.knowledge.id,
    warnings: [],
    startedAt: new Date().toISOString(),
  };
  return { listing, card: cardOf(key, { listing, recognition, images, today: '2026-11-22' }), screening };
}
