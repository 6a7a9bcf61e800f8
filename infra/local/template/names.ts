import { createHash } from 'node:crypto';
import { type Stack, TemplateError } from './cloudformation.ts';
import { LOCAL_ACCOUNT } from './intrinsics.ts';
import { isLocalType, reasonForNoMeaning } from './resource-types.ts';

export interface Places {
  readonly region: string;
  readonly queueUrl: (queueName: string) => string;
  /** Base address of the HTTP API of this logical id. */
  readonly apiUrl: string;
  /** A secret's or an SSM parameter's ARN is made from its name. */
}

const NAME_PROPERTIES: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Events::Rule': 'Name',
  'AWS::Events::EventBus': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::ApiGatewayV2::Stage': 'StageName',
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** A stable physical name: the same template gives the same tables on every start, so state is found again. */
function generatedName(stack: Stack, logicalId: string, type: string): string {
  const plain = `${stack.name}-${logicalId}`;
  const short = plain.length <= 55 ? plain : `${plain.slice(0, 46)}-${hash(plain)}`;
  if (type === 'AWS::S3::Bucket') return short.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  if (type.startsWith('AWS::ApiGatewayV2::')) return hash(plain);
  return short;
}

/** Physical name of a resource: its own name property when it is given, else one made from stack and id. */
export function physicalName(
  stack: Stack,
  logicalId: string,
  resolve: (stack: Stack, value: unknown) => unknown,
): string {
  const resource = stack.template.Resources[logicalId];
  if (resource === undefined) throw new TemplateError(`Stack ${stack.name} has no resource ${logicalId}.`);
  const property = NAME_PROPERTIES[resource.Type];
  const given = property === undefined ? undefined : resolve(stack, resource.Properties[property]);
  return typeof given === 'string' && given !== '' ? given : generatedName(stack, logicalId, resource.Type);
}

function tableArn(region: string, name: string): string {
  return `arn:aws:dynamodb:${region}:${LOCAL_ACCOUNT}:table/${name}`;
}

/** What `Ref` of a resource answers, by type. */
export function refOf(type: string, name: string, places: Places): unknown {
  const { region } = places;
  switch (type) {
    case 'AWS::SQS::Queue':
      return places.queueUrl(name);
    case 'AWS::SecretsManager::Secret':
      return `arn:aws:secretsmanager:${region}:${LOCAL_ACCOUNT}:secret:${name}`;
    case 'AWS::Lambda::Version':
    case 'AWS::Lambda::Alias':
      return attributeOf(type, name, 'Arn', places);
    default:
      return name;
  }
}

/** What `Fn::GetAtt` answers, by type. Types without local meaning answer a recognisable placeholder. */
export function attributeOf(type: string, name: string, attribute: string, places: Places): unknown {
  const { region } = places;
  const arn = (service: string, rest: string): string =>
    `arn:aws:${service}:${region}:${LOCAL_ACCOUNT}:${rest}`;
  switch (`${type} ${attribute}`) {
    case 'AWS::DynamoDB::Table Arn':
    case 'AWS::DynamoDB::GlobalTable Arn':
      return tableArn(region, name);
    case 'AWS::DynamoDB::Table StreamArn':
    case 'AWS::DynamoDB::GlobalTable StreamArn':
      return `${tableArn(region, name)}/stream/local`;
    case 'AWS::SQS::Queue Arn':
      return arn('sqs', name);
    case 'AWS::SQS::Queue QueueName':
      return name;
    case 'AWS::SQS::Queue QueueUrl':
      return places.queueUrl(name);
    case 'AWS::S3::Bucket Arn':
      return `arn:aws:s3:::${name}`;
    case 'AWS::S3::Bucket DomainName':
    case 'AWS::S3::Bucket RegionalDomainName':
      return `${name}.s3.amazonaws.com`;
    case 'AWS::Lambda::Function Arn':
      return arn('lambda', `function:${name}`);
    case 'AWS::Lambda::Version Arn':
    case 'AWS::Lambda::Version FunctionArn':
    case 'AWS::Lambda::Alias Arn':
    case 'AWS::Lambda::Alias AliasArn':
      return arn('lambda', `function:${name}`);
    case 'AWS::Lambda::Version Version':
      return '1';
    case 'AWS::Events::Rule Arn':
      return arn('events', `rule/${name}`);
    case 'AWS::Events::EventBus Arn':
      return arn('events', `event-bus/${name}`);
    case 'AWS::Events::EventBus Name':
      return name;
    case 'AWS::ApiGatewayV2::Api ApiEndpoint':
      return places.apiUrl;
    case 'AWS::SecretsManager::Secret Id':
      return refOf(type, name, places);
    case 'AWS::Lambda::EventSourceMapping Id':
      return name;
    default:
      if (type.startsWith('AWS::ApiGatewayV2::')) return name;
      if (isLocalType(type) && type !== 'AWS::SSM::Parameter' && type !== 'AWS::SQS::Queue') {
        return `${name}.${attribute}`;
      }
      return reasonForNoMeaning(type) === undefined ? `${name}.${attribute}` : `local-${name}-${attribute}`;
  }
}
