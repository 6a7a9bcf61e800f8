import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Stage } from '../../models/pipeline.ts';

/** Alarms of a stage that runs by the clock: its runs fail, or they do not take place. */
export function scheduleAlarms(
  scope: Construct,
  id: string,
  stage: Stage,
  fn: IFunction,
  everyMinutes: number,
): void {
  new Alarm(scope, `${id}Failing`, {
    alarmDescription: `${stage.impact} (runs of ${stage.name} fail for some or all of their work; its log names what)`,
    metric: fn.metricErrors({ period: Duration.minutes(everyMinutes), statistic: 'sum' }),
    threshold: 1,
    evaluationPeriods: 3,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  new Alarm(scope, `${id}Silent`, {
    alarmDescription: `${stage.impact} (${stage.name} has not run for an hour)`,
    metric: fn.metricInvocations({ period: Duration.hours(1), statistic: 'sum' }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
}
