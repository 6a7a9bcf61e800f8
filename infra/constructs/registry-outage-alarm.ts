import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Counted from the credential check's log (functions/shared/registry/watched-registry.ts). */
export function registryOutageAlarm(scope: Construct, logGroup: ILogGroup): void {
  const filter = new MetricFilter(scope, 'RegistryOutages', {
    logGroup,
    filterPattern: FilterPattern.stringValue('$.message', '=', 'registry unavailable'),
    metricNamespace: 'Touchstone',
    metricName: 'RegistryUnavailable',
    metricValue: '1',
  });
  new Alarm(scope, 'RegistrySilent', {
    alarmDescription:
      'Merchants with genuine licences wait: a registry has not answered for ten minutes, their listings are put off and then go to review.',
    metric: filter.metric({ period: Duration.minutes(5), statistic: 'Sum' }),
    threshold: 1,
    evaluationPeriods: 2,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
