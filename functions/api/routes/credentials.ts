import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Decision, settle } from '../../../models/credentials/life/advance.ts';
import type { LifeKey } from '../../../models/credentials/life/life.ts';
import { viewOf } from '../../../models/credentials/life/view.ts';
import { credentialKind, parseCredential } from '../../../models/credentials/parse.ts';
import type { FieldError } from '../../../models/field-error.ts';
import { dayInChina } from '../../../models/policy/clock.ts';
import type { Terms } from '../../../models/terms.ts';
import { bothLanguages } from '../../../models/text-pair.ts';
import { moveLife } from '../../shared/lives/move.ts';
import { type ApiEnv, allow, isStaff } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Id, Refused, secured } from '../schemas.ts';

const Day = z.iso.date();
const Message = z.object({ message: z.string() });
const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } });
const Page = z
  .object({ credentials: z.array(z.unknown()), next: z.string().optional() })
  .openapi('Credentials');
const One = z.object({ credential: z.unknown() }).openapi('Credential');
const Named = z.object({ kind: z.string().max(64), number: z.string().min(1).max(200) });

const RenewalBody = z
  .object({
    /** Only for staff that acts for a merchant; a merchant is known by its token. */
    merchantId: Id.optional(),
    validUntil: Day,
    image: z
      .string()
      .regex(/^[^/\\\u0000-\u001f]{1,128}$/)
      .optional(),
  })
  .openapi('Renewal');
const DecisionBody = z
  .object({
    merchantId: Id,
    decision: z.enum(['confirm', 'reject', 'forged']),
    validUntil: Day.optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .openapi('CredentialDecision');
const answers = {
  200: { description: 'the credential as it stands now', ...json(One) },
  404: { description: 'unknown', ...json(Message) },
};

/** Credentials over time: a merchant's own with what happens next, renewals, and a reviewer's decision. */
export function credentialRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/credentials',
      summary: '我的资质 / Credentials of a merchant with state, clock, history and what happens next',
      ...secured,
      request: {
        query: z.object({
          merchantId: Id.optional(),
          after: z.string().max(300).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: { 200: { description: 'credentials, by kind and number', ...json(Page) } },
    }),
    async (c) => {
      const { merchantId = c.get('caller').merchantId, after, limit } = c.req.valid('query');
      allow(c, ['reviewer', 'lead', 'merchant'], merchantId);
      if (merchantId === undefined)
        throw new HTTPException(400, { message: '缺少 merchantId。 / merchantId?' });
      const { lives, next } = await deps.lives.ofMerchant(merchantId, limit, after);
      const [terms, now] = [await termsOf(deps), deps.clock.now()];
      const credentials = lives.map((life) => viewOf(settle(life, now, terms), terms, now, readerOf(c)));
      return c.json({ credentials, ...(next === undefined ? {} : { next }) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/credentials/renewals',
      summary: '待核验的续展 / Renewals that wait for a reviewer, the earliest due first',
      ...secured,
      request: { query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }) },
      responses: { 200: { description: 'credentials', ...json(Page) } },
    }),
    async (c) => {
      allow(c, ['reviewer', 'lead']);
      const lives = await deps.lives.waiting(c.req.valid('query').limit);
      const [terms, now] = [await termsOf(deps), deps.clock.now()];
      return c.json(
        { credentials: lives.map((life) => viewOf(settle(life, now, terms), terms, now, readerOf(c))) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/credentials/{kind}/{number}/renewal',
      summary:
        '提交续展 / Submit a renewal once for all listings; it counts when the registry or a reviewer confirms it',
      ...secured,
      request: { params: Named, body: { ...json(RenewalBody), required: true } },
      responses: { ...answers, 422: { description: 'no renewal', ...json(Refused) } },
    }),
    async (c) => {
      const { merchantId = c.get('caller').merchantId, validUntil, image } = c.req.valid('json');
      allow(c, ['merchant'], merchantId);
      const key = keyOf(merchantId, c.req.valid('param'));
      if (!key || (await deps.lives.read([key])).length === 0) return c.json(UNKNOWN, 404);
      const errors = noRenewal(key.kind, validUntil, dayInChina(deps.clock.now()));
      if (errors) return c.json({ errors }, 422);
      const answer =
        credentialKind(key.kind)?.registry === undefined
          ? undefined
          : await deps.registry.lookup({ kind: key.kind, number: key.number });
      const [terms, now] = [await termsOf(deps), deps.clock.now()];
      const input = { type: 'renewal' as const, validUntil, image, answer };
      const moved = await moveLife(deps.lives, key, input, { now, terms });
      if (!moved) return c.json(UNKNOWN, 404);
      return c.json({ credential: viewOf(moved.life, terms, now, readerOf(c)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/credentials/{kind}/{number}/decision',
      summary: '核验决定 / A reviewer confirms or rejects a credential or its renewal, or finds it forged',
      ...secured,
      request: { params: Named, body: { ...json(DecisionBody), required: true } },
      responses: answers,
    }),
    async (c) => {
      allow(c, ['reviewer', 'lead']);
      const { merchantId, validUntil, decision, reason } = c.req.valid('json');
      const key = keyOf(merchantId, c.req.valid('param'));
      const [terms, now] = [await termsOf(deps), deps.clock.now()];
      const decided: Decision = { decision, reason, validUntil, by: c.get('caller').subject };
      const moved =
        key && (await moveLife(deps.lives, key, { type: 'review', decision: decided }, { now, terms }));
      if (!moved) return c.json(UNKNOWN, 404);
      return c.json({ credential: viewOf(moved.life, terms, now, readerOf(c)) }, 200);
    },
  );
}

const readerOf = (c: Context<ApiEnv>) => (isStaff(c) ? ('staff' as const) : ('merchant' as const));

const UNKNOWN = { message: '没有这份资质。 / No such credential.' };

/** A date that is over renews nothing, and what has no term in law needs none. */
function noRenewal(kind: string, validUntil: string, today: string): FieldError[] | undefined {
  const refuse = (code: string, zh: string, en: string) => [
    { path: 'validUntil', code, message: bothLanguages({ zh, en }) },
  ];
  if (credentialKind(kind)?.endless)
    return refuse(
      'no-term',
      '该资质没有法定有效期，无需续展。',
      'This kind has no term in law and needs no renewal.',
    );
  if (validUntil < today)
    return refuse(
      'past',
      `${validUntil} 已过；请填写续展后的截止日期。`,
      `${validUntil} has passed; give the date of the renewed paper.`,
    );
  return undefined;
}

/** A credential by what people type: the number is normalized as it was when it was first read. */
function keyOf(
  merchantId: string | undefined,
  { kind, number }: { kind: string; number: string },
): LifeKey | undefined {
  if (merchantId === undefined || !credentialKind(kind)) return undefined;
  const mention = parseCredential(kind, number);
  return { merchantId, kind: mention.kind, number: mention.normalized };
}

async function termsOf(deps: ApiDependencies): Promise<Terms> {
  return (await deps.knowledge.get()).set.terms;
}
