import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Claims, Issuer, TokenRequest } from '../engines/issuer.ts';
import type { ApiPlan, CorsPlan, RoutePlan } from '../template/plan-types.ts';
import { httpEvent, httpResponse } from './http-event.ts';
import { matchRoute } from './routes.ts';

export interface GatewayOptions {
  readonly port: number;
  readonly issuer: Issuer;
  readonly now: () => number;
  readonly api: () => ApiPlan | undefined;
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  readonly onRequest: () => void;
  readonly log: (line: string) => void;
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** API Gateway's limit for a request body. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** The HTTP API of the template, and beside it the issuer's documents and a sign-in for this machine's users. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const app = new Hono();
  let url = '';
  app.get('/.well-known/jwks.json', (context) => context.json(options.issuer.jwks));
  app.get('/.well-known/openid-configuration', (context) =>
    context.json({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
    }),
  );
  // Signs in without a password: whoever reaches the loopback address owns the machine. A JSON body keeps
  // other sites' forms out, the host check keeps rebound names out.
  app.post('/.touchstone/token', async (context) => {
    const host = new URL(context.req.url).hostname;
    const isJson = (context.req.header('content-type') ?? '').startsWith('application/json');
    if (!isJson || !['127.0.0.1', 'localhost'].includes(host))
      return context.json({ message: 'Forbidden' }, 403);
    const wanted = (await context.req.json()) as Partial<TokenRequest>;
    if (typeof wanted.sub !== 'string' || !Array.isArray(wanted.roles)) {
      return context.json({ message: 'sub and roles are required' }, 400);
    }
    const audience = wanted.audience ?? audiencesOf(options.api())[0];
    const request = { sub: wanted.sub, roles: wanted.roles.map(String), claims: wanted.claims ?? {} };
    const token = await options.issuer.mint(
      { ...request, ...(audience === undefined ? {} : { audience }) },
      url,
    );
    return context.json({ access_token: token, token_type: 'Bearer', expires_in: 3600 });
  });
  app.all('*', async (context) => {
    options.onRequest();
    return answer(context.req.raw);
  });

  async function answer(request: Request): Promise<Response> {
    const api = options.api();
    if (api === undefined) return json(404, 'Not Found');
    const origin = request.headers.get('origin');
    const cors = corsHeaders(api.cors, origin);
    if (api.cors !== undefined && request.method === 'OPTIONS' && origin !== null) {
      return new Response(null, { status: 204, headers: cors });
    }
    const response = await route(api, request);
    for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
    return response;
  }

  async function route(api: ApiPlan, request: Request): Promise<Response> {
    const address = new URL(request.url);
    const prefix = api.stage === '$default' ? '' : `/${api.stage}`;
    if (prefix !== '' && !`${address.pathname}/`.startsWith(`${prefix}/`)) return json(404, 'Not Found');
    const match = matchRoute(api.routes, request.method, address.pathname.slice(prefix.length) || '/');
    if (match === undefined) return json(404, 'Not Found');
    const access = await authorize(match.route, request);
    if (access.refused !== undefined) return access.refused;
    const body = Buffer.from(await request.arrayBuffer());
    if (body.length > BODY_LIMIT) return json(413, 'Request Too Long');
    const event = httpEvent({
      request,
      url: address,
      match,
      body,
      claims: access.claims,
      stage: api.stage,
      apiId: api.name,
      now: options.now(),
    });
    try {
      return httpResponse(await options.invoke(match.route.functionName, event));
    } catch (error) {
      options.log(`${match.route.functionName}: ${error instanceof Error ? error.message : String(error)}`);
      return json(500, 'Internal Server Error');
    }
  }

  async function authorize(
    plan: RoutePlan,
    request: Request,
  ): Promise<{ claims: Claims | undefined; refused: Response | undefined }> {
    if (plan.authorizer === undefined) return { claims: undefined, refused: undefined };
    const token = (request.headers.get(plan.authorizer.header) ?? '').replace(/^Bearer /i, '');
    const refused = json(401, 'Unauthorized');
    refused.headers.set('www-authenticate', 'Bearer');
    if (token === '') return { claims: undefined, refused };
    try {
      const claims = await options.issuer.verify(token, url, plan.authorizer.audience);
      const scopes = String(claims.scope ?? '').split(' ');
      if (plan.scopes.length > 0 && !plan.scopes.some((scope) => scopes.includes(scope))) {
        return { claims: undefined, refused: json(403, 'Forbidden') };
      }
      return { claims, refused: undefined };
    } catch {
      return { claims: undefined, refused };
    }
  }

  const server = serve({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', () => resolve());
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${options.port} is in use; choose another one with --port.`)
          : error,
      ),
    );
  });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : options.port}`;
  return {
    url,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Audiences the API's authorizers accept. */
export function audiencesOf(api: ApiPlan | undefined): string[] {
  return [...new Set(api?.routes.flatMap((route) => route.authorizer?.audience ?? []) ?? [])];
}

function json(status: number, message: string): Response {
  return new Response(JSON.stringify({ message }), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

function corsHeaders(cors: CorsPlan | undefined, origin: string | null): Record<string, string> {
  if (cors === undefined || origin === null) return {};
  const any = cors.allowOrigins.includes('*');
  if (!any && !cors.allowOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': any && !cors.allowCredentials ? '*' : origin,
    ...(any ? {} : { vary: 'origin' }),
    ...(cors.allowMethods.length > 0 ? { 'access-control-allow-methods': cors.allowMethods.join(',') } : {}),
    ...(cors.allowHeaders.length > 0 ? { 'access-control-allow-headers': cors.allowHeaders.join(',') } : {}),
    ...(cors.exposeHeaders.length > 0
      ? { 'access-control-expose-headers': cors.exposeHeaders.join(',') }
      : {}),
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.maxAge === undefined ? {} : { 'access-control-max-age': String(cors.maxAge) }),
  };
}
