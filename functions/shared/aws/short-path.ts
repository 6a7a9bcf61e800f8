import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import { operation } from '@smithy/core/schema';
import type {
  AwsCredentialIdentity,
  ClientProtocol,
  EndpointBearer,
  EndpointV2,
  HandlerExecutionContext,
  HttpRequest,
  HttpResponse,
  MetadataBearer,
  MiddlewareStack,
  OperationSchema,
  SdkError,
  SerdeFunctions,
} from '@smithy/types';
import { bodyOf, exchange } from './exchange.ts';
import { encoded, type RequestModel, requestModel } from './request-model.ts';
import { type Signer, signed } from './sign.ts';

/** What of a client the short way needs; every client of the SDK has it. */
type Client<I extends object, O extends object> = {
  readonly config: { credentials(): Promise<AwsCredentialIdentity>; systemClockOffset: number };
  readonly middlewareStack: MiddlewareStack<I, O>;
};
type Protocol = ClientProtocol<HttpRequest, HttpResponse>;
type Context = HandlerExecutionContext & SerdeFunctions & EndpointBearer;
/** How calls of one operation to one place go: learnt from the SDK's own first call. */
type Route = {
  schema: OperationSchema;
  context: Context;
  signer: Pick<Signer, 'region' | 'service'>;
  /** Set with the first request that was serialized, where it teaches how to make the next. */
  model?: RequestModel | undefined;
};

type Options = {
  operations: readonly string[];
  /** `bodies`: answers are read whole before they are deserialized; `streams`: the caller reads them. */
  answers: 'bodies' | 'streams';
  /** Operations of a JSON protocol whose inputs hold text and numbers alone (request-model.ts). */
  plainJson?: readonly string[];
};

/**
 * Lets repeated calls of a client take a short way: the SDK's own serializers, errors and credentials, without the middleware that
 * finds out again for each call what the first one found out (endpoint, auth scheme, user agent), which was nine tenths of a call's
 * processor time (docs/adr/0014).
 *
 * The first call of an operation to a place goes the SDK's whole way and is watched: its endpoint, region and signing name are those
 * of all that follow. Whatever the short way cannot settle — throttling, a broken connection, a refused signature — is given to the
 * whole way, which retries as configured. Only operations named here take it: those without checksums or redirects of their own.
 */
export function shortPath<I extends object, O extends object, C extends Client<I, O>>(
  client: C & Client<I, O>,
  { operations, answers, plainJson = [] }: Options,
): C {
  const routes = new Map<string, Route>();
  const protocolOf = () => (client.config as unknown as { protocol: Protocol }).protocol;
  const named = new Set(operations);
  const plain = new Set(plainJson);

  client.middlewareStack.add(
    (next, context) => async (args) => {
      const route = routes.get(placeOf(context, args.input));
      if (!route) return next(args);
      try {
        const request = await requestOf(args.input, route, protocolOf(), plain);
        const output = await callShort(request, route, protocolOf(), client.config, answers);
        return { response: undefined, output: output as O & MetadataBearer };
      } catch (error) {
        if (isSettled(error)) throw error;
        return next(args);
      }
    },
    { step: 'initialize', priority: 'high', name: 'shortPath' },
  );
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const schema = operationOf(context);
      if (!schema || !named.has(schema.name)) return answer;
      const signer = scopeOf((args.request as HttpRequest).headers);
      if (signer && context.endpointV2)
        routes.set(placeOf(context, args.input), {
          schema,
          signer,
          context: {
            ...client.config,
            ...context,
            endpoint: endpointOf(context.endpointV2),
          } as unknown as Context,
        });
      return answer;
    },
    { step: 'finalizeRequest', priority: 'low', name: 'shortPathLearns' },
  );
  return client;
}

async function requestOf(
  input: object,
  route: Route,
  protocol: Protocol,
  plain: ReadonlySet<string>,
): Promise<HttpRequest> {
  const modelled = route.model?.(input);
  if (modelled) return modelled;
  const request = await protocol.serializeRequest(route.schema, input, route.context);
  route.model ??= requestModel(input, request, plain.has(route.schema.name));
  return request;
}

async function callShort(
  request: HttpRequest,
  { schema, context, signer }: Route,
  protocol: Protocol,
  config: Client<object, object>['config'],
  answers: Options['answers'],
): Promise<MetadataBearer> {
  const credentials = await config.credentials();
  const { method, protocol: scheme, hostname, port, path } = request;
  const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  const query = queryOf(request.query ?? {});
  const plain: Record<string, string> = { host: port === undefined ? hostname : `${hostname}:${port}` };
  for (const name in request.headers) plain[name.toLowerCase()] = request.headers[name] ?? '';
  if (body !== undefined) plain['content-length'] = String(body.byteLength);
  const now = new Date(Date.now() + (config.systemClockOffset ?? 0));
  const headers = signed({ method, path, query, headers: plain, body }, { ...credentials, ...signer }, now);
  const answer = await exchange(
    { protocol: scheme, hostname, port, method, path: query === '' ? path : `${path}?${query}`, headers },
    body,
  );
  const read = answers === 'bodies' || answer.statusCode >= 300 ? await bodyOf(answer) : answer.body;
  return protocol.deserializeResponse(schema, context, { ...answer, body: read });
}

/** Calls of an operation go to the same place when they name the same bucket or queue. */
function placeOf(context: HandlerExecutionContext, input: object): string {
  const { Bucket = '', QueueUrl = '' } = input as { Bucket?: string; QueueUrl?: string };
  return `${context.commandName} ${Bucket}${QueueUrl}`;
}

function operationOf(context: HandlerExecutionContext): OperationSchema | undefined {
  const { operationSchema } = (context.__smithy_context ?? {}) as {
    operationSchema?: [number, ...Parameters<typeof operation>];
  };
  if (operationSchema === undefined) return undefined;
  const [, ...parts] = operationSchema;
  return operation(...parts);
}

const endpointOf = (endpoint: EndpointV2) => () => Promise.resolve(endpoint) as never;

/** Region and service of a signed request, from its own credential scope. */
function scopeOf(headers: Record<string, string>): Route['signer'] | undefined {
  const scope = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\//.exec(
    headers.authorization ?? '',
  );
  const [, region, service] = scope ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

function queryOf(query: NonNullable<HttpRequest['query']>): string {
  return Object.keys(query)
    .sort()
    .flatMap((name) => [query[name] ?? ''].flat().map((value) => `${encoded(name)}=${encoded(value)}`))
    .join('&');
}

/** An answer that means no to this very request; asking again would change nothing. */
const SETTLED_STATUS = new Set([400, 404, 409, 412]);

function isSettled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as SdkError;
  if (!SETTLED_STATUS.has($metadata?.httpStatusCode ?? 0)) return false;
  return (
    !isThrottlingError(error as SdkError) &&
    !isTransientError(error as SdkError) &&
    !ABOUT_US.test(error.name)
  );
}

/** Refusals of who asks or when, which the whole way mends with fresh credentials or a corrected clock. */
const ABOUT_US = /Token|Credential|Signature|Skew|Expired|InvalidClientTokenId/;
