import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/**
 * The keys of official interfaces, as secrets under `touchstone/registries/`. Operators make them when they connect an
 * interface by configuration, so they cannot be named here one by one.
 */
export function grantRegistryKeys(fn: IFunction): void {
  const { partition, region, account } = Stack.of(fn);
  fn.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`arn:${partition}:secretsmanager:${region}:${account}:secret:touchstone/registries/*`],
    }),
  );
  Validations.of(fn.grantPrincipal as unknown as IConstruct).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:touchstone/registries/*]',
    reason: 'Interfaces are connected by configuration; their keys are made by operators under this prefix.',
  });
}
