import { advance, type LifeInput } from '../../../models/credentials/life/advance.ts';
import type { Life, LifeKey } from '../../../models/credentials/life/life.ts';
import type { Terms } from '../../../models/terms.ts';
import { UnavailableError } from '../errors.ts';
import type { Lives } from './port.ts';

const TRIES = 5;

/**
 * Reads, moves on and writes one life; read again when another wrote in between. Nothing is written where there is
 * no news, unless a look is to be noted (`always`). `make` gives the record of one nobody has seen.
 */
export async function moveLife(
  lives: Pick<Lives, 'read' | 'save'>,
  key: LifeKey,
  input: LifeInput,
  context: { now: string; terms: Terms; read?: Life | undefined; make?: () => Life; always?: boolean },
): Promise<{ life: Life; wrote: boolean } | undefined> {
  let known = context.read;
  for (let tries = 0; tries < TRIES; tries++) {
    known ??= (await lives.read([key]))[0];
    const from = known ?? context.make?.();
    if (!from) return undefined;
    const { life, notices, news } = advance(from, input, context.now, context.terms);
    if (!news && !context.always && from.version > 0) return { life, wrote: false };
    if (await lives.save(life, notices)) return { life: { ...life, version: life.version + 1 }, wrote: true };
    known = undefined;
  }
  throw new UnavailableError(`the record of ${key.kind} is being written by others`);
}
