import { randomUUID } from 'node:crypto';
import type { JsonRecord } from '../engines/aws-json.ts';
import type { Claims } from '../engines/issuer.ts';
import type { RouteMatch } from './routes.ts';

const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[\w.+-]*\+(json|xml))|$)/;

export interface EventParts {
  readonly request: Request;
  readonly url: URL;
  readonly match: RouteMatch;
  readonly body: Buffer;
  readonly claims: Claims | undefined;
  readonly stage: string;
  readonly apiId: string;
  readonly now: number;
}

/** The event of an HTTP API in payload format 2.0. */
export function httpEvent({ request, url, match, body, claims, stage, apiId, now }: EventParts): JsonRecord {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) if (name !== 'cookie') headers[name] = value;
  const cookies = (request.headers.get('cookie') ?? '').split('; ').filter(Boolean);
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams)
    query[name] = name in query ? `${query[name]},${value}` : value;
  const asText = TEXT.test(request.headers.get('content-type') ?? '');
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(url.search.length > 1 ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: match.parameters } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName: url.host,
      domainPrefix: apiId,
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims: claimTexts(claims), scopes: null } } }),
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage,
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    ...(body.length > 0 ? { body: body.toString(asText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

/** An HTTP API hands every claim over as text; a list becomes `[first second]`. */
function claimTexts(claims: Claims): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(claims)) {
    texts[name] = Array.isArray(value) ? `[${value.join(' ')}]` : String(value);
  }
  return texts;
}

interface FunctionResponse {
  readonly statusCode?: number;
  readonly headers?: Record<string, string | number | boolean>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** A function's answer as HTTP. Without a status code the whole value is the JSON body, as on API Gateway. */
export function httpResponse(value: unknown): Response {
  const answer = (typeof value === 'object' && value !== null ? value : {}) as FunctionResponse;
  if (answer.statusCode === undefined) {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
  }
  const headers = new Headers();
  for (const [name, content] of Object.entries(answer.headers ?? {})) headers.set(name, String(content));
  for (const cookie of answer.cookies ?? []) headers.append('set-cookie', cookie);
  const body = answer.body ?? '';
  const empty = answer.statusCode === 204 || answer.statusCode === 304;
  if (!headers.has('content-type') && !empty) headers.set('content-type', 'text/plain; charset=utf-8');
  const content = answer.isBase64Encoded === true ? new Uint8Array(Buffer.from(body, 'base64')) : body;
  return new Response(empty ? null : content, { status: answer.statusCode, headers });
}
