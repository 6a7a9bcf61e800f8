import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { HttpSource, RegistryConfig } from '../../../models/registry/mapping.ts';
import { s3 } from '../aws/clients.ts';
import { systemClock } from '../clock.ts';
import { s3Objects } from '../objects.ts';
import { logger } from '../telemetry.ts';
import { cachedRegistry, tableAnswers } from './cached-registry.ts';
import { combinedRegistry } from './combined-registry.ts';
import { httpRegistry, mappedRegistry } from './http-registry.ts';
import { sharedRateLimit } from './rate-limit.ts';
import { noRegistry, type Registry } from './registry.ts';
import { routedRegistry } from './routed-registry.ts';
import { snapshotRegistry } from './snapshot-registry.ts';
import { bucketSnapshots } from './snapshot-stores.ts';
import { watchedRegistry } from './watched-registry.ts';

/**
 * The registries the bucket's configuration names, each behind cache, rate limit and breaker; every other kind goes to
 * the address in the environment, and to nobody when none is set.
 */
export function configuredRegistry(client: DynamoDBClient, cacheTable: string): Registry {
  const cached = (inner: Registry) => cachedRegistry(inner, tableAnswers(client, cacheTable), Date.now);
  const url = process.env.REGISTRY_URL ?? '';
  const otherwise = cached(url === '' ? noRegistry : httpRegistry({ url, fetch }));
  const bucket = process.env.BUCKET ?? '';
  const watched = (all: Registry) =>
    watchedRegistry(all, (outage) => logger.warn('registry unavailable', outage), Date.now);
  if (bucket === '') return watched(otherwise);
  const store = s3();
  const objects = s3Objects(store, bucket);
  const snapshots = snapshotRegistry(
    bucketSnapshots(store, bucket, objects),
    join(tmpdir(), 'touchstone-registries'),
    Date.now,
  );
  const build = (config: RegistryConfig): ReadonlyMap<string, Registry> => {
    const routes = new Map<string, Registry>();
    for (const { name, http, snapshot } of config.registries) {
      for (const kind of snapshot?.kinds ?? []) routes.set(kind, snapshots);
      if (!http) continue;
      const asked = cached(interfaceOf(name, http, client, cacheTable));
      for (const kind of Object.keys(http.kinds))
        routes.set(kind, routes.has(kind) ? combinedRegistry(snapshots, asked) : asked);
    }
    return routes;
  };
  return watched(
    routedRegistry({
      objects,
      build,
      otherwise,
      now: Date.now,
      warn: (message) => logger.error(message),
    }),
  );
}

function interfaceOf(name: string, http: HttpSource, client: DynamoDBClient, table: string): Registry {
  const { perSecond, secret } = http;
  return mappedRegistry({
    source: http,
    fetch,
    ...(secret === undefined ? {} : { key: secretNamed(secret) }),
    ...(perSecond === undefined
      ? {}
      : { limit: sharedRateLimit({ client, table, name, perSecond, clock: systemClock }) }),
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
