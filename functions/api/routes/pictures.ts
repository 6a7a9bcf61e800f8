import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { featurePictureKey, imageKey } from '../../../models/document-key.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { secured } from '../schemas.ts';

const Message = z.object({ message: z.string() });
const responses = {
  302: { description: 'a signed URL, valid for a few minutes' },
  404: { description: 'unknown', content: { 'application/json': { schema: Message } } },
};

/** The two pictures of a match: the listing's, and the feature it matched, to be shown side by side. */
export function pictureRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  const show = async (key: string) => ((await deps.objects.head(key)) ? deps.signedGet(key) : undefined);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/listings/{listingId}/pictures/{file}',
      summary: '商品图片 / A picture of a listing',
      ...secured,
      request: { params: z.object({ listingId: z.string(), file: z.string().regex(/^[^/\\]{1,128}$/) }) },
      responses,
    }),
    async (c) => {
      const { listingId, file } = c.req.valid('param');
      const screening = await deps.records.latestJudged(listingId);
      allow(c, ['pipeline', 'reviewer', 'lead', 'merchant'], screening?.merchantId);
      const url = screening && (await show(imageKey(screening, file)));
      return url ? c.redirect(url, 302) : c.json({ message: '没有这张图片。 / No such picture.' }, 404);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/features/{featureId}/picture',
      summary: '品牌特征图片 / The registered picture of a brand feature',
      ...secured,
      request: { params: z.object({ featureId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/) }) },
      responses,
    }),
    async (c) => {
      allow(c, ['reviewer', 'lead']);
      const url = await show(featurePictureKey(c.req.valid('param').featureId));
      return url ? c.redirect(url, 302) : c.json({ message: '没有这张图片。 / No such picture.' }, 404);
    },
  );
}
