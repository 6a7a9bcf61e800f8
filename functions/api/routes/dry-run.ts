import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { FieldError } from '../../../models/field-error.ts';
import type { KnowledgeSet } from '../../../models/knowledge-set.ts';
import type { Listing } from '../../../models/listing.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import { dayInChina } from '../../../models/policy/clock.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import { recognise } from '../../../models/recognise.ts';
import type { SubjectImage } from '../../../models/subject.ts';
import { bothLanguages } from '../../../models/text-pair.ts';
import { credentialsOf, livesOf } from '../../shared/lives/record-seen.ts';
import { earlierRefusals } from '../../shared/relisting.ts';
import { screenOnce } from '../../shared/screen-once.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { InlineUpload, Refused, secured } from '../schemas.ts';

/** What would happen, with nothing stored: the same parsing, checks and policy in one process. */
export function dryRunRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/dry-run',
      summary: '试运行：不留痕迹地查看结论 / Dry run: the verdict a listing would get',
      ...secured,
      request: { body: { content: { 'application/json': { schema: InlineUpload } }, required: true } },
      responses: {
        200: {
          description: 'the verdict',
          content: {
            'application/json': {
              schema: z.object({ verdict: z.unknown(), notLookedAt: z.array(z.string()) }),
            },
          },
        },
        422: { description: 'refused field by field', content: { 'application/json': { schema: Refused } } },
      },
    }),
    async (c) => {
      const { document, images } = c.req.valid('json');
      const parsed = parseListing(JSON.stringify(document));
      if (!parsed.ok) return c.json({ errors: parsed.errors }, 422);
      const { listing } = parsed;
      allow(c, ['pipeline', 'reviewer', 'lead', 'merchant'], listing.merchantId);
      const seen = await lookAt(listing, images, deps);
      if (!seen.ok) return c.json({ errors: seen.errors }, 422);
      const loaded = await deps.knowledge.get();
      const knowledge = { id: loaded.id, set: loaded.set as KnowledgeSet };
      const now = deps.clock.now();
      const subject = {
        listing,
        recognition: recognise(listing, knowledge.set),
        images: seen.images,
        today: dayInChina(now),
      };
      const papers = [
        ...credentialsOf(subject, 'credential'),
        ...credentialsOf(subject, 'brand-qualification'),
      ];
      const { truths } = await livesOf(papers, deps.lives);
      const earlier = await earlierRefusals(listing, deps.records, now);
      const results = await screenOnce(subject, knowledge, deps.registry, { truths, earlier });
      const policy = compilePolicy(knowledge.set.policy, now.slice(0, 10));
      const facts = {
        category: subject.recognition.goods.code,
        storeType: listing.storeType,
        origin: 'upload',
        priorMinor: 0,
        priorSerious: 0,
      };
      const notLookedAt = notLooked(subject.images, loaded.marks);
      return c.json({ verdict: evaluate(policy, results, facts, knowledge.id), notLookedAt }, 200);
    },
  );
}

/** Looking inside pictures takes a stage of its own; the dry run compares whole pictures, and says so. */
function notLooked(images: readonly SubjectImage[], marks: string | undefined): string[] {
  if (marks === undefined || images.every(({ role }) => role === 'credential')) return [];
  return [
    '试运行未在图片内部查找品牌登记图片的局部与标志，正式提交时会查找 / parts of registered pictures and marks inside pictures were not looked for; an upload is searched for them',
  ];
}

async function lookAt(
  listing: Listing,
  images: Record<string, string>,
  deps: ApiDependencies,
): Promise<{ ok: true; images: SubjectImage[] } | { ok: false; errors: FieldError[] }> {
  const seen: SubjectImage[] = [];
  const errors: FieldError[] = [];
  for (const [index, image] of listing.images.entries()) {
    const base64 = images[image.file];
    if (base64 === undefined) {
      errors.push({
        path: `images[${index}].file`,
        code: 'image-missing',
        message: bothLanguages({
          zh: `缺少图片「${image.file}」；请放入 images。`,
          en: `The image “${image.file}” is missing; put it into images.`,
        }),
      });
      continue;
    }
    const bytes = Buffer.from(base64, 'base64');
    const analysed = await deps.analyse(bytes);
    if (analysed.ok) {
      const tag = createHash('md5').update(bytes).digest('hex');
      seen.push({
        file: image.file,
        role: image.role,
        tag,
        facts: analysed.facts,
        firstMerchant: listing.merchantId,
      });
    } else
      errors.push({
        path: `images[${index}].file`,
        code: analysed.code,
        message: bothLanguages(analysed.message),
      });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, images: seen };
}
