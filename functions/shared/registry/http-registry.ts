import {
  BrokenCircuitError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import * as z from 'zod';
import type { RegistryAnswer, RegistryRecord } from '../../../models/registry/port.ts';
import type { Registry } from './registry.ts';

/** What a registry may answer; anything else counts as no answer. */
const Answer = z.object({
  kind: z.string(),
  number: z.string(),
  status: z.enum(['valid', 'expired', 'suspended', 'revoked', 'cancelled']),
  holder: z.string().optional(),
  product: z.string().optional(),
  validUntil: z.iso.date().optional(),
  fields: z.record(z.string(), z.string()).optional(),
});

export type HttpRegistryOptions = {
  url: string;
  fetch: typeof fetch;
  timeoutMs?: number;
  concurrency?: number;
};

/**
 * A registry behind HTTP: `GET {url}/{kind}/{number}`, 200 with a record, 404 for absent, all else unavailable.
 * Timeout, two retries with jitter, a breaker that opens after five failures, and a bulkhead.
 */
export function httpRegistry(options: HttpRegistryOptions): Registry {
  const guarded = wrap(
    bulkhead(options.concurrency ?? 10, 1000),
    circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) }),
    retry(handleAll, {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1000 }),
    }),
    timeout(options.timeoutMs ?? 2_000, TimeoutStrategy.Aggressive),
  );
  return {
    async lookup({ kind, number }) {
      const url = `${options.url}/${encodeURIComponent(kind)}/${encodeURIComponent(number)}`;
      try {
        return await guarded.execute(async ({ signal }) =>
          readAnswer(await options.fetch(url, { signal, redirect: 'error' }), kind, number),
        );
      } catch (error) {
        const reason =
          error instanceof BrokenCircuitError
            ? 'the registry failed repeatedly and is left alone for a while'
            : messageOf(error);
        return { state: 'unavailable', reason };
      }
    },
  };
}

async function readAnswer(response: Response, kind: string, number: string): Promise<RegistryAnswer> {
  if (response.status === 404) {
    // Only a registry that says so in its own words knows that a number is absent; a proxy's 404 does not.
    const body: unknown = await response.json();
    if (z.object({ absent: z.literal(true) }).safeParse(body).success)
      return { state: 'absent', ageSeconds: 0 };
    throw new Error('404 without a statement of absence');
  }
  if (!response.ok) throw new Error(`the registry answered ${response.status}`);
  const record = Answer.parse(await response.json());
  if (record.kind !== kind || record.number !== number)
    throw new Error('the registry answered another question');
  return { state: 'record', record: record as RegistryRecord, ageSeconds: 0 };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown').slice(0, 200);
}
