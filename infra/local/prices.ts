/** One line of a bill: what is counted under `key`, and its list price in US dollars for a million of it. */
export interface Price {
  readonly key: string;
  readonly service: string;
  readonly item: string;
  readonly usdPerMillion: number;
}

/**
 * List prices on demand, first tier, free tier not counted. One place for all of them: change date and figures
 * together. Sources: the pricing pages of each service.
 */
export const PRICES = {
  region: 'us-east-1',
  date: '2026-11',
  items: [
    { key: 'sqs.requests', service: 'SQS', item: 'requests (64 KB each)', usdPerMillion: 0.4 },
    { key: 'dynamodb.write-units', service: 'DynamoDB', item: 'write request units', usdPerMillion: 0.625 },
    { key: 'dynamodb.read-units', service: 'DynamoDB', item: 'read request units', usdPerMillion: 0.125 },
    { key: 's3.put', service: 'S3', item: 'PUT, COPY, POST, LIST requests', usdPerMillion: 5 },
    { key: 's3.get', service: 'S3', item: 'GET, HEAD requests', usdPerMillion: 0.4 },
    { key: 's3.delete', service: 'S3', item: 'DELETE requests', usdPerMillion: 0 },
    { key: 'lambda.requests', service: 'Lambda', item: 'requests', usdPerMillion: 0.2 },
    { key: 'lambda.gb-seconds', service: 'Lambda', item: 'GB-seconds (arm64)', usdPerMillion: 13.3334 },
    { key: 'events.events', service: 'EventBridge', item: 'custom events (64 KB each)', usdPerMillion: 1 },
    { key: 'api.requests', service: 'API Gateway', item: 'HTTP API requests', usdPerMillion: 1 },
    { key: 'logs.megabytes', service: 'CloudWatch Logs', item: 'megabytes ingested', usdPerMillion: 500 },
    { key: 'secretsmanager.requests', service: 'Secrets Manager', item: 'requests', usdPerMillion: 5 },
    {
      key: 'streams.reads',
      service: 'DynamoDB Streams',
      item: 'reads by a function (free)',
      usdPerMillion: 0,
    },
  ] satisfies Price[],
} as const;
