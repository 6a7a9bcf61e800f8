import { Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

export type ObjectGrants = {
  /** Prefixes whose objects may be read. Their absence may be seen too: without that, S3 answers 403 for a missing key. */
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  readonly remove?: readonly string[];
};

/** Access to some prefixes of a bucket and to nothing else of it. */
export function grantObjects(bucket: IBucket, grantee: IGrantable, grants: ObjectGrants): void {
  const add = (statement: PolicyStatement) => grantee.grantPrincipal.addToPrincipalPolicy(statement);
  const objects = (prefixes: readonly string[]) =>
    prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  if (grants.read) {
    add(new PolicyStatement({ actions: ['s3:GetObject'], resources: objects(grants.read) }));
    add(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': grants.read.map((prefix) => `${prefix}*`) } },
      }),
    );
  }
  if (grants.write) add(new PolicyStatement({ actions: ['s3:PutObject'], resources: objects(grants.write) }));
  if (grants.remove)
    add(new PolicyStatement({ actions: ['s3:DeleteObject'], resources: objects(grants.remove) }));
  acknowledgePrefixes(bucket, grantee, [
    ...(grants.read ?? []),
    ...(grants.write ?? []),
    ...(grants.remove ?? []),
  ]);
}

/** Objects of a prefix can only be named with a wildcard: acknowledged one by one, so that a wider one is still seen. */
function acknowledgePrefixes(bucket: IBucket, grantee: IGrantable, prefixes: readonly string[]): void {
  const exported: unknown = bucket.stack.resolve(bucket.stack.exportValue(bucket.bucketArn));
  const name = (exported as { 'Fn::ImportValue': string })['Fn::ImportValue'];
  for (const prefix of new Set(prefixes)) {
    Validations.of(grantee.grantPrincipal as unknown as IConstruct).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${name}/${prefix}*]`,
      reason: `Objects under ${prefix} are what this function works on.`,
    });
  }
}
