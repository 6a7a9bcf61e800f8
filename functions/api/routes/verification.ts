import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  MAX_ROWS,
  type RowError,
  rowsFromCsv,
  rowsFromJson,
} from '../../../models/credentials/papers/rows.ts';
import { dayInChina } from '../../../models/policy/clock.ts';
import { bothLanguages } from '../../../models/text-pair.ts';
import { verifyPapers } from '../../shared/verify-papers.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Id, Refused, secured } from '../schemas.ts';

const Rows = z
  .object({
    /** Each `{kind?, number, holder?, product?, validUntil?}`; a row that is none is named, the others are answered. */
    rows: z.array(z.unknown()).max(MAX_ROWS),
  })
  .openapi('PaperRows');
const Answer = z
  .object({
    reports: z.array(z.unknown()),
    errors: z.array(
      z.object({
        row: z.number(),
        column: z.string(),
        code: z.string(),
        message: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
    summary: z.record(z.string(), z.number()),
    complete: z.boolean(),
    again: z.array(z.number()),
  })
  .openapi('PaperVerification');

/** The gateway waits thirty seconds for an answer. */
const TIME_MS = 24_000;

/** Batch verification of a merchant's papers: nothing is stored but the registry's answers. */
export function verificationRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/credentials/verification',
      summary: '批量真实性核验 / Papers against the registries: up to 1,000 rows of JSON or CSV',
      ...secured,
      request: {
        query: z.object({ merchantId: Id.optional() }),
        body: {
          content: {
            'application/json': { schema: Rows },
            'text/csv': { schema: z.string() },
            'application/octet-stream': { schema: z.string() },
          },
          required: false,
        },
      },
      responses: {
        200: { description: 'row by row', content: { 'application/json': { schema: Answer } } },
        422: { description: 'no row can be read', content: { 'application/json': { schema: Refused } } },
      },
    }),
    async (c) => {
      // Not `required`: then the framework would hold a CSV body against the schema of the JSON one.
      const { merchantId = c.get('caller').merchantId } = c.req.valid('query');
      allow(c, ['pipeline', 'reviewer', 'lead', 'merchant'], merchantId);
      const until = Date.parse(deps.clock.now()) + TIME_MS;
      // Bytes that are not UTF-8 pass a gateway whole only as `application/octet-stream`.
      const csv = /csv|octet-stream|ms-excel/i.test(c.req.header('content-type') ?? '');
      const table = csv
        ? rowsFromCsv(new Uint8Array(await c.req.arrayBuffer()))
        : rowsFromJson(Rows.safeParse(await c.req.json()).data?.rows ?? []);
      if (table.total === 0)
        return c.json({ errors: table.errors.length > 0 ? table.errors.map(fieldError) : EMPTY }, 422);
      const today = dayInChina(deps.clock.now());
      const remainingMs = () => until - Date.parse(deps.clock.now());
      return c.json(await verifyPapers(table, deps.registry, { today, remainingMs }), 200);
    },
  );
}

const EMPTY = [{ path: 'rows', code: 'empty', message: '没有可核验的行。 / There are no rows.' }];

const fieldError = ({ row, column, code, message }: RowError) => ({
  path: `rows.${row}.${column}`,
  code,
  message: bothLanguages(message),
});
