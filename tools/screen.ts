import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bothLanguages } from '../models/text-pair.ts';
import type { Reason } from '../models/verdict.ts';
import { documentsIn, type FoundDocument, identityOf } from './lib/documents.ts';
import { startLocal } from './lib/local-pipeline.ts';
import { progressBar } from './lib/progress.ts';
import { type Outcome, screenAll } from './lib/screening.ts';
import { rowsOf, verdictTable } from './lib/verdict-table.ts';

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

if (documents.length === 0) console.error('没有找到商品文档 / no listing document found');

const stateDir = mkdtempSync(join(tmpdir(), 'touchstone-screen-'));
const pipeline = await startLocal({ stateDir, port: 0 });
const bar = progressBar(documents.length, json);
const lines = inOrder((line) => console.log(line));
const outcomes = await screenAll(documents, pipeline, (outcome, index) => {
  bar.increment();
  const document = documents[index];
  if (json && document) lines.put(index, JSON.stringify(lineOf(document, outcome)));
});
bar.stop();
if (!json) console.log(verdictTable(rowsOf(documents, outcomes)));
await pipeline.stop();
rmSync(stateDir, { recursive: true, force: true });
const unjudged = outcomes.filter(({ state }) => state === 'unjudged').length;
if (unjudged > 0) console.error(`${unjudged} 个商品没有结论 / ${unjudged} listings without a verdict`);
process.exit(unjudged > 0 ? 1 : 0);

/** Tells lines in the order of their places, each as soon as those before it are told. */
function inOrder(tell: (line: string) => void): { put(place: number, line: string): void } {
  const waiting = new Map<number, string>();
  let next = 0;
  return {
    put(place, line) {
      waiting.set(place, line);
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        waiting.delete(next++);
        tell(ready);
      }
    },
  };
}

/** The line of the public contract. */
function lineOf(document: FoundDocument, outcome: Outcome) {
  const { listingId, revision } = identityOf(document);
  if (outcome.state === 'unjudged') {
    const message = '没有结论，请重试 / no verdict, try again';
    return { listingId, revision, verdict: null, errors: [{ path: '$', message }], ms: outcome.ms };
  }
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
    reasons: screening.verdict?.reasons.map(reasonOf),
    ...(screening.warnings.length > 0
      ? { warnings: screening.warnings.map(({ path, message }) => ({ path, message })) }
      : {}),
    policyVersion: screening.verdict?.policyVersion,
    ms: outcome.ms,
  };
}

/** Why the verdict is what it is: a registry that did not answer is a reason without a finding. */
function reasonOf({ code, outcome, statement, law, remedy }: Reason) {
  return {
    code,
    outcome,
    statement: bothLanguages(statement),
    law: law.map(({ name, article }) => `${name.zh} ${article} / ${name.en} ${article}`),
    remedy: bothLanguages(remedy),
  };
}
