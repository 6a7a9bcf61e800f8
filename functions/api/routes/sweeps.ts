import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { Selector } from '../../../models/stock/selector.ts';
import { act, SCOPES, SWEEP_ACTIONS, type Sweep, totalOf } from '../../../models/stock/sweep.ts';
import { after } from '../../shared/clock.ts';
import { touchedListings } from '../../shared/stock/stock-index.ts';
import { STEP_LATE_SECONDS } from '../../shared/sweeps/order-sweep.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { secured } from '../schemas.ts';

const Order = z.object({
  id: z.string().min(1).max(200),
  cause: z.object({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) }),
  select: z.array(Selector).min(1).max(1_000),
  scope: z.enum(SCOPES).default('standing'),
});
const Message = z.object({ message: z.string() });
const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});
const answers = {
  200: json('the sweep', z.unknown()),
  404: json('unknown', Message),
  409: json('not now', Message),
};
/** Listings a dry run names, to be looked at by eye. */
const NAMED = 20;

/** Stock sweeps: count, order, watch, approve, pause, resume, cancel. For leads and administrators. */
export function sweepRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  const { store, orders, index, send } = deps.sweeps;

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sweeps/dry-run',
      summary: '存量排查试算：会重查多少商品 / How many stored listings a sweep would touch; nothing is sent',
      ...secured,
      request: {
        body: { content: { 'application/json': { schema: Order.pick({ select: true }) } }, required: true },
      },
      responses: { 200: json('the count', z.object({ listings: z.number(), first: z.array(z.unknown()) })) },
    }),
    async (c) => {
      allow(c, ['lead']);
      const { select } = c.req.valid('json');
      const newest = new Map<string, number>();
      for await (const { listingId, revision } of touchedListings(index, select))
        newest.set(listingId, revision);
      const sorted = [...newest].sort(([a], [b]) => (a < b ? -1 : 1));
      const first = sorted.slice(0, NAMED).map(([listingId, revision]) => ({ listingId, revision }));
      return c.json({ listings: newest.size, first }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sweeps',
      summary: '发起存量排查 / Orders a stock sweep; the same id twice is one sweep',
      ...secured,
      request: { body: { content: { 'application/json': { schema: Order } }, required: true } },
      responses: { 202: json('ordered', z.object({ ordered: z.boolean() })) },
    }),
    async (c) => {
      allow(c, ['lead']);
      const order = c.req.valid('json');
      return c.json({ ordered: await orders.order({ ...order, id: `manual.${order.id}` }) }, 202);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sweeps',
      summary: '存量排查进度 / Sweeps with their progress, newest first',
      ...secured,
      responses: { 200: json('sweeps', z.object({ sweeps: z.array(z.unknown()) })) },
    }),
    async (c) => {
      allow(c, ['lead', 'reviewer']);
      return c.json({ sweeps: (await store.list(50)).map(shown) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sweeps/{sweepId}/{action}',
      summary: '批准、暂停、继续、取消 / Approves, pauses, resumes or cancels a sweep',
      ...secured,
      request: { params: z.object({ sweepId: z.string(), action: z.enum(SWEEP_ACTIONS) }) },
      responses: answers,
    }),
    async (c) => {
      allow(c, ['lead']);
      const { sweepId, action } = c.req.valid('param');
      // The sweep itself may take a step between reading and writing: then what stands now is asked again.
      for (let tries = 0; tries < 20; tries++) {
        const sweep = await store.get(sweepId);
        if (!sweep) return c.json({ message: '没有这个排查。 / No such sweep.' }, 404);
        const now = deps.clock.now();
        const next = act(sweep, action, c.get('caller').subject, now);
        if (!next)
          return c.json(
            { message: `当前状态不允许：${sweep.state} / not possible while ${sweep.state}` },
            409,
          );
        const goesOn = next.state === 'running';
        if (!(await store.advance(next, goesOn ? after(now, STEP_LATE_SECONDS) : undefined))) continue;
        if (goesOn) await send({ sweepId, tick: sweep.tick + 1 });
        return c.json(shown(next), 200);
      }
      return c.json({ message: '排查正忙，请重试。 / The sweep is busy; try again.' }, 409);
    },
  );
}

function shown(sweep: Sweep) {
  const { sweepId, cause, scope, run, state, orderedAt, startAt, counts, inFlight, actions } = sweep;
  const total = totalOf(sweep);
  const done = counts.screened + counts.skipped + counts.unfinished;
  const progress = { total, done, ...counts, inFlight: inFlight.length };
  return { sweepId, cause, scope, run, state, orderedAt, startAt, progress, actions };
}
