import * as z from 'zod';
import { KnowledgeTableError, List, soundTable } from '../goods/csv.ts';
import { LawReference } from '../law.ts';
import { Bilingual } from '../text-pair.ts';
import type { OpenChain } from './chains.ts';
import { CLAIM_CODES } from './codes.ts';
import { SCOPES } from './scope.ts';

/** Codes of rules: `claims.disease*` are claims about a disease, named by the goods they are made of. */
const RuleCode = z.enum([...CLAIM_CODES, 'claims.disease', 'claims.disease-name']);
const Scopes = List.pipe(z.array(z.enum(SCOPES)).min(1));

/** Row of knowledge/claims.csv. */
export const ClaimRow = z.strictObject({
  code: RuleCode,
  terms: List.pipe(z.array(z.string().min(2)).min(1)),
  scope: Scopes,
  strength: z.coerce.number().min(0).max(1),
  status: z.enum(['violation', 'needs-evidence']),
  /** Words directly before or after that make it another statement. */
  not_before: List,
  not_after: List,
  /** One of these must stand near. */
  needs: List,
  /** One of these near makes it innocent. */
  unless: List,
});
export type ClaimRow = z.infer<typeof ClaimRow>;

const Words = z.array(z.string().min(1));

/** A statement put together from words of several lists: 好评|晒图 + 返|领 + 现金|红包. */
export const ClaimChain = z.strictObject({
  code: RuleCode,
  scope: z.array(z.enum(SCOPES)).min(1),
  strength: z.number().min(0).max(1),
  status: z.enum(['violation', 'needs-evidence']),
  parts: z.array(Words.min(1)).min(2),
  /** Characters, signs and spaces aside, that may stand between two parts. */
  gap: z.number().int().min(0).max(8),
  not_before: Words.default([]),
  not_after: Words.default([]),
  unless: Words.default([]),
});
export type ClaimChain = z.infer<typeof ClaimChain>;

/** knowledge/claims.json: what is said of each family, the official exemptions, and the compound rules' words. */
export const ClaimFile = z.strictObject({
  families: z.record(
    z.enum(CLAIM_CODES),
    z.strictObject({ law: LawReference, message: Bilingual, remedy: Bilingual }),
  ),
  exemptions: z.array(
    z.strictObject({
      id: z.string(),
      side: z.enum(['before', 'around', 'title']),
      near: z.number().int().min(0).max(40),
      words: z.array(z.string()),
      codes: z.array(z.enum(CLAIM_CODES)),
    }),
  ),
  /** What makes a statement a fact that can be proven: a year, a region, a source; or a public title after the term. */
  fact: z.strictObject({ years: z.string(), regions: Words, sources: Words, names: Words }),
  award: Words,
  buyback: z.strictObject({
    promises: Words,
    /** 两倍 … 回购: a verb of buying back is a promise behind words of price, time or who promises. */
    qualifiers: Words,
    verbs: Words,
    collectibles: Words,
    fees: Words,
    innocent: Words,
  }),
  offPlatform: z.strictObject({ innocent: Words }),
  chains: z.array(ClaimChain).default([]),
});
export type ClaimFile = z.infer<typeof ClaimFile>;

export type ClaimSource = { rows: ClaimRow[]; file: ClaimFile; chains: readonly OpenChain[] };

/** Both files, or the error that names every fault by row and column. */
export function parseClaims(sources: Record<string, string>): { rows: ClaimRow[]; file: ClaimFile } {
  const rows = soundTable(sources, 'claims.csv', ClaimRow);
  const name = 'claims.json';
  const refuse = (column: string, message: string) =>
    new KnowledgeTableError(name, [{ row: 1, column, message }]);
  const text = sources[name];
  if (text === undefined) throw refuse('*', '文件缺失 / the file is missing');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('*', error instanceof Error ? error.message : 'not JSON');
  }
  const parsed = ClaimFile.safeParse(json);
  if (!parsed.success)
    throw new KnowledgeTableError(
      name,
      parsed.error.issues.map((issue) => ({
        row: 1,
        column: issue.path.join('.') || '*',
        message: issue.message,
      })),
    );
  return { rows, file: parsed.data };
}
