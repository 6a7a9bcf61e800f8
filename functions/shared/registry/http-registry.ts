import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { buildRequest } from '../../../models/registry/build-request.ts';
import { HttpSource, type KindMapping, plainMapping } from '../../../models/registry/mapping.ts';
import type { RegistryAnswer, RegistryQuestion } from '../../../models/registry/port.ts';
import { readAnswer } from '../../../models/registry/read-answer.ts';
import { noLimit, type RateLimit } from './rate-limit.ts';
import { type Registry, unavailable } from './registry.ts';

export type MappedRegistryOptions = {
  source: HttpSource;
  fetch: typeof fetch;
  /** Text of {key}; asked for at the first question. */
  key?: () => Promise<string>;
  /** @default no limit */
  limit?: RateLimit;
  /** Milliseconds, for waiting in line. @default Date.now */
  now?: () => number;
};

export type HttpRegistryOptions = {
  url: string;
  fetch: typeof fetch;
  timeoutMs?: number;
  concurrency?: number;
};

/** Our own line is too long: says nothing of the registry's health, and asking at once again would make it worse. */
class BusyError extends Error {}
/** The registry refuses us or says to wait: a retry a moment later is what it asked not to get. */
class RefusedError extends Error {}

/** An answer larger than this is no record. */
const MAX_BYTES = 1_000_000;
const FAILURES_TO_REST = 5;

/** The plain interface of one address for every kind: see `plainMapping`. */
export function httpRegistry(options: HttpRegistryOptions): Registry {
  const { url, fetch, ...rest } = options;
  const mapping = plainMapping(url);
  return mappedRegistry({ source: HttpSource.parse({ ...rest, kinds: {} }), fetch }, () => mapping);
}

/**
 * A registry behind HTTP as its mapping describes it. Around each question, from the outside in: a bulkhead, a breaker
 * that rests after five failures, retries with jitter, the rate limit (so that retries wait their turn too), a
 * timeout. Whatever is not a record or a stated absence is `unavailable`.
 */
export function mappedRegistry(
  options: MappedRegistryOptions,
  mappingOf: (kind: string) => KindMapping | undefined = (kind) =>
    Object.hasOwn(options.source.kinds, kind) ? options.source.kinds[kind] : undefined,
): Registry {
  const { source, limit = noLimit, now = Date.now } = options;
  const failure = (error: Error) => !(error instanceof BusyError);
  const guarded = wrap(
    bulkhead(source.concurrency, 1000),
    circuitBreaker(handleWhen(failure), {
      halfOpenAfter: source.restMs,
      breaker: new ConsecutiveBreaker(FAILURES_TO_REST),
    }),
    retry(
      handleWhen((error) => failure(error) && !(error instanceof RefusedError)),
      { maxAttempts: source.retries, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1000 }) },
    ),
  );
  const inTime = timeout(source.timeoutMs, TimeoutStrategy.Aggressive);

  async function ask(
    question: RegistryQuestion,
    mapping: KindMapping,
    deadline: number,
  ): Promise<RegistryAnswer> {
    const key = options.key ? await options.key() : '';
    const { url, ...request } = buildRequest(mapping, question, key);
    const wait = deadline - now();
    if (wait < 0 || !(await limit.turn(wait))) throw new BusyError('too many questions for the agreed rate');
    return inTime.execute(async ({ signal }) => {
      const response = await options.fetch(url, { ...request, signal, redirect: 'error' });
      const retryAfter = response.headers.get('retry-after');
      if (response.status === 429 || (response.status === 503 && retryAfter !== null)) {
        await limit.pause(retryAfterMs(retryAfter, now()));
        throw new RefusedError(`the registry answered ${response.status}`);
      }
      if (response.status === 401 || response.status === 403)
        throw new RefusedError(`the registry answered ${response.status}`);
      return readAnswer(mapping, question, { httpStatus: response.status, body: await bodyOf(response) });
    });
  }

  return {
    async lookup(question) {
      const mapping = mappingOf(question.kind);
      if (!mapping) return unavailable(`no registry is configured for ${question.kind}`, true);
      const deadline = now() + source.maxWaitMs;
      try {
        return await guarded.execute(() => ask(question, mapping, deadline));
      } catch (error) {
        return unavailable(reasonOf(error));
      }
    },
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BYTES)
    throw new Error('the answer is too large');
  const text = await response.text();
  if (text.length > MAX_BYTES) throw new Error('the answer is too large');
  return JSON.parse(text);
}

/** `Retry-After` in seconds or as a date; a second when it is not there. */
function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 1000;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 1000 : at - now;
}

/** Without the address, which may carry a key, and without what was answered. */
function reasonOf(error: unknown): string {
  if (error instanceof BrokenCircuitError)
    return 'the registry failed repeatedly and is left alone for a while';
  if (error instanceof BulkheadRejectedError) return 'too many questions at once';
  if (error instanceof SyntaxError) return 'the registry answered no JSON';
  return (error instanceof Error ? error.message : 'unknown').slice(0, 200);
}
