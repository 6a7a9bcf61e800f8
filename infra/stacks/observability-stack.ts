import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { stageOf } from '../../models/pipeline.ts';
import type { AccessStack } from './access-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { PipelineStack } from './pipeline-stack.ts';

export type ObservabilityStackProps = StackProps & {
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly access: AccessStack;
};

/** Two dashboards: the way of a listing, stage by stage, and what people meet at the doors. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const period = Duration.minutes(1);
    const stages = [...props.pipeline.stages];
    const way = new Dashboard(this, 'WayOfAListing', { defaultInterval: Duration.hours(6) });
    way.addWidgets(
      new TextWidget({
        width: 24,
        height: 2,
        markdown:
          '# 商品筛查流程 / The way of a listing\nOldest waiting message first: a line that climbs is a merchant waiting.',
      }),
    );
    way.addWidgets(
      new GraphWidget({
        title: '最久等待 / Oldest message (s)',
        width: 12,
        left: stages.map(([name, s]) => s.queue.metricApproximateAgeOfOldestMessage({ label: name, period })),
      }),
      new GraphWidget({
        title: '死信 / Dead letters',
        width: 12,
        left: stages.map(([name, s]) =>
          s.deadLetters.metricApproximateNumberOfMessagesVisible({ label: name, period }),
        ),
      }),
    );
    for (const [name, s] of stages) {
      way.addWidgets(
        new TextWidget({ width: 6, height: 5, markdown: `### ${name}\n${stageOf(name).impact}` }),
        new GraphWidget({
          title: `${name} queue`,
          width: 9,
          height: 5,
          left: [
            s.queue.metricNumberOfMessagesReceived({ period }),
            s.queue.metricApproximateNumberOfMessagesVisible({ period }),
          ],
        }),
        new GraphWidget({
          title: `${name} function`,
          width: 9,
          height: 5,
          left: [s.fn.metricDuration({ period, statistic: 'p95' })],
          right: [s.fn.metricErrors({ period }), s.fn.metricThrottles({ period })],
        }),
      );
    }
    const doors = new Dashboard(this, 'Doors', { defaultInterval: Duration.hours(6) });
    doors.addWidgets(
      new GraphWidget({
        title: 'API p95 (ms)',
        width: 12,
        left: [props.access.api.metricLatency({ period, statistic: 'p95' })],
      }),
      new GraphWidget({
        title: 'API errors',
        width: 12,
        left: [
          props.access.api.metricClientError({ period }),
          props.access.api.metricServerError({ period }),
        ],
      }),
      new GraphWidget({
        title: 'DynamoDB',
        width: 24,
        left: [
          props.data.records.metricConsumedWriteCapacityUnits({ period }),
          props.data.records.metricConsumedReadCapacityUnits({ period }),
        ],
        right: [props.data.records.metricSystemErrorsForOperations({ period })],
      }),
    );
  }
}
