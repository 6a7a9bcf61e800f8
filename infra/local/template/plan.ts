import {
  parseStack,
  type Stack,
  type StackInput,
  TemplateError,
  type TemplateResource,
} from './cloudformation.ts';
import { createResolver } from './intrinsics.ts';
import { attributeOf, type Places, physicalName, refOf } from './names.ts';
import { planApi } from './plan-api.ts';
import { type Found, planEvents } from './plan-events.ts';
import { planFunction, planQueueMapping, planStreamMapping } from './plan-functions.ts';
import { planQueue, planSecret, planTable } from './plan-stores.ts';
import type { Plan, ResourceNames } from './plan-types.ts';
import { functionFromArn, propertiesOf } from './read.ts';
import { isLocalType, reasonForNoMeaning } from './resource-types.ts';

type Ignored = Plan['ignored'][number];

/**
 * Reads a synthesized application into a plan of what to create and what to wire.
 * @throws TemplateError naming stack, logical id and type when a resource has neither a local meaning nor a
 * stated reason for having none.
 */
export function planTemplate(inputs: readonly StackInput[], places: Places): Plan {
  const stacks = inputs.map(parseStack);
  const find = (stack: Stack, logicalId: string): TemplateResource => {
    const resource = stack.template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`Stack ${stack.name} has no resource ${logicalId}.`);
    return resource;
  };
  const nameOf = (stack: Stack, logicalId: string): string => {
    const resource = find(stack, logicalId);
    if (resource.Type === 'AWS::Lambda::Version' || resource.Type === 'AWS::Lambda::Alias') {
      return functionFromArn(String(resolver.resolve(stack, resource.Properties.FunctionName)));
    }
    return physicalName(stack, logicalId, (inStack, value) => resolver.resolve(inStack, value));
  };
  const resolver = createResolver({
    stacks,
    region: places.region,
    ref: (stack, logicalId) => refOf(find(stack, logicalId).Type, nameOf(stack, logicalId), places),
    attribute: (stack, logicalId, attribute) => {
      const resource = find(stack, logicalId);
      if (resource.Type === 'AWS::SSM::Parameter' && attribute === 'Value') {
        return resolver.resolve(stack, resource.Properties.Value);
      }
      return attributeOf(resource.Type, nameOf(stack, logicalId), attribute, places);
    },
  });

  const found: Found[] = [];
  const ignored: Ignored[] = [];
  const resources: Record<string, ResourceNames> = {};
  for (const stack of stacks) {
    const providers = customResourceProviders(stack);
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      if (resource.Condition !== undefined && !resolver.condition(stack, resource.Condition)) continue;
      const reason = providers.has(logicalId)
        ? 'carries out a custom resource, which the local runtime does itself'
        : reasonForNoMeaning(resource.Type);
      if (reason !== undefined) {
        ignored.push({ stack: stack.name, logicalId, type: resource.Type, reason });
        continue;
      }
      if (!isLocalType(resource.Type)) {
        throw new TemplateError(
          `The local runtime does not know ${resource.Type} (stack ${stack.name}, resource ${logicalId}). ` +
            'Give it a meaning in infra/local/template, or a reason for having none in resource-types.ts.',
        );
      }
      const where = `${stack.name}/${logicalId}`;
      const name = nameOf(stack, logicalId);
      const properties = propertiesOf(where, resolver.resolve(stack, resource.Properties));
      found.push({
        stack: stack.name,
        logicalId,
        type: resource.Type,
        name,
        properties,
        metadata: resource.Metadata,
      });
      const names = {
        stack: stack.name,
        type: resource.Type,
        name,
        ref: String(refOf(resource.Type, name, places)),
      };
      resources[where] = names;
      resources[logicalId] ??= names;
    }
  }

  const of = (...types: string[]): Found[] => found.filter((one) => types.includes(one.type));
  const mappings = of('AWS::Lambda::EventSourceMapping').filter((one) =>
    one.properties.flag('Enabled', true),
  );
  const fromQueue = (one: Found): boolean => one.properties.text('EventSourceArn').includes(':sqs:');
  const outputs: Record<string, string> = {};
  for (const stack of stacks) {
    for (const [key, value] of Object.entries(resolver.outputs(stack))) {
      outputs[`${stack.name}.${key}`] = value;
      outputs[key] ??= value;
    }
  }
  return {
    tables: of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(planTable),
    queues: of('AWS::SQS::Queue').map((one) => planQueue(one, places)),
    buckets: of('AWS::S3::Bucket').map(({ name }) => ({ name })),
    functions: of('AWS::Lambda::Function').map((one) => planFunction(one, places)),
    queueMappings: mappings.filter(fromQueue).map(planQueueMapping),
    streamMappings: mappings.filter((one) => !fromQueue(one)).map(planStreamMapping),
    ...planEvents(of, places),
    api: planApi(of),
    secrets: of('AWS::SecretsManager::Secret').map((one) => planSecret(one, places)),
    parameters: of('AWS::SSM::Parameter').map(({ name, properties }) => ({
      name,
      value: properties.text('Value'),
    })),
    ignored,
    resources,
    outputs,
  };
}

/** Logical ids of the functions the CDK adds to carry out custom resources: they have no entry of ours. */
function customResourceProviders(stack: Stack): Set<string> {
  const providers = new Set<string>();
  for (const resource of Object.values(stack.template.Resources)) {
    const token = resource.Properties.ServiceToken;
    if (token === undefined) continue;
    const target = (token as { 'Fn::GetAtt'?: unknown })['Fn::GetAtt'];
    if (Array.isArray(target)) providers.add(String(target[0]));
  }
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    // The CDK's own framework functions (notifications, log retention) are recognised by their fixed names.
    if (
      resource.Type === 'AWS::Lambda::Function' &&
      /^(BucketNotificationsHandler|LogRetention|CustomS3AutoDelete|CustomCDK|AWS679f53fac)/.test(logicalId)
    ) {
      providers.add(logicalId);
    }
  }
  return providers;
}
