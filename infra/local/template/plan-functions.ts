import * as z from 'zod';
import { TemplateError } from './cloudformation.ts';
import { LOCAL_ACCOUNT } from './intrinsics.ts';
import type { Places } from './names.ts';
import type { Found } from './plan-events.ts';
import type { FunctionPlan, QueueMappingPlan, StreamMappingPlan } from './plan-types.ts';
import { functionFromArn, nameFromArn, type Properties } from './read.ts';

/** How a function's resource names its source: `Metadata: { touchstone: { entry, external? } }`. */
const sourceSchema = z.object({ entry: z.string(), external: z.array(z.string()).default([]) });

export function planFunction({ logicalId, name, properties, metadata }: Found, places: Places): FunctionPlan {
  const source = sourceSchema.safeParse(metadata.touchstone);
  if (!source.success) {
    throw new TemplateError(
      `${properties.where}: the function does not name its source; give the resource ` +
        "Metadata { touchstone: { entry: 'functions/<name>/handler.ts' } }.",
    );
  }
  const variables = (properties.record('Environment').raw('Variables') ?? {}) as Record<string, unknown>;
  return {
    logicalId,
    name,
    arn: `arn:aws:lambda:${places.region}:${LOCAL_ACCOUNT}:function:${name}`,
    entry: source.data.entry,
    external: source.data.external,
    handler: (properties.optionalText('Handler') ?? 'index.handler').split('.').at(-1) ?? 'handler',
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    timeoutSeconds: properties.number('Timeout', 3),
    memoryMb: properties.number('MemorySize', 128),
    reservedConcurrency: properties.optionalNumber('ReservedConcurrentExecutions'),
  };
}

const reportsItemFailures = (properties: Properties): boolean =>
  properties.list('FunctionResponseTypes').includes('ReportBatchItemFailures');

function filtersOf(properties: Properties): unknown[] {
  const filters = properties.record('FilterCriteria').list('Filters') as { Pattern?: unknown }[];
  return filters.map(({ Pattern }) => (typeof Pattern === 'string' ? JSON.parse(Pattern) : Pattern));
}

export function planQueueMapping({ properties }: Found): QueueMappingPlan {
  return {
    queueName: nameFromArn(properties.text('EventSourceArn')),
    functionName: functionFromArn(properties.text('FunctionName')),
    batchSize: properties.number('BatchSize', 10),
    windowSeconds: properties.number('MaximumBatchingWindowInSeconds', 0),
    reportsItemFailures: reportsItemFailures(properties),
    maximumConcurrency: properties.record('ScalingConfig').optionalNumber('MaximumConcurrency'),
    filters: filtersOf(properties),
  };
}

export function planStreamMapping({ stack, logicalId, properties }: Found): StreamMappingPlan {
  const source = properties.text('EventSourceArn');
  const table = /:table\/([^/]+)\/stream\//.exec(source)?.[1];
  if (table === undefined) {
    throw new TemplateError(
      `${properties.where}: event source ${source} is neither a queue nor a table stream.`,
    );
  }
  const destination = properties.record('DestinationConfig').record('OnFailure').optionalText('Destination');
  return {
    id: `${stack}-${logicalId}`,
    tableName: table,
    functionName: functionFromArn(properties.text('FunctionName')),
    batchSize: properties.number('BatchSize', 100),
    windowSeconds: properties.number('MaximumBatchingWindowInSeconds', 0),
    startingPosition: properties.optionalText('StartingPosition') === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    reportsItemFailures: reportsItemFailures(properties),
    bisects: properties.flag('BisectBatchOnFunctionError', false),
    maximumRetries: properties.number('MaximumRetryAttempts', -1),
    onFailureQueue: destination === undefined ? undefined : nameFromArn(destination),
    filters: filtersOf(properties),
  };
}
