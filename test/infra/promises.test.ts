import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { addTouchstone } from '../../infra/touchstone.ts';
import { PIPELINE } from '../../models/pipeline.ts';

/** A CloudFormation resource as these tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
type Resource = { Type: string; Properties: any };

const NO_BUNDLING = { 'aws:cdk:bundling-stacks': [], 'aws:cdk:enable-path-metadata': false };

describe('the deployed house keeps its promises', () => {
  let stacks: ReturnType<typeof addTouchstone>;
  let templates: Record<string, Template>;

  beforeAll(() => {
    const app = new App({ context: NO_BUNDLING });
    stacks = addTouchstone(app, {
      webhookUrl: 'https://example.com/hook',
      registryUrl: 'https://example.com/registry',
    });
    templates = Object.fromEntries(
      Object.entries(stacks).map(([name, stack]) => [name, Template.fromStack(stack)]),
    );
  });
  const template = (name: string) => templates[name] as Template;

  it('has four stacks whose shape changes only on purpose', () => {
    expect(Object.keys(templates)).toEqual(['data', 'pipeline', 'access', 'observability']);
    for (const [name, stack] of Object.entries(templates)) {
      const resources = Object.entries(stack.toJSON().Resources as Record<string, { Type: string }>).map(
        ([id, r]) => `${r.Type} ${id.replace(/[0-9A-F]{8}$/, '')}`,
      );
      expect(resources.sort(), name).toMatchSnapshot(name);
    }
  });

  it('never loses records: point-in-time recovery, encryption and deletion protection on every table', () => {
    const tables = template('data').findResources('AWS::DynamoDB::GlobalTable');
    expect(Object.keys(tables)).toHaveLength(3);
    for (const { Properties, DeletionPolicy } of Object.values(tables)) {
      expect(DeletionPolicy).toBe('Retain');
      expect(Properties.SSESpecification.SSEEnabled).toBe(true);
      for (const replica of Properties.Replicas) {
        expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
        expect(replica.DeletionProtectionEnabled).toBe(true);
      }
    }
  });

  it('every queue refuses plain HTTP, and every stage queue has a dead-letter queue of 14 days', () => {
    const queues = template('pipeline').findResources('AWS::SQS::Queue');
    const stageQueues = Object.values(queues).filter((q) => q.Properties.RedrivePolicy);
    const expected = PIPELINE.filter((s) => s.trigger.kind === 'queue').length;
    expect(stageQueues).toHaveLength(expected);
    for (const queue of stageQueues)
      expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    const deadLetters = Object.values(queues).filter((q) => !q.Properties.RedrivePolicy);
    for (const queue of deadLetters) expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 86_400);
    const policies = Object.values(template('pipeline').findResources('AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(Object.keys(queues).length);
    for (const policy of policies) {
      const denials = policy.Properties.PolicyDocument.Statement.filter(
        (s: { Effect: string; Condition?: { Bool?: unknown } }) => s.Effect === 'Deny' && s.Condition?.Bool,
      );
      expect(denials).not.toHaveLength(0);
    }
  });

  it('a queue hides a message for at least six times its function’s timeout', () => {
    const { Resources } = template('pipeline').toJSON();
    const mappings = Object.values(Resources as Record<string, Resource>).filter(
      (r) => r.Type === 'AWS::Lambda::EventSourceMapping' && r.Properties.EventSourceArn['Fn::GetAtt'],
    );
    expect(mappings.length).toBeGreaterThan(8);
    for (const { Properties } of mappings) {
      const queue = Resources[Properties.EventSourceArn['Fn::GetAtt'][0]];
      const fn = Resources[Properties.FunctionName.Ref];
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * fn.Properties.Timeout);
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('every stage has alarms that say what a person loses', () => {
    const alarms = Object.values(template('pipeline').findResources('AWS::CloudWatch::Alarm'));
    for (const stage of PIPELINE.filter((s) => s.name !== 'overdue')) {
      const own = alarms.filter((a) => a.Properties.AlarmDescription.startsWith(stage.impact));
      expect(own.length, stage.name).toBeGreaterThanOrEqual(2);
    }
  });

  it('no function may do everything with a table or a bucket', () => {
    for (const name of ['pipeline', 'access']) {
      for (const policy of Object.values(template(name).findResources('AWS::IAM::Policy'))) {
        for (const statement of policy.Properties.PolicyDocument.Statement) {
          for (const action of [statement.Action].flat())
            expect(action, name).not.toMatch(/^(dynamodb|s3|sqs|secretsmanager):\*$/);
        }
      }
    }
  });

  it('only X-Ray, which knows no resources, is granted on everything', () => {
    for (const name of ['pipeline', 'access']) {
      for (const [id, policy] of Object.entries(template(name).findResources('AWS::IAM::Policy'))) {
        if (id.startsWith('BucketNotificationsHandler')) continue;
        for (const statement of policy.Properties.PolicyDocument.Statement) {
          if (statement.Resource === '*')
            for (const action of [statement.Action].flat()) expect(action, id).toMatch(/^xray:/);
        }
      }
    }
  });

  it('breaks no rule of the AWS Solutions pack without an acknowledged reason', () => {
    const app = new App({ context: NO_BUNDLING });
    addTouchstone(app, {});
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });

  it('a check reads no upload, the webhook no record, the certificate reader neither knowledge nor screenings', () => {
    const policies = Object.entries(template('pipeline').findResources('AWS::IAM::Policy'));
    const text = (part: string) =>
      JSON.stringify(policies.filter(([id]) => id.startsWith(part)).map(([, p]) => p));
    expect(text('CheckCounterfeit')).not.toContain('uploads/');
    expect(text('Webhook')).not.toContain('dynamodb:');
    expect(text('CheckCounterfeit')).toContain('work/');
    expect(text('ReadCertificates')).toContain('uploads/');
    expect(text('ReadCertificates')).not.toMatch(/dynamodb:(Query|Scan|Delete)|knowledge\//);
  });

  it('the clock of credentials reads no listing, writes nothing but orders of sweeps, and asks the index of what is due', () => {
    const clock = Object.entries(template('pipeline').findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.startsWith('CredentialClock'),
    );
    const text = JSON.stringify(clock);
    expect(text).not.toContain('uploads/');
    expect(text.match(/s3:PutObject/g)).toHaveLength(1);
    expect(text).toContain('/sweeps/*');
    expect(text).not.toContain('DeleteItem');
    expect(text).toContain('/index/byDue');
    // Two runs at once would ask a registry twice.
    const [fn] = Object.entries(template('pipeline').findResources('AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith('CredentialClock'),
    );
    expect(fn?.[1].Properties.ReservedConcurrentExecutions).toBe(1);
  });

  it('the API lets nobody in without a token but to health and documentation', () => {
    const routes = Object.values(template('access').findResources('AWS::ApiGatewayV2::Route')).map(
      (r) => r.Properties,
    );
    const open = routes
      .filter((r) => r.AuthorizationType === 'NONE')
      .map((r) => r.RouteKey)
      .sort();
    expect(open).toEqual(['GET /docs', 'GET /openapi.json', 'GET /v1/health']);
    for (const route of routes)
      if (!open.includes(route.RouteKey)) expect(route.AuthorizationType).toBe('JWT');
  });

  it('functions run on arm64 with Node 24, each with its own log group', () => {
    for (const name of ['pipeline', 'access']) {
      const functions = Object.values(template(name).findResources('AWS::Lambda::Function')).filter(
        (f) => f.Metadata?.touchstone,
      );
      for (const fn of functions) {
        expect(fn.Properties.Architectures).toEqual(['arm64']);
        expect(fn.Properties.Runtime).toBe('nodejs24.x');
        expect(fn.Properties.LoggingConfig.LogGroup).toBeDefined();
      }
    }
  });
});
