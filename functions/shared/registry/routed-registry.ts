import { CONFIG_KEY, RegistryConfig } from '../../../models/registry/mapping.ts';
import type { Objects } from '../objects.ts';
import { type Registry, unavailable } from './registry.ts';

/** How long a container may work by a configuration that has been replaced. */
const CONFIG_MS = 60_000;

type Routes = ReadonlyMap<string, Registry>;

/**
 * Sends each kind to the registry the configuration in the bucket names for it, and the rest to `otherwise`. A new
 * configuration takes effect within a minute. One that cannot be read changes nothing where another is in force;
 * where none is, nothing is answered, and asking later helps.
 */
export function routedRegistry(options: {
  objects: Pick<Objects, 'get'>;
  build: (config: RegistryConfig) => Routes;
  otherwise: Registry;
  now: () => number;
  warn: (message: string) => void;
}): Registry {
  const { objects, build, otherwise, now, warn } = options;
  let routes: Routes | undefined;
  let tag = '';
  let checkedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    try {
      const stored = await objects.get(CONFIG_KEY);
      // The same bytes keep their adapters, and with them what those know of the registry's health.
      if (routes === undefined || (stored?.tag ?? '') !== tag) {
        routes = stored
          ? build(RegistryConfig.parse(JSON.parse(new TextDecoder().decode(stored.body))))
          : new Map();
        tag = stored?.tag ?? '';
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 1000) : 'unknown';
      warn(`${CONFIG_KEY} cannot be used: ${reason}`);
    } finally {
      checkedAt = now();
    }
  }

  return {
    async lookup(question) {
      if (now() - checkedAt >= CONFIG_MS) {
        loading ??= refresh().finally(() => {
          loading = undefined;
        });
        await loading;
      }
      if (!routes) return unavailable('the configuration of the registries cannot be read');
      return (routes.get(question.kind) ?? otherwise).lookup(question);
    },
  };
}
