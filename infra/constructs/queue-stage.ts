import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../../models/pipeline.ts';
import { NodeFunction } from './node-function.ts';

export type QueueStageProps = {
  readonly stage: Stage & { trigger: { kind: 'queue' } };
  readonly environment: Record<string, string>;
  readonly native?: readonly string[];
};

/** Queue, dead-letter queue, function and alarms of one stage: the smallest whole of the pipeline. */
export class QueueStage extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly fn: NodeFunction['fn'];
  readonly logGroup: NodeFunction['logGroup'];

  constructor(scope: Construct, id: string, props: QueueStageProps) {
    super(scope, id);
    const { stage } = props;
    const { batch, windowSeconds, concurrency } = stage.trigger;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      // Six times the timeout, so that a slow batch is not handed out twice.
      visibilityTimeout: Duration.seconds(stage.timeoutSeconds * 6),
      retentionPeriod: Duration.days(4),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    const node = new NodeFunction(this, 'Node', {
      entry: stage.entry,
      timeout: Duration.seconds(stage.timeoutSeconds),
      memoryMb: stage.memoryMb,
      environment: { STAGE: stage.name, ...props.environment },
      ...(props.native ? { native: props.native } : {}),
    });
    this.fn = node.fn;
    this.logGroup = node.logGroup;
    this.fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: batch,
        maxBatchingWindow: Duration.seconds(windowSeconds),
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
    stageAlarms(this, stage, this.queue, this.deadLetters);
  }
}

/** Alarms that say what a person loses, not which number moved. */
export function stageAlarms(scope: Construct, stage: Stage, queue: Queue, deadLetters: Queue): void {
  new Alarm(scope, 'Dead', {
    alarmDescription: `${stage.impact} (messages in the dead-letter queue of ${stage.name}: a bug or an outage; redrive after the fix)`,
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  new Alarm(scope, 'Slow', {
    alarmDescription: `${stage.impact} (the oldest message of ${stage.name} waits for more than five minutes)`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
    threshold: 300,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
