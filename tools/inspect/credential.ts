import * as z from 'zod';
import { findCredentials } from '../../models/credentials/parse.ts';

const Line = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** `inspect credential`: every credential number of a line, with offsets in its text and what is wrong with it. */
export function inspectCredential(line: unknown): object {
  const parsed = Line.safeParse(line);
  if (!parsed.success) {
    const id = typeof line === 'object' && line !== null && 'id' in line ? { id: line.id } : {};
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    return {
      ...id,
      error: {
        code: 'bad-line',
        message: `${field || '行'} 无效 / ${field || 'the line'} is not valid: ${issue?.message ?? ''}`,
      },
    };
  }
  const { id, text } = parsed.data;
  const credentials = findCredentials(text).map(
    ({ kind, number, normalized, start, end, state, checkDigit, problems, parts }) => ({
      kind,
      number,
      normalized,
      start,
      end,
      state,
      checkDigit,
      problems,
      parts,
    }),
  );
  return { id, credentials };
}
