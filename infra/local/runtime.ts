import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleFunctions } from './compute/bundle.ts';
import { compileAhead } from './compute/compile-ahead.ts';
import { createFunctions, isNamed } from './compute/functions.ts';
import type { ServiceName } from './compute/protocol.ts';
import { LOCAL_CREDENTIALS } from './engines/aws-json.ts';
import { startEngines } from './engines/engines.ts';
import { expireItems } from './engines/expiry.ts';
import { openIssuer } from './engines/issuer.ts';
import { countMessages, createQueues } from './engines/queues.ts';
import { openSecrets } from './engines/secrets.ts';
import { createTables } from './engines/tables.ts';
import { type Endpoints, sdkEnvironment } from './environment.ts';
import { createFaults } from './faults.ts';
import { lockFolder } from './lock.ts';
import { createMeter } from './meter.ts';
import type { Runtime, RuntimeEvents, RuntimeOptions } from './runtime-types.ts';
import { planTemplate } from './template/plan.ts';
import type { FunctionPlan, Plan } from './template/plan-types.ts';
import type { Bus } from './wiring/bus.ts';
import { audiencesOf, startGateway } from './wiring/gateway.ts';
import { startWiring } from './wiring/wiring.ts';

const REGION = 'us-east-1';
/** What stays when a start is asked to be fresh: it holds code, not state. */
const KEPT = new Set(['bundles', 'compile-cache']);
const NOWHERE = { region: REGION, queueUrl: (name: string) => name, apiUrl: '' };

/** Bundles and compiles the functions ahead of the first start, which then finds them done. */
export async function bundleAhead(assembly: RuntimeOptions['assembly'], root: string): Promise<void> {
  const stateDir = join(root, '.touchstone');
  mkdirSync(stateDir, { recursive: true });
  const { functions } = planTemplate(assembly.stacks, NOWHERE);
  const { files } = await bundleFunctions(functions, root, stateDir);
  await compileAhead(functions, files, stateDir);
}

/**
 * Runs a synthesized application on this machine: creates what its template names on loopback engines, and
 * wires events to functions in worker threads as the template wires them.
 * @throws TemplateError when the template holds something that has no local meaning and no reason for it
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const begun = performance.now();
  const startup: Record<string, number> = {};
  const lap = <T>(name: string, work: Promise<T>): Promise<T> =>
    work.finally(() => {
      startup[name] = Math.round(performance.now() - begun);
    });
  const root = resolve(options.root ?? process.cwd());
  const stateDir = resolve(root, options.stateDir ?? '.touchstone');
  const log = options.logger ?? (() => undefined);
  const now = options.now ?? Date.now;
  const { stacks } = options.assembly;
  const outline = planTemplate(stacks, NOWHERE);
  const unlock = lockFolder(stateDir);
  if (options.fresh === true) clear(stateDir);
  const logDir = join(stateDir, 'logs');
  mkdirSync(logDir, { recursive: true });

  let bus: Bus | undefined;
  let plan: Plan = outline;
  const secrets = openSecrets(stateDir, outline.secrets);
  const bundling = lap('bundles', bundleFunctions(outline.functions, root, stateDir));
  bundling.catch(() => undefined);
  const engines = await lap(
    'engines',
    startEngines({
      stateDir,
      region: REGION,
      now,
      log,
      external: {
        dynamodb: options.endpoints?.dynamodb ?? process.env.DYNAMODB_ENDPOINT,
        sqs: options.endpoints?.sqs ?? process.env.SQS_ENDPOINT,
        s3: options.endpoints?.s3 ?? process.env.S3_ENDPOINT,
      },
      control: {
        bus: () => {
          if (bus === undefined) throw new Error('The event bus is not ready yet.');
          return bus;
        },
        secrets: () => secrets,
        parameters: () => new Map(plan.parameters.map(({ name, value }) => [name, value])),
      },
    }),
  ).catch((error: unknown) => {
    unlock();
    throw error;
  });

  const ending: (() => Promise<void> | void)[] = [];
  const abandon = async (error: unknown): Promise<never> => {
    for (const one of ending.reverse()) await one();
    await engines.stop();
    unlock();
    throw error;
  };
  try {
    return await assemble();
  } catch (error) {
    return abandon(error);
  }

  async function assemble(): Promise<Runtime> {
    const meter = createMeter(() => engines.dynamo.pid());
    const faults = createFaults(options.faults);
    const events = new EventEmitter<RuntimeEvents>();
    const issuer = await lap('issuer', openIssuer(stateDir, now));
    const gateway = await startGateway({
      port: options.port ?? 8787,
      issuer,
      now,
      api: () => plan.api,
      invoke: (name, event) => wiring.activity.track(functions.find(name).invoke(event)),
      onRequest: () => meter.add('runtime', { 'api.requests': 1 }),
      log,
    });
    ending.push(gateway.close);
    const places = { region: REGION, queueUrl: engines.queues.queueUrl, apiUrl: gateway.url };
    plan = planTemplate(stacks, places);
    const [bundles, streams, queueUrls] = await Promise.all([
      bundling,
      lap('tables', createTables(engines.dynamodb, plan.tables)),
      createQueues(engines.queues, plan.queues),
    ]);
    // An engine elsewhere may spell its queue addresses in its own way: then the template is read with those.
    const urlOf = (name: string): string => queueUrls.get(name) ?? engines.queues.queueUrl(name);
    plan = planTemplate(stacks, { ...places, queueUrl: urlOf });
    for (const bucket of plan.buckets) engines.objects.store.createBucket(bucket.name);

    if (engines.endpoints.s3 !== engines.objects.endpoint) {
      log(
        'S3_ENDPOINT is set: creation events come from the embedded object engine only; buckets must exist there.',
      );
    }

    const sdk = sdkEnvironment(REGION, engines.endpoints);
    const counts: Record<string, { done: number; failed: number }> = {};
    const functions = createFunctions({
      functions: plan.functions,
      bundles: bundles.files,
      stateDir,
      logDir,
      environment: { ...sdk, ...options.environment },
      ports: portsOf(engines.endpoints),
      faultPort: engines.control.port,
      faults,
      meter,
      containers: (one) => containersOf(options.containers, one),
      now: options.now,
      onInvoke: (one, event) =>
        events.emit('invoking', {
          functionName: one.logicalId,
          event,
          bundle: bundles.files.get(one.name) ?? '',
        }),
      onInvocation: (one, { durationMs, failed, wroteTables }) => {
        const count = counts[one.logicalId] ?? { done: 0, failed: 0 };
        counts[one.logicalId] = count;
        count[failed ? 'failed' : 'done'] += 1;
        if (wroteTables) wiring.tablesChanged();
        events.emit('invocation', { functionName: one.logicalId, durationMs, failed });
      },
    });
    ending.push(functions.terminate);
    const wiring = startWiring({
      plan,
      region: REGION,
      stateDir,
      engines,
      functions,
      streams,
      faults,
      meter,
      urlOf,
      retryAfterMs: options.retryAfterMs ?? 1000,
      redelivers: engines.embeddedQueues && options.fresh !== true,
      now,
      log,
      events,
    });
    ending.push(wiring.stop);
    bus = wiring.bus;
    faults.begin(Date.now());
    if (options.warm === true) {
      for (const pool of functions.all) pool.warm().catch((error: unknown) => log(String(error)));
    }
    startup.total = Math.round(performance.now() - begun);

    const dispose = async (abruptly: boolean): Promise<void> => {
      wiring.stop();
      if (!abruptly) await wiring.settle();
      await functions.terminate();
      wiring.close();
      await gateway.close();
      await (abruptly ? engines.kill() : engines.stop());
      unlock();
    };
    let ended: Promise<void> | undefined;
    const { endpoints } = engines;
    return {
      urls: {
        api: gateway.url,
        issuer: gateway.url,
        dynamodb: endpoints.dynamodb,
        sqs: endpoints.sqs,
        s3: endpoints.s3,
        control: endpoints.control,
      },
      env: sdk,
      client: (service) => ({
        region: REGION,
        endpoint: service === 'events' || service === 'secrets' ? endpoints.control : endpoints[service],
        credentials: LOCAL_CREDENTIALS,
      }),
      region: REGION,
      stateDir,
      plan,
      resources: plan.resources,
      outputs: plan.outputs,
      nameOf: (logicalId) => nameOf(plan, logicalId),
      meter,
      get stats() {
        return { invocations: counts, ...wiring.delivered, faults: faults.injected };
      },
      startup,
      on: (event, listener) => {
        events.on(event, listener as never);
      },
      mintToken: (request) => {
        const audience = request.audience ?? audiencesOf(plan.api)[0];
        return issuer.mint({ ...request, ...(audience === undefined ? {} : { audience }) }, gateway.url);
      },
      invoke: (name, event) => wiring.activity.track(functions.find(name).invoke(event)),
      tick: (name) => wiring.clock.fire(name),
      expire: () => expireItems(engines.dynamodb, plan.tables, Math.floor(now() / 1000)),
      queueDepth: (queue) => countMessages(engines.queues, urlOf(queueNameOf(plan, queue))),
      idle: async () => {
        for (let quiet = 0; quiet < 2; ) {
          quiet = (await wiring.isQuiet(true)) ? quiet + 1 : 0;
          if (quiet < 2) await sleep(15);
        }
      },
      kill: () => (ended ??= dispose(true)),
      stop: () => (ended ??= dispose(false)),
    };
  }
}

function clear(stateDir: string): void {
  for (const entry of readdirSync(stateDir)) {
    if (!KEPT.has(entry) && entry !== 'lock') rmSync(join(stateDir, entry), { recursive: true, force: true });
  }
}

function portsOf(endpoints: Endpoints): Record<string, ServiceName> {
  const port = (url: string): string => new URL(url).port;
  return {
    [port(endpoints.control)]: 'control',
    [port(endpoints.dynamodb)]: 'dynamodb',
    [port(endpoints.sqs)]: 'sqs',
    [port(endpoints.s3)]: 's3',
  };
}

const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

function containersOf(wanted: RuntimeOptions['containers'], plan: FunctionPlan): number {
  if (typeof wanted === 'number') return wanted;
  const named = Object.entries(wanted ?? {}).find(
    ([name]) => plan.logicalId.startsWith(name) || isNamed(plan, name),
  );
  return named?.[1] ?? 1;
}

function nameOf(plan: Plan, logicalId: string): string {
  const exact = plan.resources[logicalId];
  if (exact !== undefined) return exact.name;
  const ids = Object.keys(plan.resources).filter((id) => !id.includes('/'));
  const sameId = ids.filter((id) => withoutHash(id) === logicalId);
  const fitting = sameId.length > 0 ? sameId : ids.filter((id) => id.startsWith(logicalId));
  const [only, ...others] = fitting;
  if (only === undefined || others.length > 0) {
    throw new Error(
      `${logicalId} names ${fitting.length === 0 ? 'no resource' : `several: ${fitting.join(', ')}`}.`,
    );
  }
  return plan.resources[only]?.name ?? only;
}

function queueNameOf(plan: Plan, queue: string): string {
  return plan.queues.some(({ name }) => name === queue) ? queue : nameOf(plan, queue);
}
