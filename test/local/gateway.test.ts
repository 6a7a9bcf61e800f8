import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runtime } from '../../infra/local/runtime-types.ts';
import { startFixture, temporaryFolder } from './support.ts';

const folder = temporaryFolder();
let runtime: Runtime;

beforeAll(async () => {
  runtime = await startFixture(folder.path);
});
afterAll(async () => {
  await runtime.stop();
  folder.remove();
});

const call = (path: string, init?: RequestInit): Promise<Response> => fetch(runtime.urls.api + path, init);

describe('requests', () => {
  test('reach the function in payload format 2.0, and its answer comes back', async () => {
    const answer = await call('/open/a%20b?x=1&x=2&y=', { headers: { cookie: 'c=3' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(await answer.json()).toMatchObject({
      routeKey: 'GET /open/{id}',
      parameters: { id: 'a b' },
      query: { x: '1,2', y: '' },
      cookies: ['c=3'],
    });
  });

  test('carry text as text and bytes as base64', async () => {
    const token = await runtime.mintToken({ sub: 'u', roles: [] });
    const send = async (body: string | Uint8Array<ArrayBuffer>, type: string): Promise<unknown> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      return ((await (await call('/v1/x', { method: 'POST', body, headers })).json()) as { body: unknown })
        .body;
    };
    expect(await send('{"名":1}', 'application/json')).toBe('{"名":1}');
    expect(await send(new Uint8Array([0, 255, 1]), 'image/png')).toBe('00ff01');
  });

  test('get plain values as JSON, bytes as bytes, and errors as 500', async () => {
    expect(await (await call('/plain')).json()).toEqual({ hello: 'world' });
    expect([...new Uint8Array(await (await call('/binary')).arrayBuffer())]).toEqual([1, 2, 255]);
    expect((await call('/broken')).status).toBe(500);
    expect((await call('/not/there')).status).toBe(404);
  });

  test('from the allowed origin get CORS headers, from others none', async () => {
    const headers = { origin: 'https://console.example' };
    const preflight = await call('/v1/x', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://console.example');
    const stranger = await call('/plain', { headers: { origin: 'https://evil.example' } });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('tokens', () => {
  const status = async (token: string): Promise<number> =>
    (await call('/v1/x', { headers: { authorization: `Bearer ${token}` } })).status;

  test('open what needs one, and their claims reach the function', async () => {
    const token = await runtime.mintToken({
      sub: 'u1',
      roles: ['reviewer', 'lead'],
      claims: { merchant: 'm1' },
    });
    const answer = await call('/v1/x', { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({
      claims: { sub: 'u1', 'cognito:groups': '[reviewer lead]', merchant: 'm1' },
    });
  });

  test('that are missing, expired, altered or for someone else do not', async () => {
    const good = await runtime.mintToken({ sub: 'u', roles: [] });
    expect((await call('/v1/x')).status).toBe(401);
    expect(await status(await runtime.mintToken({ sub: 'u', roles: [], expiresInSeconds: -10 }))).toBe(401);
    expect(await status(await runtime.mintToken({ sub: 'u', roles: [], audience: 'other' }))).toBe(401);
    expect(await status(`${good.slice(0, -4)}AAAA`)).toBe(401);
    const [, payload] = good.split('.');
    expect(await status(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`)).toBe(401);
    expect(await status(good)).toBe(200);
  });

  test('can be checked by anyone with the published key set', async () => {
    const token = await runtime.mintToken({ sub: 'u', roles: [] });
    const found = (await (await call('/.well-known/openid-configuration')).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    const keys = createRemoteJWKSet(new URL(found.jwks_uri));
    const { payload } = await jwtVerify(token, keys, { issuer: found.issuer, audience: 'console' });
    expect(payload.sub).toBe('u');
  });

  test('are signed with a key only this user can read, and which is never published', async () => {
    expect(statSync(join(folder.path, 'issuer', 'key.json')).mode & 0o777).toBe(0o600);
    const published = (await (await call('/.well-known/jwks.json')).json()) as {
      keys: Record<string, string>[];
    };
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
      expect(published.keys[0]).not.toHaveProperty(secret);
  });

  test('are handed out on this machine, but not to forms of other sites', async () => {
    const ask = (type: string): Promise<Response> =>
      call('/.touchstone/token', {
        method: 'POST',
        body: JSON.stringify({ sub: 'u', roles: ['admin'] }),
        headers: { 'content-type': type },
      });
    const { access_token } = (await (await ask('application/json')).json()) as { access_token: string };
    expect(await status(access_token)).toBe(200);
    expect((await ask('text/plain')).status).toBe(403);
  });
});
