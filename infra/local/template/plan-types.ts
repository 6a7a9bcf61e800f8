/** The template, read: what to create on the engines and which event goes where. Times are in seconds. */
export interface Plan {
  readonly tables: readonly TablePlan[];
  readonly queues: readonly QueuePlan[];
  readonly buckets: readonly BucketPlan[];
  readonly functions: readonly FunctionPlan[];
  readonly queueMappings: readonly QueueMappingPlan[];
  readonly streamMappings: readonly StreamMappingPlan[];
  readonly notifications: readonly NotificationPlan[];
  readonly buses: readonly string[];
  readonly rules: readonly RulePlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly api: ApiPlan | undefined;
  readonly secrets: readonly SecretPlan[];
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Resources passed over, with the reason. */
  readonly ignored: readonly {
    readonly stack: string;
    readonly logicalId: string;
    readonly type: string;
    readonly reason: string;
  }[];
  readonly resources: Readonly<Record<string, ResourceNames>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface ResourceNames {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly ref: string;
}

export interface TablePlan {
  readonly name: string;
  readonly keySchema: readonly KeyElement[];
  readonly attributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly globalIndexes: readonly IndexPlan[];
  readonly localIndexes: readonly IndexPlan[];
  readonly streamViewType: string | undefined;
  readonly ttlAttribute: string | undefined;
}

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexPlan {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface QueuePlan {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface BucketPlan {
  readonly name: string;
}

export interface FunctionPlan {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** Source file of the handler, relative to the repository root. */
  readonly entry: string;
  readonly external: readonly string[];
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly reservedConcurrency: number | undefined;
}

export interface QueueMappingPlan {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly filters: readonly unknown[];
}

export interface StreamMappingPlan {
  /** Stable over restarts: names the checkpoint. */
  readonly id: string;
  readonly tableName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** -1: until it succeeds. */
  readonly maximumRetries: number;
  readonly onFailureQueue: string | undefined;
  readonly filters: readonly unknown[];
}

export type Target =
  | { readonly kind: 'queue'; readonly queueName: string }
  | { readonly kind: 'function'; readonly functionName: string };

export interface NotificationPlan {
  readonly bucket: string;
  /** Such as `s3:ObjectCreated:*`. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
  readonly target: Target;
}

export interface RuleTargetPlan {
  readonly target: Target;
  readonly input: string | undefined;
  readonly inputPath: string | undefined;
  readonly transformer: { readonly paths: Record<string, string>; readonly template: string } | undefined;
}

export interface RulePlan {
  readonly name: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly pattern: unknown;
  readonly schedule: string | undefined;
  readonly targets: readonly RuleTargetPlan[];
}

export interface SchedulePlan {
  readonly name: string;
  readonly enabled: boolean;
  readonly expression: string;
  readonly target: Target;
  readonly input: string | undefined;
}

export interface RoutePlan {
  /** `ANY`, `GET`, ... or `$default`. */
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly functionName: string;
  readonly authorizer: AuthorizerPlan | undefined;
  readonly scopes: readonly string[];
}

export interface AuthorizerPlan {
  readonly audience: readonly string[];
  /** Where the token is read from: a header name, lower case, or a query parameter. */
  readonly header: string;
}

export interface ApiPlan {
  readonly name: string;
  readonly stage: string;
  readonly routes: readonly RoutePlan[];
  readonly cors: CorsPlan | undefined;
}

export interface CorsPlan {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAge: number | undefined;
}

export interface SecretPlan {
  readonly name: string;
  readonly arn: string;
  readonly value: string | undefined;
  readonly generate:
    | {
        readonly length: number;
        readonly template: string | undefined;
        readonly key: string | undefined;
        readonly excludePunctuation: boolean;
        readonly excludeCharacters: string;
      }
    | undefined;
}
