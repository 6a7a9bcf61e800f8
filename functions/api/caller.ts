import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { Role } from '../../models/roles.ts';

/** Who calls, as the gateway's authorizer proved it; the token was verified before this function ran. */
export type Caller = { subject: string; roles: Role[]; merchantId: string | undefined };
export type ApiEnv = { Variables: { caller: Caller }; Bindings: { event?: unknown } };

const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});

/** Cognito sends groups as `[a b]` in a string, other issuers as a list. */
function rolesOf(claim: unknown): Role[] {
  const names = Array.isArray(claim)
    ? claim
    : typeof claim === 'string'
      ? claim.replace(/[[\]]/g, ' ').split(/[\s,]+/)
      : [];
  return names.flatMap((name) => {
    const role = Role.safeParse(name);
    return role.success ? [role.data] : [];
  });
}

/** Reads the caller from the authorizer's claims; no claims, no entry. */
export function readCaller(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const event = Authorized.safeParse(c.env.event);
    if (!event.success) throw new HTTPException(401, { message: '需要登录。 / Sign in first.' });
    const { claims } = event.data.requestContext.authorizer.jwt;
    const merchant = claims['custom:merchant_id'] ?? claims.merchant_id;
    c.set('caller', {
      subject: String(claims.sub ?? ''),
      roles: rolesOf(claims['cognito:groups'] ?? claims.roles),
      merchantId: typeof merchant === 'string' ? merchant : undefined,
    });
    await next();
  };
}

/** Lets the named roles in; a merchant only to what is its own. */
export function allow(c: Context<ApiEnv>, roles: readonly Role[], merchantId?: string): void {
  const caller = c.get('caller');
  const others: readonly Role[] = roles.filter((role) => role !== 'merchant');
  if (caller.roles.some((role) => role === 'admin' || others.includes(role))) return;
  const own =
    caller.roles.includes('merchant') &&
    roles.includes('merchant') &&
    merchantId !== undefined &&
    caller.merchantId === merchantId;
  if (!own) throw new HTTPException(403, { message: '没有权限。 / Not allowed for your role.' });
}

const STAFF: ReadonlySet<Role> = new Set(['reviewer', 'lead', 'pipeline', 'admin']);

/** Whether the caller may read what concerns other merchants. */
export const isStaff = (c: Context<ApiEnv>): boolean => c.get('caller').roles.some((role) => STAFF.has(role));
