import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** What must survive everything else: records, events, caches, uploads, the bus and the secrets. */
export class DataStack extends Stack {
  readonly records: TableV2;
  /** Events written with what they tell of; its stream is how they leave. */
  readonly outbox: TableV2;
  readonly cache: TableV2;
  readonly bucket: Bucket;
  readonly bus: EventBus;
  readonly webhookSecret: Secret;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const safe = {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'ttl',
    };
    this.records = new TableV2(this, 'Records', {
      ...safe,
      globalSecondaryIndexes: [
        // Sparse: only screenings without a verdict are in it.
        {
          indexName: 'byDue',
          partitionKey: { name: 'dueShard', type: AttributeType.STRING },
          sortKey: { name: 'dueAt', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
        // Sparse: only open cases are in it, largest priority first when read backwards.
        {
          indexName: 'byQueue',
          partitionKey: { name: 'queue', type: AttributeType.STRING },
          sortKey: { name: 'rank', type: AttributeType.STRING },
          projectionType: ProjectionType.ALL,
        },
      ],
    });
    // A table of its own, so that its stream carries events and nothing else.
    this.outbox = new TableV2(this, 'Outbox', { ...safe, dynamoStream: StreamViewType.NEW_IMAGE });
    this.cache = new TableV2(this, 'Cache', safe);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsPrefix: 'access-logs/',
      lifecycleRules: [
        { prefix: 'work/', expiration: Duration.days(2) },
        { prefix: 'access-logs/', expiration: Duration.days(90) },
        {
          prefix: 'uploads/',
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    this.bus = new EventBus(this, 'Bus');
    this.webhookSecret = new Secret(this, 'WebhookSecret', {
      description: 'Signs webhooks to the listing pipeline',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    Validations.of(this.webhookSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The listing pipeline must take a new key in at the same moment, so rotation is an operator’s step (docs/operations.md).',
    });
  }
}
