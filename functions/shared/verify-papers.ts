import pLimit from 'p-limit';
import {
  comparePaper,
  PAPER_RESULTS,
  type PaperReport,
  type PaperResult,
} from '../../models/credentials/papers/compare.ts';
import { mergeRows, type Paper, questionOf } from '../../models/credentials/papers/merge.ts';
import type { PaperTable, RowError } from '../../models/credentials/papers/rows.ts';
import type { RegistryAnswer } from '../../models/registry/port.ts';
import { type Registry, unavailable } from './registry/registry.ts';

export type Verification = {
  reports: PaperReport[];
  errors: RowError[];
  summary: Record<PaperResult, number>;
  /** False when time ran out: `again` names the rows to send once more; answers already had are kept by then. */
  complete: boolean;
  again: number[];
};

/** Few at a time: a batch waits its turn at a registry's rate and leaves turns to screenings. */
const TOGETHER = 4;

/** Every paper of a table against its registry. Rows that cannot be read are named, the others are answered. */
export async function verifyPapers(
  table: PaperTable,
  registry: Registry,
  options: { today: string; remainingMs?: () => number; onEach?: () => void },
): Promise<Verification> {
  const { papers, errors } = mergeRows(table);
  const together = pLimit(TOGETHER);
  const reports = await Promise.all(
    papers.map((paper) =>
      together(async () => {
        const report = comparePaper(paper, await ask(paper, registry, options.remainingMs), options.today);
        options.onEach?.();
        return report;
      }),
    ),
  );
  const again = reports.filter(({ result }) => result === 'ask-again').flatMap(({ rows }) => rows);
  const summary = Object.fromEntries(PAPER_RESULTS.map((result) => [result, 0])) as Record<
    PaperResult,
    number
  >;
  for (const { result } of reports) summary[result]++;
  return { reports, errors, summary, complete: again.length === 0, again: again.sort((a, b) => a - b) };
}

/** A look at a registry takes at most so long; none is begun with less time left. */
const ASK_MS = 6_000;

async function ask(
  paper: Paper,
  registry: Registry,
  remainingMs: () => number = () => Number.POSITIVE_INFINITY,
): Promise<RegistryAnswer | undefined> {
  const question = questionOf(paper);
  if (!question) return undefined;
  if (remainingMs() < ASK_MS)
    return unavailable('本次时间用完，尚未查询 / not asked in the time of this request');
  return registry.lookup(question);
}
