import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueVariable } from '../../models/names.ts';
import { PIPELINE, type Stage, stageOf } from '../../models/pipeline.ts';
import { grantItems } from '../constructs/item-grants.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { grantObjects } from '../constructs/object-grants.ts';
import { QueueStage, stageAlarms } from '../constructs/queue-stage.ts';
import { grantRegistryKeys } from '../constructs/registry-keys.ts';
import { registryOutageAlarm } from '../constructs/registry-outage-alarm.ts';
import { scheduleAlarms } from '../constructs/schedule-alarms.ts';
import type { DataStack } from './data-stack.ts';

export type PipelineStackProps = StackProps & {
  readonly data: DataStack;
  /** Where verdicts are called back to. @default no webhook: verdicts are read from the API and the bus */
  readonly webhookUrl?: string;
  /** Where credentials are looked up. @default none: every registry answers `unavailable` */
  readonly registryUrl?: string;
};

/** Packages with binaries or data files of their own, installed beside the bundle. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  intake: ['sharp', 'zxing-wasm'],
  rescreen: ['sharp', 'zxing-wasm'],
  'read-certificates': ['sharp', 'tesseract.js', '@tesseract.js-data/chi_sim'],
  'find-marks': ['sharp', '@techstark/opencv-js'],
};

/** Stages that write verdicts, rejections or the credentials' turns, each with its event. */
const TELLS = ['intake', 'adjudicate', 'check-credential', 'check-brand-qualification', 'rescreen'];

/** The stages of models/pipeline.ts, wired as it says. */
export class PipelineStack extends Stack {
  readonly stages = new Map<string, QueueStage>();
  readonly #data: DataStack;
  readonly #environment: Record<string, string>;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { data } = props;
    this.#data = data;
    this.#environment = {
      RECORDS_TABLE: data.records.tableName,
      OUTBOX_TABLE: data.outbox.tableName,
      CACHE_TABLE: data.cache.tableName,
      BUCKET: data.bucket.bucketName,
      REGISTRY_URL: props.registryUrl ?? '',
    };
    for (const stage of PIPELINE) {
      if (isQueueStage(stage)) this.#queueStage(stage);
    }
    for (const [name, { fn }] of this.stages) this.#connect(stageOf(name), fn);
    this.#grants();
    this.#uploads();
    this.#publish(props.webhookUrl ?? '');
    this.#overdue();
    this.#credentialClock();
    registryOutageAlarm(this, this.#stage('check-credential').logGroup);
  }

  queueOf(name: string): IQueue {
    return this.#stage(name).queue;
  }

  #queueStage(stage: Stage & { trigger: { kind: 'queue' } }): void {
    const native = NATIVE[stage.name] ?? [];
    this.stages.set(
      stage.name,
      new QueueStage(this, pascal(stage.name), { stage, environment: this.#environment, native }),
    );
  }

  /** A stage without a queue of its own: a schedule or a stream starts it. */
  #loneStage(
    id: string,
    stage: Stage,
    environment: Record<string, string>,
    options: { readonly reservedConcurrency?: number } = {},
  ): NodeFunction['fn'] {
    const { fn } = new NodeFunction(this, id, {
      entry: stage.entry,
      timeout: Duration.seconds(stage.timeoutSeconds),
      memoryMb: stage.memoryMb,
      environment: { STAGE: stage.name, ...environment },
      ...options,
    });
    this.#connect(stage, fn);
    return fn;
  }

  /** A stage may send to the queues its row names, and learns their addresses. */
  #connect(stage: Stage, from: NodeFunction['fn']): void {
    for (const name of stage.sends) {
      const { queue } = this.#stage(name);
      queue.grantSendMessages(from);
      from.addEnvironment(queueVariable(name), queue.queueUrl);
    }
  }

  #stage(name: string): QueueStage {
    const stage = this.stages.get(name);
    if (!stage) throw new Error(`models/pipeline.ts sends to ${name}, which is no queue stage`);
    return stage;
  }

  /** Grants by intent: who reads or writes what is in one place. */
  #grants(): void {
    const { records, outbox, cache, bucket } = this.#data;
    for (const [name, { fn }] of this.stages) {
      if (stageOf(name).knowledge.length > 0) grantObjects(bucket, fn, { read: ['knowledge/'] });
      if (!name.startsWith('check-')) continue;
      grantObjects(bucket, fn, { read: ['work/'], write: ['work/'] });
    }
    // The two checks that look at papers keep the papers' records.
    for (const name of ['check-credential', 'check-brand-qualification'])
      grantItems(records, this.#stage(name).fn, ['BatchGetItem', 'PutItem']);
    // Whoever makes something others must be told of, says so in the same transaction.
    for (const name of TELLS) grantItems(outbox, this.#stage(name).fn, ['PutItem']);
    // … and integrity asks what the merchant was refused before.
    grantItems(records, this.#stage('check-listing-integrity').fn, ['Query']);
    const intake = this.#stage('intake').fn;
    grantObjects(bucket, intake, { read: ['uploads/'], write: ['work/'] });
    grantItems(records, intake, ['PutItem', 'Query', 'UpdateItem']);
    grantItems(cache, intake, ['BatchGetItem', 'PutItem']);
    const reader = this.#stage('read-certificates').fn;
    grantObjects(bucket, reader, { read: ['uploads/', 'work/'], write: ['work/'] });
    grantItems(cache, reader, ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']);
    const marks = this.#stage('find-marks').fn;
    grantObjects(bucket, marks, { read: ['uploads/', 'work/'], write: ['work/'] });
    grantItems(cache, marks, ['GetItem', 'PutItem']);
    const credential = this.#stage('check-credential').fn;
    // UpdateItem: the turns of rate-limited registries.
    grantItems(cache, credential, ['GetItem', 'PutItem', 'UpdateItem']);
    grantRegistryKeys(credential);
    const adjudicate = this.#stage('adjudicate').fn;
    grantObjects(bucket, adjudicate, { read: ['work/'] });
    grantItems(records, adjudicate, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']);
    grantObjects(bucket, this.#stage('knowledge').fn, {
      read: ['knowledge/'],
      write: ['knowledge/current.json', 'sweeps/'],
    });
    grantItems(records, this.#stage('knowledge').fn, ['PutItem']);
    this.#stockGrants();
  }

  /** The stock's own lane: its index, its sweeps, and re-screening, which does what intake and the checks do. */
  #stockGrants(): void {
    const { records, cache, bucket } = this.#data;
    grantObjects(bucket, this.#stage('index-stock').fn, { write: ['stock/'] });
    const sweep = this.#stage('sweep').fn;
    grantObjects(bucket, sweep, {
      read: ['stock/', 'sweeps/'],
      write: ['stock/', 'sweeps/'],
      remove: ['stock/'],
    });
    grantItems(records, sweep, ['GetItem', 'BatchGetItem', 'Query', 'PutItem']);
    const rescreen = this.#stage('rescreen').fn;
    grantObjects(bucket, rescreen, { read: ['uploads/'], write: ['work/'] });
    grantItems(records, rescreen, ['GetItem', 'BatchGetItem', 'Query', 'PutItem']);
    grantItems(cache, rescreen, ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem']);
    grantRegistryKeys(rescreen);
  }

  #uploads(): void {
    // By name, so that the notification lives in this stack and the stacks do not depend on each other in a ring.
    const { bucketArn, bucketName } = this.#data.bucket;
    const bucket = Bucket.fromBucketAttributes(this, 'Uploads', { bucketArn, bucketName });
    const to = (name: string) => new SqsDestination(this.#stage(name).queue);
    bucket.addEventNotification(EventType.OBJECT_CREATED, to('intake'), {
      prefix: 'uploads/',
      suffix: '.json',
    });
    bucket.addEventNotification(EventType.OBJECT_CREATED, to('knowledge'), {
      prefix: 'knowledge/manifests/',
      suffix: '.json',
    });
    const cdkOwn = this.node.children.find((child) => child.node.id.startsWith('BucketNotificationsHandler'));
    if (!cdkOwn) return;
    const reason =
      'The CDK’s own custom resource that sets bucket notifications; its role is not ours to write.';
    const policy = 'Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    Validations.of(cdkOwn).acknowledge({ id: `AwsSolutions-IAM4[${policy}]`, reason });
  }

  /** The outbox leaves by the table's stream, so an event exists exactly when its verdict does. */
  #publish(webhookUrl: string): void {
    const stage = stageOf('publish');
    const { outbox, bus, webhookSecret } = this.#data;
    const deadLetters = new Queue(this, 'PublishDeadLetters', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is the dead-letter queue of the stream.',
    });
    const webhook = this.#stage('webhook');
    const fn = this.#loneStage('Publish', stage, { BUS: bus.eventBusName, WEBHOOK_URL: webhookUrl });
    bus.grantPutEventsTo(fn);
    fn.addEventSource(
      new DynamoEventSource(outbox, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: stage.trigger.kind === 'stream' ? stage.trigger.batch : 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 20,
        onFailure: new SqsDlq(deadLetters),
        filters: [
          FilterCriteria.filter({
            // Rows time out of the table, too.
            eventName: FilterRule.isEqual('INSERT'),
          }),
        ],
      }),
    );
    stageAlarms(this, stage, deadLetters, deadLetters);
    webhook.fn.addEnvironment('WEBHOOK_URL', webhookUrl);
    webhook.fn.addEnvironment('WEBHOOK_SECRET_ARN', webhookSecret.secretArn);
    webhookSecret.grantRead(webhook.fn);
  }

  #overdue(): void {
    const { records, bucket } = this.#data;
    const fn = this.#loneStage('Overdue', stageOf('overdue'), this.#environment);
    grantItems(records, fn, ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'], ['byDue']);
    grantObjects(bucket, fn, { read: ['uploads/'] });
    new Rule(this, 'OverdueEveryFiveMinutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject({ task: 'overdue' }) })],
    });
    // An upload whose creation event was lost has no screening to be overdue; it is found by its object.
    new Rule(this, 'ReconcileEveryHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject({ task: 'reconcile' }) })],
    });
    // The stock index comes in as many small files; once an hour they are merged.
    new Rule(this, 'CompactEveryHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject({ task: 'compact' }) })],
    });
  }

  /** Looks at the credentials whose clock has run out, every quarter of an hour. */
  #credentialClock(): void {
    const stage = stageOf('credential-clock');
    const { records, outbox, cache, bucket } = this.#data;
    // A run longer than the quarter of an hour must not meet the next one at the registry.
    const fn = this.#loneStage('CredentialClock', stage, this.#environment, { reservedConcurrency: 1 });
    grantItems(records, fn, ['BatchGetItem', 'PutItem'], ['byDue']);
    grantItems(outbox, fn, ['PutItem']);
    grantItems(cache, fn, ['GetItem', 'PutItem', 'UpdateItem']);
    grantObjects(bucket, fn, { read: ['knowledge/'], write: ['sweeps/'] });
    grantRegistryKeys(fn);
    const { everyMinutes } = scheduleOf(stage);
    new Rule(this, 'CredentialClockRuns', {
      schedule: Schedule.rate(Duration.minutes(everyMinutes)),
      targets: [new LambdaFunction(fn)],
    });
    scheduleAlarms(this, 'CredentialClock', stage, fn, everyMinutes);
  }
}

function scheduleOf(stage: Stage): { everyMinutes: number } {
  if (stage.trigger.kind !== 'schedule') throw new Error(`${stage.name} has no schedule`);
  return stage.trigger;
}

function isQueueStage(stage: Stage): stage is Stage & { trigger: { kind: 'queue' } } {
  return stage.trigger.kind === 'queue';
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
