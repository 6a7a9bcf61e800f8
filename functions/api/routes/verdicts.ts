import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Screening } from '../../../models/screening.ts';
import { verdictForMerchants } from '../../../models/verdict.ts';
import { type ApiEnv, allow, isStaff } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { FieldErrorShape, secured } from '../schemas.ts';

const Body = z
  .object({
    listingId: z.string(),
    revision: z.number(),
    state: z.enum(['judged', 'screening', 'rejected']),
    verdict: z.unknown().optional(),
    pending: z.array(z.string()).optional(),
    warnings: z.array(FieldErrorShape).optional(),
    errors: z.array(FieldErrorShape).optional(),
    judgedAt: z.string().optional(),
    current: z.boolean().optional(),
  })
  .openapi('VerdictAnswer');

/** Verdicts, open cases and merchants' standing. */
export function verdictRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/listings/{listingId}/verdict',
      summary: '查询结论 / The verdict of a listing: the current one, or of one revision',
      ...secured,
      request: {
        params: z.object({ listingId: z.string() }),
        query: z.object({ revision: z.coerce.number().int().optional() }),
      },
      responses: {
        200: { description: 'judged or rejected', content: { 'application/json': { schema: Body } } },
        202: { description: 'still screening', content: { 'application/json': { schema: Body } } },
        404: {
          description: 'unknown',
          content: { 'application/json': { schema: z.object({ message: z.string() }) } },
        },
      },
    }),
    async (c) => {
      const { listingId } = c.req.valid('param');
      const { revision } = c.req.valid('query');
      const current = await deps.records.latestJudged(listingId);
      const screening =
        revision === undefined ? current : await deps.records.screening({ listingId, revision, run: '0' });
      if (screening) {
        allow(c, ['pipeline', 'reviewer', 'lead', 'merchant'], screening.merchantId);
        const answer = {
          ...answerOf(screening, isStaff(c)),
          current: current?.revision === screening.revision,
        };
        return screening.state === 'judged' ? c.json(answer, 200) : c.json(answer, 202);
      }
      const rejections = await deps.records.rejections(listingId);
      const rejected =
        revision === undefined ? rejections[0] : rejections.find((r) => r.revision === revision);
      if (rejected) {
        allow(c, ['pipeline', 'reviewer', 'lead', 'merchant'], rejected.merchantId);
        return c.json(
          { listingId, revision: rejected.revision, state: 'rejected' as const, errors: rejected.errors },
          200,
        );
      }
      allow(c, ['pipeline', 'reviewer', 'lead']);
      return c.json({ message: '没有这个商品或版本。 / No such listing or revision.' }, 404);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/cases/{queue}',
      summary: '待审案件 / Open cases of a queue, most pressing first',
      ...secured,
      request: {
        params: z.object({ queue: z.string() }),
        query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
      },
      responses: {
        200: {
          description: 'cases',
          content: { 'application/json': { schema: z.object({ cases: z.array(z.unknown()) }) } },
        },
      },
    }),
    async (c) => {
      allow(c, ['reviewer', 'lead']);
      return c.json(
        { cases: await deps.records.cases(c.req.valid('param').queue, c.req.valid('query').limit) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/merchants/{merchantId}/violations',
      summary: '商家违规记录 / Violation records of a merchant',
      ...secured,
      request: { params: z.object({ merchantId: z.string() }) },
      responses: {
        200: {
          description: 'records',
          content: { 'application/json': { schema: z.object({ violations: z.array(z.unknown()) }) } },
        },
      },
    }),
    async (c) => {
      const { merchantId } = c.req.valid('param');
      allow(c, ['reviewer', 'lead', 'merchant'], merchantId);
      return c.json({ violations: await deps.records.violations(merchantId) }, 200);
    },
  );
}

function answerOf(screening: Screening, staff: boolean) {
  const { listingId, revision, state, pending, warnings, judgedAt } = screening;
  const verdict = staff ? screening.verdict : screening.verdict && verdictForMerchants(screening.verdict);
  return {
    listingId,
    revision,
    state,
    verdict,
    pending,
    warnings,
    ...(judgedAt === undefined ? {} : { judgedAt }),
  };
}
