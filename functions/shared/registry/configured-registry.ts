import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cachedRegistry } from './cached-registry.ts';
import { httpRegistry } from './http-registry.ts';
import { noRegistry, type Registry } from './registry.ts';

/** The registry the environment names, behind the cache; none when no address is set. */
export function configuredRegistry(client: DynamoDBClient, cacheTable: string): Registry {
  const url = process.env.REGISTRY_URL ?? '';
  const source = url === '' ? noRegistry : httpRegistry({ url, fetch });
  return cachedRegistry(source, client, cacheTable, Date.now);
}
