import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import type { ApiDependencies } from '../../../functions/api/dependencies.ts';
import { noRegistry } from '../../../functions/shared/registry/registry.ts';
import { newLife } from '../../../models/credentials/life/advance.ts';
import { ROLES, type Role } from '../../../models/roles.ts';
import type { Screening } from '../../../models/screening.ts';
import { Terms } from '../../../models/terms.ts';

const never = () => Promise.reject(new Error('not part of this test'));
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
const KIND = 'cosmetic-registration';
const NUMBER = '国妆特字20240135';
const named = encodeURIComponent(NUMBER);
const paper = { listingId: 'L-1', at: '2026-11-01T00:00:00Z', validUntil: '2026-12-31' };
const terms = Terms.parse(JSON.parse(readFileSync('knowledge/terms.json', 'utf8')));
const life = { ...newLife({ merchantId: 'M-1', kind: KIND, number: NUMBER }, paper, paper.at), version: 1 };
const deps = {
  lives: {
    read: async (keys: { merchantId: string; number: string }[]) =>
      keys.filter((key) => key.merchantId === 'M-1' && key.number === NUMBER).map(() => life),
    save: async () => true,
    ofMerchant: async (id: string) => ({ lives: id === 'M-1' ? [life] : [] }),
    due: never,
    waiting: async () => [],
  },
  records: {
    latestJudged: async (id: string) => (id === 'L-1' ? screening : undefined),
    screening: async () => undefined,
    rejections: async () => [],
    violations: async () => [],
    cases: async () => [],
  },
  objects: { put: async () => true, head: async () => undefined, get: async () => undefined },
  signedGet: async (key: string) => `https://signed/${key}`,
  analyse: never,
  knowledge: { get: async () => ({ id: 'k', set: { terms } }) },
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
  ['GET', '/v1/listings/L-1/evidence', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/cases/counterfeit', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/sweeps', undefined, ['reviewer', 'lead', 'admin']],
  ['POST', '/v1/sweeps', sweep, ['lead', 'admin']],
  ['POST', '/v1/sweeps/dry-run', { select: sweep.select }, ['lead', 'admin']],
  ['POST', '/v1/sweeps/s-1/pause', undefined, ['lead', 'admin']],
  ['GET', '/v1/merchants/M-1/violations', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/credentials?merchantId=M-1', undefined, ['reviewer', 'lead', 'admin']],
  ['GET', '/v1/credentials/renewals', undefined, ['reviewer', 'lead', 'admin']],
  [
    'POST',
    `/v1/credentials/${KIND}/${named}/renewal`,
    { merchantId: 'M-1', validUntil: '2031-12-31' },
    ['admin'],
  ],
  [
    'POST',
    `/v1/credentials/${KIND}/${named}/decision`,
    { merchantId: 'M-1', decision: 'confirm', validUntil: '2031-12-31', reason: '核对原件' },
    ['reviewer', 'lead', 'admin'],
  ],
  [
    'POST',
    '/v1/credentials/verification?merchantId=M-1',
    { rows: [{ kind: KIND, number: NUMBER }] },
    ['pipeline', 'reviewer', 'lead', 'admin'],
  ],
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
      ([, path]) => !/cases|features|pictures|evidence|renewals|decision|sweeps/.test(path),
    )) {
      expect(await status(method, path, signedIn(['merchant'], 'M-1'), body), path).toBeLessThan(300);
      expect(await status(method, path, signedIn(['merchant'], 'M-2'), body), path).toBe(403);
    }
    for (const path of ['/v1/cases/counterfeit', '/v1/sweeps', '/v1/credentials/renewals'])
      expect(await status('GET', path, signedIn(['merchant'], 'M-1'))).toBe(403);
    const decision = { merchantId: 'M-1', decision: 'confirm', reason: '自己确认' };
    const door = `/v1/credentials/${KIND}/${named}/decision`;
    expect(await status('POST', door, signedIn(['merchant'], 'M-1'), decision)).toBe(403);
  });

  it('a merchant is known by its token: it names no merchant and sees its own credentials, nobody else’s', async () => {
    const list = async (merchantId: string) => {
      const answer = await app.request('/v1/credentials', {}, signedIn(['merchant'], merchantId) as never);
      return ((await answer.json()) as { credentials: { number: string }[] }).credentials.map(
        ({ number }) => number,
      );
    };
    expect(await list('M-1')).toEqual([NUMBER]);
    expect(await list('M-2')).toEqual([]);
    const renewal = `/v1/credentials/${KIND}/${named}/renewal`;
    expect(await status('POST', renewal, signedIn(['merchant'], 'M-1'), { validUntil: '2031-12-31' })).toBe(
      200,
    );
    expect(await status('POST', renewal, signedIn(['merchant'], 'M-1'), { validUntil: '2026-11-21' })).toBe(
      422,
    );
    // Another merchant's paper is to this one as if it were not there.
    expect(await status('POST', renewal, signedIn(['merchant'], 'M-2'), { validUntil: '2031-12-31' })).toBe(
      404,
    );
    expect(await status('POST', renewal, signedIn(['merchant']), { validUntil: '2031-12-31' })).toBe(403);
    expect(await status('GET', '/v1/credentials', signedIn(['merchant']))).toBe(403);
  });

  it('papers are verified row by row from CSV as from JSON; what cannot be read is named by row and column', async () => {
    const post = (type: string, body: string) =>
      app.request(
        '/v1/credentials/verification',
        { method: 'POST', headers: { 'content-type': type }, body },
        signedIn(['merchant'], 'M-1') as never,
      );
    const csv = await post(
      'text/csv; charset=utf-8',
      `类型,编号,有效期至\n${KIND},${NUMBER},2027/6/30\n,,2027-02-30\n`,
    );
    expect(csv.status).toBe(200);
    expect(await csv.json()).toMatchObject({
      reports: [{ rows: [2], normalized: NUMBER, parsed: 'well-formed', result: 'not-askable' }],
      errors: [
        { row: 3, column: 'number', code: 'missing' },
        { row: 3, column: 'validUntil', code: 'no-date' },
      ],
    });
    expect((await post('text/csv', 'a,b\n1,2\n')).status).toBe(422);
    expect((await post('application/json', '{"rows":[]}')).status).toBe(422);
    expect((await post('application/json', '{"rows":[7]}')).status).toBe(200);
    expect((await post('application/json', '{"rows":')).status).toBe(400);
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
