import { type CfnResource, type Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type NodeFunctionProps = {
  /** Folder under functions/ with a handler.ts. */
  readonly entry: string;
  readonly timeout: Duration;
  readonly memoryMb: number;
  readonly environment: Record<string, string>;
  /** Native packages installed for linux-arm64 beside the bundle. @default none */
  readonly native?: readonly string[];
  /** @default unreserved */
  readonly reservedConcurrency?: number;
};

/** A TypeScript function of ours: arm64, Node 24, ESM bundle with the SDK inside, its own log group. */
export class NodeFunction extends Construct {
  readonly fn: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const entry = `functions/${props.entry}/handler.ts`;
    const native = [...(props.native ?? [])];
    this.logGroup = new LogGroup(this, 'Logs', { retention: RetentionDays.THREE_MONTHS });
    // A role of its own that writes to its own log group, where the managed policy would open all of them.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray has no resource-level permissions: xray:PutTraceSegments and PutTelemetryRecords take only *.',
    });
    this.fn = new NodejsFunction(this, 'Function', {
      entry,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      tracing: Tracing.ACTIVE,
      ...(props.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrency }),
      logGroup: this.logGroup,
      role,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        // Powertools would append its own, longer than the SDK takes, and warn at each call.
        AWS_SDK_UA_APP_ID: 'touchstone/PTEnv/',
        POWERTOOLS_SERVICE_NAME: id,
        ...props.environment,
      },
      depsLockFilePath: 'package-lock.json',
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        sourceMap: true,
        minify: true,
        // The bundle carries the SDK, so that what was tested is what runs.
        externalModules: [],
        banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
        ...(native.length === 0 ? {} : { nodeModules: native }),
        // npm then fetches the binaries of Lambda's platform, whatever machine synthesizes.
        environment: { npm_config_os: 'linux', npm_config_cpu: 'arm64', npm_config_libc: 'glibc' },
      },
    });
    const resource = this.fn.node.defaultChild as CfnResource;
    resource.addMetadata('touchstone', { entry, external: native });
  }
}
