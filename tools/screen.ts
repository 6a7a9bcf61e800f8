import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documentsIn, type FoundDocument } from './lib/documents.ts';
import { startLocal } from './lib/local-pipeline.ts';
import { progressBar } from './lib/progress.ts';
import { type Outcome, outcomeOf, upload } from './lib/uploads.ts';
import { verdictTable } from './lib/verdict-table.ts';

const USAGE = `用法 / usage: npm run screen -- PATH… [--json]

PATH   商品文档（.json）、NDJSON 或目录 / a listing document, NDJSON, or a folder of them
--json 每个商品输出一行 JSON / one JSON line a listing, in input order`;

function argumentsOf(): { paths: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (positionals.length > 0 && !values.help) return { paths: positionals, json: values.json };
    console.error(USAGE);
    process.exit(values.help ? 0 : 2);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { paths, json } = argumentsOf();
const documents: FoundDocument[] = [];
for (const path of paths) for await (const document of documentsIn(path)) documents.push(document);

const stateDir = mkdtempSync(join(tmpdir(), 'touchstone-screen-'));
const pipeline = await startLocal({ stateDir, port: 0 });
const bar = progressBar(documents.length, json);
const outcomes: Promise<Outcome>[] = documents.map((document) => screenOne(document));
const done = await Promise.all(outcomes.map((outcome) => outcome.finally(() => bar.increment())));
bar.stop();
if (json) {
  for (const [i, document] of documents.entries()) {
    console.log(JSON.stringify(lineOf(document, done[i] as Outcome)));
  }
} else
  console.log(
    verdictTable(
      documents.map((document, i) => ({
        title: document.ok ? document.listing.title : '',
        ...named(document),
        outcome: done[i] as Outcome,
      })),
    ),
  );
await pipeline.stop();
rmSync(stateDir, { recursive: true, force: true });
process.exit(0);

function named(document: FoundDocument): { listingId: string; revision: number } {
  return document.ok ? document.listing : document;
}

async function screenOne(document: FoundDocument): Promise<Outcome> {
  if (!document.ok) return { state: 'rejected', errors: document.errors, ms: 0 };
  const startedAt = Date.now();
  await upload(document, pipeline.objects);
  return outcomeOf(document.listing, pipeline.records, startedAt);
}

/** The line of the public contract. */
function lineOf(document: FoundDocument, outcome: Outcome) {
  const { listingId, revision } = named(document);
  if (outcome.state === 'rejected') {
    return {
      listingId,
      revision,
      verdict: 'rejected',
      errors: outcome.errors.map(({ path, message }) => ({ path, message })),
      ms: outcome.ms,
    };
  }
  const { screening } = outcome;
  const findings = Object.values(screening.results).flatMap((result) =>
    result.findings.map(({ check, code, strength, message, evidence }) => ({
      check,
      code,
      strength,
      message: `${message.zh} / ${message.en}`,
      evidence,
    })),
  );
  return {
    listingId,
    revision,
    verdict: screening.verdict?.verdict,
    findings,
    policyVersion: screening.verdict?.policyVersion,
    ms: outcome.ms,
  };
}
