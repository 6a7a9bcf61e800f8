import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { RegistryConfig } from '../../../models/registry/mapping.ts';
import { s3 } from '../clients.ts';
import { systemClock } from '../clock.ts';
import { s3Objects } from '../objects.ts';
import { logger } from '../telemetry.ts';
import { cachedRegistry, tableAnswers } from './cached-registry.ts';
import { httpRegistry, mappedRegistry } from './http-registry.ts';
import { sharedRateLimit } from './rate-limit.ts';
import { noRegistry, type Registry } from './registry.ts';
import { routedRegistry } from './routed-registry.ts';

/**
 * The registries the bucket's configuration names, each behind cache, rate limit and breaker; every other kind goes to
 * the address in the environment, and to nobody when none is set.
 */
export function configuredRegistry(client: DynamoDBClient, cacheTable: string): Registry {
  const cached = (inner: Registry) => cachedRegistry(inner, tableAnswers(client, cacheTable), Date.now);
  const url = process.env.REGISTRY_URL ?? '';
  const otherwise = cached(url === '' ? noRegistry : httpRegistry({ url, fetch }));
  const bucket = process.env.BUCKET ?? '';
  if (bucket === '') return otherwise;
  const build = (config: RegistryConfig): ReadonlyMap<string, Registry> =>
    new Map(
      config.registries.flatMap(({ name, http }) => {
        if (!http) return [];
        const limit =
          http.perSecond === undefined
            ? undefined
            : sharedRateLimit({
                client,
                table: cacheTable,
                name,
                perSecond: http.perSecond,
                clock: systemClock,
              });
        const registry = cached(
          mappedRegistry({
            source: http,
            fetch,
            ...(http.secret === undefined ? {} : { key: secretNamed(http.secret) }),
            ...(limit ? { limit } : {}),
          }),
        );
        return Object.keys(http.kinds).map((kind) => [kind, registry] as const);
      }),
    );
  return routedRegistry({
    objects: s3Objects(s3(), bucket),
    build,
    otherwise,
    now: Date.now,
    warn: (message) => logger.error(message),
  });
}

/** How long a key is used before it is read again, so that a rotated one is taken up. */
const KEY_MS = 15 * 60_000;
let secrets: SecretsManagerClient | undefined;

function secretNamed(name: string): () => Promise<string> {
  let kept: { key: Promise<string>; at: number } | undefined;
  return () => {
    if (kept && Date.now() - kept.at < KEY_MS) return kept.key;
    secrets ??= new SecretsManagerClient({});
    const key = secrets.send(new GetSecretValueCommand({ SecretId: name })).then(
      (answer) => answer.SecretString ?? '',
      (error: unknown) => {
        kept = undefined;
        throw error;
      },
    );
    kept = { key, at: Date.now() };
    return key;
  };
}
