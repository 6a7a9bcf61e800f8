import { TemplateError } from './cloudformation.ts';
import { LOCAL_ACCOUNT } from './intrinsics.ts';
import type { Places } from './names.ts';
import { refOf } from './names.ts';
import type { Found } from './plan-events.ts';
import type { IndexPlan, KeyElement, QueuePlan, SecretPlan, TablePlan } from './plan-types.ts';

export function planTable({ name, type, properties }: Found): TablePlan {
  const stream = properties.record('StreamSpecification');
  const ttl = properties.record('TimeToLiveSpecification');
  const viewType = stream.optionalText('StreamViewType');
  return {
    name,
    keySchema: properties.list('KeySchema') as KeyElement[],
    attributeDefinitions: properties.list('AttributeDefinitions') as TablePlan['attributeDefinitions'],
    globalIndexes: (properties.list('GlobalSecondaryIndexes') as IndexPlan[]).map(indexOf),
    localIndexes: (properties.list('LocalSecondaryIndexes') as IndexPlan[]).map(indexOf),
    // A global table with replicas keeps a stream even when the template does not spell one out.
    streamViewType:
      viewType ??
      (type === 'AWS::DynamoDB::GlobalTable' && properties.list('Replicas').length > 1
        ? 'NEW_AND_OLD_IMAGES'
        : undefined),
    ttlAttribute: ttl.flag('Enabled', false) ? ttl.optionalText('AttributeName') : undefined,
  };
}

function indexOf(index: IndexPlan): IndexPlan {
  return { IndexName: index.IndexName, KeySchema: index.KeySchema, Projection: index.Projection };
}

const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
];

export function planQueue({ name, properties }: Found, places: Places): QueuePlan {
  const attributes: Record<string, string> = {};
  for (const attribute of QUEUE_ATTRIBUTES) {
    const value = properties.optionalText(attribute);
    if (value !== undefined) attributes[attribute] = value;
  }
  const redrive = properties.raw('RedrivePolicy');
  if (redrive !== undefined) {
    attributes.RedrivePolicy = typeof redrive === 'string' ? redrive : JSON.stringify(redrive);
  }
  return { name, arn: `arn:aws:sqs:${places.region}:${LOCAL_ACCOUNT}:${name}`, attributes };
}

export function planSecret({ name, properties }: Found, places: Places): SecretPlan {
  const arn = String(refOf('AWS::SecretsManager::Secret', name, places));
  const value = properties.optionalText('SecretString');
  const rule = properties.record('GenerateSecretString');
  if (value === undefined && !properties.has('GenerateSecretString')) {
    throw new TemplateError(`${properties.where}: a secret needs SecretString or GenerateSecretString.`);
  }
  return {
    name,
    arn,
    value,
    generate:
      value !== undefined
        ? undefined
        : {
            length: rule.number('PasswordLength', 32),
            template: rule.optionalText('SecretStringTemplate'),
            key: rule.optionalText('GenerateStringKey'),
            excludePunctuation: rule.flag('ExcludePunctuation', false),
            excludeCharacters: rule.optionalText('ExcludeCharacters') ?? '',
          },
  };
}
