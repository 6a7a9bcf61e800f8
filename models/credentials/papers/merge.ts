import type { RegistryQuestion } from '../../registry/port.ts';
import { credentialKind, parseCredential } from '../parse.ts';
import type { CredentialMention } from '../port.ts';
import type { PaperRow, PaperTable, RowError } from './rows.ts';

/** One paper, whatever number of rows name it. */
export type Paper = Omit<PaperRow, 'row'> & { rows: number[]; mention: CredentialMention };

/**
 * Rows that name the same paper merged into one. What a later row adds is taken; where it says something else it is
 * named, and the earlier row stands. A kind nobody knows, with a number that shows none, is an error of its row.
 */
export function mergeRows(table: PaperTable): { papers: Paper[]; errors: RowError[] } {
  const papers = new Map<string, Paper>();
  const errors = [...table.errors];
  for (const { row, ...paper } of table.rows) {
    const mention = parseCredential(paper.kind, paper.number);
    if (!credentialKind(mention.kind)) {
      errors.push({
        row,
        column: 'kind',
        code: 'unknown-kind',
        message: {
          zh: `无法识别资质类型「${paper.kind ?? ''}」，请填写类型`,
          en: `“${paper.kind ?? ''}” is no known kind and the number shows none: name the kind`,
        },
      });
      continue;
    }
    const key = `${mention.kind}#${mention.normalized}`;
    const known = papers.get(key);
    if (!known) {
      papers.set(key, { ...paper, rows: [row], mention });
      continue;
    }
    known.rows.push(row);
    for (const column of ['holder', 'product', 'validUntil'] as const) {
      const value = paper[column];
      if (value === undefined) continue;
      if (known[column] === undefined) known[column] = value;
      else if (known[column] !== value)
        errors.push({
          row,
          column,
          code: 'contradiction',
          message: {
            zh: `与第 ${known.rows[0]} 行同一资质的「${known[column]}」不一致，按第 ${known.rows[0]} 行核验`,
            en: `differs from “${known[column]}” of the same credential in row ${known.rows[0]}, which is the one verified`,
          },
        });
    }
  }
  return { papers: [...papers.values()], errors: errors.sort((a, b) => a.row - b.row) };
}

/** What to ask the registry of a paper; nothing of a number that is none, or of a kind no registry knows. */
export function questionOf({ mention }: Paper): RegistryQuestion | undefined {
  if (mention.state === 'malformed' || credentialKind(mention.kind)?.registry === undefined) return undefined;
  return { kind: mention.kind, number: mention.normalized };
}
