import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  type CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnUserPoolGroup, FeaturePlan, Mfa, StringAttribute, UserPool } from 'aws-cdk-lib/aws-cognito';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueVariable } from '../../models/names.ts';
import { ROLES } from '../../models/roles.ts';
import { grantItems } from '../constructs/item-grants.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { grantObjects } from '../constructs/object-grants.ts';
import { grantRegistryKeys } from '../constructs/registry-keys.ts';
import type { DataStack } from './data-stack.ts';

export type AccessStackProps = StackProps & {
  readonly data: DataStack;
  /** Takes sweeps' steps. */
  readonly sweepQueue: IQueue;
  readonly registryUrl?: string;
};

/** The doors: sign-in and the HTTP API. */
export class AccessStack extends Stack {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, props);
    const pool = new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      featurePlan: FeaturePlan.PLUS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // Which merchant a `merchant` is; set by an administrator, never by the person.
      customAttributes: { merchant_id: new StringAttribute({ mutable: true }) },
    });
    for (const role of ROLES) {
      new CfnUserPoolGroup(this, `Group-${role}`, { userPoolId: pool.userPoolId, groupName: role });
    }
    const client = pool.addClient('Api', {
      authFlows: { userSrp: true },
      accessTokenValidity: Duration.hours(1),
    });
    const { data } = props;
    const { fn } = new NodeFunction(this, 'ApiNode', {
      entry: 'api',
      timeout: Duration.seconds(29),
      memoryMb: 512,
      native: ['sharp', 'zxing-wasm'],
      environment: {
        STAGE: 'api',
        RECORDS_TABLE: data.records.tableName,
        OUTBOX_TABLE: data.outbox.tableName,
        CACHE_TABLE: data.cache.tableName,
        BUCKET: data.bucket.bucketName,
        REGISTRY_URL: props.registryUrl ?? '',
        [queueVariable('sweep')]: props.sweepQueue.queueUrl,
      },
    });
    // PutItem: orders of stock sweeps and what operators do to them.
    grantItems(data.records, fn, ['GetItem', 'BatchGetItem', 'Query', 'PutItem'], ['byQueue']);
    grantItems(data.outbox, fn, ['PutItem']);
    props.sweepQueue.grantSendMessages(fn);
    grantItems(data.cache, fn, ['GetItem', 'PutItem', 'UpdateItem']);
    grantRegistryKeys(fn);
    grantObjects(data.bucket, fn, {
      read: ['knowledge/', 'uploads/', 'stock/', 'work/evidence/'],
      // work/evidence/: pages for reviewers, gone after two days.
      write: ['uploads/', 'sweeps/', 'work/evidence/'],
    });

    this.api = new HttpApi(this, 'Api', {
      corsPreflight: {
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowOrigins: [],
        allowHeaders: ['authorization', 'content-type'],
      },
    });
    const integration = new HttpLambdaIntegration('ApiIntegration', fn);
    const authorizer = new HttpJwtAuthorizer('ApiTokens', pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
    });
    for (const path of ['/v1/health', '/openapi.json', '/docs']) {
      const open = this.api.addRoutes({
        path,
        methods: [HttpMethod.GET],
        integration,
        authorizer: new HttpNoneAuthorizer(),
      });
      for (const route of open)
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'Health and documentation say nothing about anybody.',
        });
    }
    this.api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.GET, HttpMethod.POST],
      integration,
      authorizer,
    });
    const accessLog = new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS });
    const stage = this.api.defaultStage?.node.defaultChild as CfnStage;
    stage.accessLogSettings = {
      destinationArn: accessLog.logGroupArn,
      format: JSON.stringify({
        at: '$context.requestTime',
        route: '$context.routeKey',
        status: '$context.status',
        id: '$context.requestId',
        ms: '$context.responseLatency',
      }),
    };
    stage.defaultRouteSettings = { throttlingBurstLimit: 500, throttlingRateLimit: 200 };
    new Alarm(this, 'ApiFailing', {
      alarmDescription:
        'Merchants cannot upload and the listing pipeline cannot read verdicts: the API answers with server errors.',
      metric: this.api.metricServerError({ period: Duration.minutes(1) }),
      threshold: 5,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
  }
}
