import { describe, expect, test } from 'vitest';
import { planTemplate } from '../../infra/local/template/plan.ts';
import { fixtureStacks } from './fixtures/stack.ts';

const places = {
  region: 'us-east-1',
  queueUrl: (name: string) => `http://127.0.0.1:1/000000000000/${name}`,
  apiUrl: 'http://127.0.0.1:8787',
};

const one = (Resources: Record<string, unknown>, rest: Record<string, unknown> = {}, name = 'One') => ({
  name,
  template: { Resources, ...rest },
});

describe('a CDK application', () => {
  const plan = planTemplate(fixtureStacks(), places);

  test('is read into tables, queues, buckets and functions', () => {
    expect(plan.tables.map(({ streamViewType, ttlAttribute }) => ({ streamViewType, ttlAttribute }))).toEqual(
      [
        { streamViewType: 'NEW_AND_OLD_IMAGES', ttlAttribute: undefined },
        { streamViewType: undefined, ttlAttribute: 'expires' },
      ],
    );
    expect(plan.queues).toHaveLength(4);
    expect(plan.functions.map(({ entry }) => entry).sort()).toEqual(
      ['api', 'check', 'intake', 'publish'].map((name) => `test/local/fixtures/${name}.ts`),
    );
  });

  test('has its environment worked out across stacks', () => {
    const check = plan.functions.find(({ logicalId }) => logicalId.startsWith('Check'));
    expect(check?.environment.TABLE_NAME).toBe(plan.tables[0]?.name);
    const intake = plan.functions.find(({ logicalId }) => logicalId.startsWith('Intake'));
    expect(intake?.environment.WORK_QUEUE_URL).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/000000000000\/Flow-WorkQueue/,
    );
  });

  test('has its wires: notification, mappings, rule, routes', () => {
    expect(plan.notifications).toMatchObject([
      { prefix: 'uploads/', suffix: '.json', events: ['s3:ObjectCreated:*'], target: { kind: 'queue' } },
    ]);
    expect(plan.queueMappings).toMatchObject([
      { batchSize: 10, reportsItemFailures: true, maximumConcurrency: undefined },
      { batchSize: 10, reportsItemFailures: true, maximumConcurrency: 2 },
    ]);
    expect(plan.streamMappings).toMatchObject([
      { tableName: plan.tables[0]?.name, startingPosition: 'TRIM_HORIZON', maximumRetries: 5 },
    ]);
    expect(plan.rules).toMatchObject([{ bus: plan.buses[0], targets: [{ target: { kind: 'queue' } }] }]);
    expect(plan.api?.routes.map(({ key, authorizer }) => [key, authorizer?.audience])).toEqual([
      ['GET /open/{id}', undefined],
      ['ANY /v1/{proxy+}', ['console']],
      ['GET /{name}', undefined],
    ]);
  });

  test('says of everything passed over why', () => {
    expect(plan.ignored.length).toBeGreaterThan(0);
    for (const { reason } of plan.ignored) expect(reason).not.toBe('');
  });
});

test('an unknown resource type stops the start and is named with its stack', () => {
  expect(() => planTemplate([one({ Cluster: { Type: 'AWS::ECS::Cluster' } })], places)).toThrow(
    /AWS::ECS::Cluster \(stack One, resource Cluster\)/,
  );
});

test('a function that does not name its source is refused', () => {
  expect(() =>
    planTemplate([one({ Fn: { Type: 'AWS::Lambda::Function', Properties: {} } })], places),
  ).toThrow(/One\/Fn: the function does not name its source/);
});

describe('intrinsic functions', () => {
  const resolved = (value: unknown, rest: Record<string, unknown> = {}): string | undefined =>
    planTemplate(
      [one({ P: { Type: 'AWS::SSM::Parameter', Properties: { Name: 'p', Value: value } } }, rest)],
      places,
    ).parameters[0]?.value;

  test.each([
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
    [{ 'Fn::Sub': 'a-${AWS::AccountId}-${!x}' }, 'a-000000000000-${x}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
    [{ 'Fn::Sub': ['${A}/${AWS::StackName}', { A: { Ref: 'AWS::Partition' } }] }, 'aws/One'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-us-east-1'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y/z'] }] }, 'y'],
    [{ 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    [{ 'Fn::If': ['No', 'then', 'else'] }, 'else'],
    [{ 'Fn::FindInMap': ['M', 'k', 'v'] }, 'mapped'],
    [{ Ref: 'Given' }, 'default'],
  ])('%j becomes %s', (value, expected) => {
    const rest = {
      Conditions: { Yes: { 'Fn::Equals': [1, 1] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
      Mappings: { M: { k: { v: 'mapped' } } },
      Parameters: { Given: { Type: 'String', Default: 'default' } },
    };
    expect(resolved(value, rest)).toBe(expected);
  });

  test('exports are found in other stacks', () => {
    const exporting = one(
      { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mail' } } },
      { Outputs: { Q: { Value: { 'Fn::GetAtt': ['Q', 'Arn'] }, Export: { Name: 'the-queue' } } } },
      'First',
    );
    const importing = one(
      {
        P: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: 'p', Value: { 'Fn::ImportValue': 'the-queue' } },
        },
      },
      {},
      'Second',
    );
    const plan = planTemplate([importing, exporting], places);
    expect(plan.parameters[0]?.value).toBe('arn:aws:sqs:us-east-1:000000000000:mail');
    expect(plan.outputs['First.Q']).toBe('arn:aws:sqs:us-east-1:000000000000:mail');
  });

  test('a reference to nothing is named', () => {
    expect(() => resolved({ Ref: 'Nobody' })).toThrow('Stack One refers to Nobody');
    expect(() => resolved({ 'Fn::ImportValue': 'nothing' })).toThrow('imports nothing');
    expect(() => resolved({ 'Fn::Transform': {} })).toThrow('Fn::Transform');
  });

  test('a resource whose condition does not hold is not there', () => {
    const plan = planTemplate(
      [
        one(
          { Q: { Type: 'AWS::SQS::Queue', Condition: 'No', Properties: {} } },
          { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } },
        ),
      ],
      places,
    );
    expect(plan.queues).toEqual([]);
  });
});
