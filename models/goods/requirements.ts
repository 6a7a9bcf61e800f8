import * as z from 'zod';
import { CLAIM_CODES } from '../claims/codes.ts';
import type { Claim } from '../claims/port.ts';
import { credentialKind } from '../credentials/kinds.ts';
import { LawReference } from '../law.ts';
import { Bilingual } from '../text-pair.ts';
import { KnowledgeTableError } from './csv.ts';
import type { Requirement } from './port.ts';
import type { ProductType } from './product-types.ts';
import { GoodsClass, type GoodsRecognition } from './recognition.ts';

const Kind = z
  .string()
  .refine((id) => credentialKind(id)?.id === id, { message: '未知资质类型 / unknown credential kind' });
const Code = z.enum(CLAIM_CODES);

/** One rule of knowledge/requirements.json. */
export const RequirementRule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    type: z.enum(['credential', 'statement', 'forbidden']),
    /** When the rule speaks: every part given must hold. */
    when: z.strictObject({
      classes: z.array(GoodsClass).optional(),
      /** Product codes, or groups written `group.*`. */
      products: z.array(z.string()).optional(),
      notProducts: z.array(z.string()).optional(),
      /** A licence named in the product type's own row. */
      licence: z.string().optional(),
      /** Any of these claims is made (whatever its status but exempt). */
      claims: z.array(Code).optional(),
      used: z.boolean().optional(),
      online: z.enum(['no', 'rx']).optional(),
    }),
    credentials: z.array(Kind).default([]),
    statements: z.array(z.string()).default([]),
    strength: z.number().min(0).max(1),
    /** Days the rule is in force (inclusive). */
    since: z.iso.date().optional(),
    until: z.iso.date().optional(),
    message: Bilingual,
    remedy: Bilingual,
    law: z.array(LawReference).min(1),
    /** P M S E R as in the credential table; R stays below 0.5. */
    confidence: z.enum(['P', 'M', 'S', 'E', 'R']),
  })
  .refine((rule) => rule.confidence !== 'R' || rule.strength < 0.5, {
    message: '未经证实的规则强度须低于 0.5 / a recollection stays below 0.5',
    path: ['strength'],
  });
export type RequirementRule = z.infer<typeof RequirementRule>;

export function parseRequirements(text: string | undefined): RequirementRule[] {
  const file = 'requirements.json';
  if (text === undefined)
    throw new KnowledgeTableError(file, [{ row: 1, column: '*', message: '文件缺失 / the file is missing' }]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new KnowledgeTableError(file, [
      { row: 1, column: '*', message: error instanceof Error ? error.message : 'not JSON' },
    ]);
  }
  const parsed = z.array(RequirementRule).safeParse(json);
  if (parsed.success) return parsed.data;
  throw new KnowledgeTableError(
    file,
    parsed.error.issues.map((issue) => ({
      row: Number(issue.path[0] ?? 0) + 1,
      column: issue.path.slice(1).join('.') || '*',
      message: issue.message,
    })),
  );
}

/** What goods need on a day, from what they are and what is claimed of them. */
export function requirementsFor(
  recognition: GoodsRecognition,
  claims: readonly Claim[],
  today: string,
  rules: readonly RequirementRule[],
  types: ReadonlyMap<string, ProductType>,
): Requirement[] {
  const made = new Set(claims.filter((claim) => claim.status !== 'exempt').map((claim) => claim.code));
  const type = types.get(recognition.code);
  return rules
    .filter(
      (rule) =>
        (rule.since === undefined || rule.since <= today) &&
        (rule.until === undefined || today <= rule.until),
    )
    .filter((rule) => speaksOf(rule, recognition, type, made))
    .map(({ id, type: kind, credentials, statements, strength, message, remedy, law, when }) => ({
      id,
      type: kind,
      credentials,
      statements,
      strength,
      message,
      remedy,
      law,
      because: [
        ...(when.claims ?? []).filter((code) => made.has(code)),
        ...(when.products || when.licence !== undefined ? [recognition.code] : []),
      ],
    }));
}

function speaksOf(
  { when }: RequirementRule,
  recognition: GoodsRecognition,
  type: ProductType | undefined,
  made: ReadonlySet<string>,
): boolean {
  if (when.classes && !when.classes.includes(recognition.class)) return false;
  if (when.products && !when.products.some((code) => covers(code, recognition.code))) return false;
  if (when.notProducts?.some((code) => covers(code, recognition.code))) return false;
  if (when.licence !== undefined && !(type?.licences ?? []).includes(when.licence)) return false;
  if (when.claims && !when.claims.some((code) => made.has(code))) return false;
  if (when.used !== undefined && when.used !== recognition.used) return false;
  return when.online === undefined || when.online === type?.online;
}

function covers(pattern: string, code: string): boolean {
  return pattern.endsWith('.*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code;
}
