/**
 * Which resource types the local runtime gives a meaning, and which have none here, each with the reason.
 * A type in neither table stops the start: a wire nobody runs is a wire nobody has tested.
 */
const LOCAL_TYPES = [
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'Custom::S3BucketNotifications',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Events::Rule',
  'AWS::Events::EventBus',
  'AWS::Scheduler::Schedule',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Stage',
  'AWS::SecretsManager::Secret',
  'AWS::SSM::Parameter',
] as const;

const NO_MEANING: readonly (readonly [RegExp, string])[] = [
  [/^AWS::IAM::/, 'one user owns this machine; permissions are checked by the infrastructure tests'],
  [/^AWS::Lambda::(Permission|LayerVersion|EventInvokeConfig|Url|CodeSigningConfig)$/, 'wiring is direct'],
  [/^AWS::SQS::QueuePolicy$/, 'senders share one identity locally'],
  [/^AWS::S3::BucketPolicy$/, 'callers share one identity locally'],
  [/^AWS::Logs::/, 'function output goes to files under the state folder'],
  [/^AWS::CloudWatch::/, 'alarms and dashboards watch the deployed system'],
  [/^AWS::WAF(v2)?::/, 'nothing but this machine reaches the loopback address'],
  [/^AWS::KMS::/, 'the disk of this machine protects what lies on it'],
  [/^AWS::Cognito::/, 'the local issuer signs tokens instead'],
  [/^AWS::Budgets::/, 'no bill arises locally; the cost meter shows what would'],
  [/^AWS::SNS::/, 'operators are told on the console'],
  [/^AWS::CDK::Metadata$/, 'describes the tool, not the system'],
  [/^AWS::CloudFront::/, 'the console is served from disk'],
  [/^AWS::Route53::|^AWS::CertificateManager::/, 'loopback has no domain name'],
  [/^AWS::XRay::|^AWS::ApplicationInsights::|^AWS::Synthetics::/, 'watches the deployed system'],
  [/^AWS::SecretsManager::(ResourcePolicy|RotationSchedule)$/, 'secrets are made at the first start'],
  [/^AWS::ApplicationAutoScaling::/, 'one machine does not scale out'],
  [/^AWS::Events::(EventBusPolicy|Archive)$/, 'one account, and nothing is replayed from here'],
  [/^AWS::Scheduler::ScheduleGroup$/, 'groups carry permissions only'],
  [/^AWS::ApiGatewayV2::(DomainName|ApiMapping)$/, 'loopback has no domain name'],
  [/^AWS::ServiceCatalogAppRegistry::|^AWS::ResourceGroups::/, 'catalogues the deployed system'],
  [/^Custom::(S3AutoDeleteObjects|LogRetention|CDKBucketDeployment|AWS)$/, 'acts on the deployed account'],
  [
    /^AWS::CloudFormation::(CustomResource|WaitCondition|WaitConditionHandle)$/,
    'acts on the deployed account',
  ],
];

/** Why a resource type has no local meaning, or undefined when it is not on that list. */
export function reasonForNoMeaning(type: string): string | undefined {
  return NO_MEANING.find(([pattern]) => pattern.test(type))?.[1];
}

export function isLocalType(type: string): boolean {
  return (LOCAL_TYPES as readonly string[]).includes(type);
}
