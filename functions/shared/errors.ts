/** A message that can never succeed: its outcome is stored (or logged) and it is acknowledged. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

/** What the outside world refused for now: retried, and in the end a dead letter. */
export class UnavailableError extends Error {
  override name = 'UnavailableError';
}

/** Name of an AWS error, whatever class carries it. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
