import { TemplateError } from './cloudformation.ts';
import type { Places } from './names.ts';
import type { NotificationPlan, Plan, RulePlan, RuleTargetPlan, SchedulePlan, Target } from './plan-types.ts';
import { functionFromArn, nameFromArn, type Properties, propertiesOf } from './read.ts';

/** A resource with its physical name and resolved properties. */
export interface Found {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  readonly metadata: Record<string, unknown>;
}

export type FoundByType = (...types: string[]) => Found[];

export function planEvents(
  of: FoundByType,
  _places: Places,
): Pick<Plan, 'notifications' | 'buses' | 'rules' | 'schedules'> {
  return {
    notifications: [
      ...of('AWS::S3::Bucket').flatMap(({ name, properties }) =>
        notificationsOf(name, properties.record('NotificationConfiguration')),
      ),
      ...of('Custom::S3BucketNotifications').flatMap(({ properties }) =>
        notificationsOf(properties.text('BucketName'), properties.record('NotificationConfiguration')),
      ),
    ],
    buses: of('AWS::Events::EventBus').map(({ name }) => name),
    rules: of('AWS::Events::Rule').map(planRule),
    schedules: of('AWS::Scheduler::Schedule').map(planSchedule),
  };
}

function targetOf(where: string, arn: string): Target {
  if (arn.includes(':sqs:')) return { kind: 'queue', queueName: nameFromArn(arn) };
  if (arn.includes(':lambda:') && arn.includes(':function:')) {
    return { kind: 'function', functionName: functionFromArn(arn) };
  }
  throw new TemplateError(`${where}: events can go to a queue or a function locally, not to ${arn}.`);
}

/**
 * Both spellings: the resource property (`Queue`, `Function`, `Event`) and the S3 API form the CDK's custom
 * resource carries (`QueueArn`, `LambdaFunctionArn`, `Events`).
 */
function notificationsOf(bucket: string, configuration: Properties): NotificationPlan[] {
  if (configuration.has('EventBridgeConfiguration')) {
    throw new TemplateError(`${configuration.where}: S3 events through EventBridge are not run locally.`);
  }
  const entries = [
    ...configuration.list('QueueConfigurations'),
    ...configuration.list('LambdaFunctionConfigurations'),
    ...configuration.list('LambdaConfigurations'),
  ];
  return entries.map((entry) => {
    const one = propertiesOf(configuration.where, entry);
    const arn =
      one.optionalText('QueueArn') ??
      one.optionalText('Queue') ??
      one.optionalText('LambdaFunctionArn') ??
      one.text('Function');
    const filter = one.record('Filter');
    const rules = [...filter.record('Key').list('FilterRules'), ...filter.record('S3Key').list('Rules')] as {
      Name: string;
      Value: string;
    }[];
    const ruleValue = (name: string): string =>
      rules.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
    return {
      bucket,
      events: [...one.list('Events'), ...one.list('Event')].map(String),
      prefix: ruleValue('prefix'),
      suffix: ruleValue('suffix'),
      target: targetOf(configuration.where, arn),
    };
  });
}

function planRule({ name, properties }: Found): RulePlan {
  const pattern = properties.raw('EventPattern');
  return {
    name,
    bus: nameFromArn(properties.optionalText('EventBusName') ?? 'default'),
    enabled: properties.optionalText('State') !== 'DISABLED',
    pattern: typeof pattern === 'string' ? JSON.parse(pattern) : pattern,
    schedule: properties.optionalText('ScheduleExpression'),
    targets: properties.list('Targets').map((entry): RuleTargetPlan => {
      const one = propertiesOf(`${properties.where}.Targets`, entry);
      const transformer = one.record('InputTransformer');
      return {
        target: targetOf(one.where, one.text('Arn')),
        input: one.optionalText('Input'),
        inputPath: one.optionalText('InputPath'),
        transformer: one.has('InputTransformer')
          ? {
              paths: (transformer.raw('InputPathsMap') ?? {}) as Record<string, string>,
              template: transformer.text('InputTemplate'),
            }
          : undefined,
      };
    }),
  };
}

function planSchedule({ name, properties }: Found): SchedulePlan {
  const target = properties.record('Target');
  return {
    name,
    enabled: properties.optionalText('State') !== 'DISABLED',
    expression: properties.text('ScheduleExpression'),
    target: targetOf(target.where, target.text('Arn')),
    input: target.optionalText('Input'),
  };
}
