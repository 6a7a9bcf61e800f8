import { describe, expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import type { ApiDependencies } from '../../../functions/api/dependencies.ts';
import { noRegistry } from '../../../functions/shared/registry/registry.ts';
import { ROLES, type Role } from '../../../models/roles.ts';
import type { Screening } from '../../../models/screening.ts';

const screening = {
  listingId: 'L-1',
  merchantId: 'M-1',
  revision: 1,
  run: '0',
  state: 'judged',
  pending: [],
  warnings: [],
  results: {},
} as unknown as Screening;
const never = () => Promise.reject(new Error('not part of this test'));
const deps = {
  records: {
    latestJudged: async (id: string) => (id === 'L-1' ? screening : undefined),
    screening: async () => undefined,
    rejections: async () => [],
    violations: async () => [],
    cases: async () => [],
  },
  objects: { put: async () => true, head: async () => undefined },
  signedGet: async (key: string) => `https://signed/${key}`,
  analyse: never,
  knowledge: { get: never },
  registry: noRegistry,
  presign: async (key: string) => ({ url: `https://signed/${key}`, expiresAt: '2026-11-22T00:15:00Z' }),
  clock: { now: () => '2026-11-22T00:00:00Z', sleep: async () => undefined },
  sweeps: {
    store: { list: async () => [], get: async () => undefined },
    orders: { order: async () => true },
    index: { survey: async () => ({ inForce: [], replaced: [] }) },
    send: never,
  },
} as unknown as ApiDependencies;
const app = createApi(deps);

const signedIn = (roles: Role[], merchantId?: string) => ({
  event: {
    requestContext: {
      authorizer: {
        jwt: {
          claims: {
            sub: 'u',
            'cognito:groups': `[${roles.join(' ')}]`,
            ...(merchantId ? { 'custom:merchant_id': merchantId } : {}),
          },
        },
      },
    },
  },
});
async function status(method: string, path: string, env: unknown, body?: unknown): Promise<number> {
  const init = {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
  return (await app.request(path, init, env as never)).status;
}
const upload = {
  merchantId: 'M-1',
  listingId: 'L-1',
  revision: 1,
  documentBytes: 100,
  images: [{ file: 'a.jpg', type: 'image/jpeg', bytes: 1000 }],
};
const listing = {
  document: {
    schema: 'listing/v1',
    listingId: 'L-1',
    merchantId: 'M-1',
    revision: 1,
    title: 't',
    skus: [{ skuId: 'S', price: '1' }],
  },
};

const sweep = { id: 's', cause: { zh: '查', en: 'check' }, select: [{ by: 'term', term: 'any:listing' }] };

/** Who may do what; a role that is not named is refused. */
const DOORS: [string, string, unknown, Role[]][] = [
  ['POST', '/v1/uploads', upload, ['pipeline', 'admin']],
  ['POST', '/v1/listings', listing, ['pipeline', 'admin']],
  ['GET', '/v1/listings/L-1/verdict', undefined, ['pipeline', 'reviewer', 'lead', 'admin']],
  ['GET', '/v1/listings/L-1/pictures/a.jpg', undefined, ['pipeline', 'reviewer', 'lead', 'admin']],
  ['GET', '/v1/features/f-1/picture', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/cases/counterfeit', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/sweeps', undefined, ['reviewer', 'lead', 'admin']],
  ['POST', '/v1/sweeps', sweep, ['lead', 'admin']],
  ['POST', '/v1/sweeps/dry-run', { select: sweep.select }, ['lead', 'admin']],
  ['POST', '/v1/sweeps/s-1/pause', undefined, ['lead', 'admin']],
  ['GET', '/v1/merchants/M-1/violations', undefined, ['reviewer', 'lead', 'admin']],
];

describe('every door, role by role', () => {
  for (const [method, path, body, allowed] of DOORS) {
    it.each(ROLES)(`${method} ${path} as %s`, async (role) => {
      const expected = allowed.includes(role) ? expect.not.objectContaining({ code: 403 }) : { code: 403 };
      expect({ code: await status(method, path, signedIn([role]), body) }).toEqual(expected);
    });
    it(`${method} ${path} without a token`, async () => {
      expect(await status(method, path, {}, body)).toBe(401);
    });
  }

  it('a merchant reaches what is its own and nothing of another', async () => {
    for (const [method, path, body] of DOORS.filter(
      ([, path]) => !/cases|features|pictures|sweeps/.test(path),
    )) {
      expect(await status(method, path, signedIn(['merchant'], 'M-1'), body), path).toBeLessThan(300);
      expect(await status(method, path, signedIn(['merchant'], 'M-2'), body), path).toBe(403);
    }
    for (const path of ['/v1/cases/counterfeit', '/v1/sweeps'])
      expect(await status('GET', path, signedIn(['merchant'], 'M-1'))).toBe(403);
  });

  it('whether a listing exists is not told to a merchant who may not see it', async () => {
    expect(await status('GET', '/v1/listings/L-404/verdict', signedIn(['merchant'], 'M-1'))).toBe(403);
    expect(await status('GET', '/v1/listings/L-404/verdict', signedIn(['reviewer']))).toBe(404);
  });

  it('bad input is answered with the field and never with a stack', async () => {
    const answer = await app.request(
      '/v1/uploads',
      {
        method: 'POST',
        body: JSON.stringify({ ...upload, images: [{ file: '../x', type: 'text/html', bytes: 0 }] }),
        headers: { 'content-type': 'application/json' },
      },
      signedIn(['pipeline']) as never,
    );
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect(errors.map((e) => e.path)).toEqual(
      expect.arrayContaining(['images.0.file', 'images.0.type', 'images.0.bytes']),
    );
  });
});
