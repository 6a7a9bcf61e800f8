import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Bus, BusEntry } from '../wiring/bus.ts';
import type { JsonRecord } from './aws-json.ts';
import { readRequest } from './s3/body.ts';
import { listen } from './s3/http.ts';

export interface ControlOptions {
  readonly bus: () => Bus;
  readonly secrets: () => ReadonlyMap<
    string,
    { readonly arn: string; readonly name: string; readonly value: string }
  >;
  readonly parameters: () => ReadonlyMap<string, string>;
}

export interface ControlEngine {
  readonly endpoint: string;
  readonly port: number;
  close(): Promise<void>;
}

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The small services beside the engines: EventBridge, Secrets Manager, Parameter Store. It also gives the
 * throttling answers the fault plan asks for.
 */
export async function startControl(options: ControlOptions): Promise<ControlEngine> {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readRequest(request);
    const fault = request.headers['x-touchstone-fault'];
    if (typeof fault === 'string') {
      throttled(fault, response);
      return;
    }
    try {
      const target = String(request.headers['x-amz-target'] ?? '');
      reply(response, 200, answerTo(target, JSON.parse(raw.toString('utf8') || '{}') as JsonRecord));
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'InternalFailure';
      reply(response, error instanceof Refusal ? 400 : 500, { __type: code, message: String(error) });
    }
  }

  function answerTo(target: string, body: JsonRecord): JsonRecord {
    switch (target) {
      case 'AWSEvents.PutEvents':
        return options.bus().putEvents((body.Entries ?? []) as BusEntry[]);
      case 'secretsmanager.GetSecretValue': {
        const secret = options.secrets().get(String(body.SecretId));
        if (secret === undefined) {
          throw new Refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
        }
        return {
          ARN: secret.arn,
          Name: secret.name,
          SecretString: secret.value,
          VersionStages: ['AWSCURRENT'],
        };
      }
      case 'AmazonSSM.GetParameter': {
        const name = String(body.Name);
        const value = options.parameters().get(name);
        if (value === undefined) throw new Refusal('ParameterNotFound', `Parameter ${name} not found.`);
        return { Parameter: parameter(name, value) };
      }
      case 'AmazonSSM.GetParameters': {
        const names = (body.Names ?? []) as string[];
        const known = names.filter((name) => options.parameters().has(name));
        return {
          Parameters: known.map((name) => parameter(name, options.parameters().get(name) ?? '')),
          InvalidParameters: names.filter((name) => !known.includes(name)),
        };
      }
      default:
        throw new Refusal('UnknownOperationException', `${target} is not run locally.`);
    }
  }

  const port = await listen(server, 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const parameter = (Name: string, Value: string): JsonRecord => ({ Name, Value, Type: 'String', Version: 1 });

function reply(response: ServerResponse, status: number, body: JsonRecord): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': String(Buffer.byteLength(text)),
  });
  response.end(text);
}

/** The error each service gives when it is asked too much. */
function throttled(service: string, response: ServerResponse): void {
  if (service === 's3') {
    response.writeHead(503, { 'content-type': 'application/xml' });
    response.end('<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>');
    return;
  }
  const type =
    service === 'dynamodb'
      ? 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'
      : 'com.amazonaws.sqs#ThrottlingException';
  reply(response, 400, { __type: type, message: 'Injected by the fault plan.' });
}
