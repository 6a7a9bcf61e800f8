import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { featurePictureKey, imageKey } from '../../../models/document-key.ts';
import { inspectHeader } from '../../../models/image/header.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import type { Screening } from '../../../models/screening.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { evidencePage, type ShownPicture } from '../evidence-page.ts';
import { Id, secured } from '../schemas.ts';

const Message = z.object({ message: z.string() });
const answer = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The page a reviewer opens: what the verdict stands on, words marked, pictures side by side. For staff only. */
export function evidenceRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/listings/{listingId}/evidence',
      summary:
        '证据页：文字标注、图片对照、登记记录 / A page of the evidence, pictures side by side; opens by a signed address',
      ...secured,
      request: { params: z.object({ listingId: Id }) },
      responses: {
        200: answer('where the page is', z.object({ url: z.string() })),
        404: answer('unknown', Message),
      },
    }),
    async (c) => {
      // Features are the brand owner's, known counterfeits another merchant's: a merchant reads its verdict instead.
      allow(c, ['reviewer', 'lead']);
      const { listingId } = c.req.valid('param');
      const screening = await deps.records.latestJudged(listingId);
      const document = screening && (await deps.objects.get(screening.documentKey));
      const parsed = document && parseListing(document.body);
      if (!screening?.verdict || !parsed?.ok)
        return c.json({ message: '没有已判定的商品。 / No judged listing of this name.' }, 404);
      const page = evidencePage({
        listing: parsed.listing,
        verdict: screening.verdict,
        judgedAt: screening.judgedAt ?? '',
        ...(await picturesOf(screening, deps)),
      });
      const key = `work/evidence/${screening.merchantId}/${listingId}/${screening.revision}.${screening.run}.html`;
      await deps.objects.put(key, String(await page), { type: 'text/html; charset=utf-8' });
      return c.json({ url: await deps.signedGet(key) }, 200);
    },
  );
}

/** Size and format stand at the front, behind what cameras and editors put there; the rest of a picture is not read. */
const HEADER_BYTES = 262_144;

/** The pictures a verdict's evidence names; one that is gone is shown as missing. */
async function picturesOf(screening: Screening, deps: ApiDependencies) {
  const evidence = screening.verdict?.reasons.flatMap((reason) => reason.evidence) ?? [];
  const files = new Set(
    evidence.flatMap((e) => (e.type === 'image' || e.type === 'feature' ? [e.file] : [])),
  );
  const ids = new Set(evidence.flatMap((e) => (e.type === 'feature' ? [e.featureId] : [])));
  const [pictures, features] = await Promise.all([
    shown([...files], (file) => imageKey(screening, file), deps),
    shown([...ids], featurePictureKey, deps),
  ]);
  return { pictures, features };
}

async function shown(
  names: readonly string[],
  keyOf: (name: string) => string,
  { objects, signedGet }: ApiDependencies,
): Promise<Map<string, ShownPicture>> {
  const found = await Promise.all(
    names.map(async (name): Promise<[string, ShownPicture][]> => {
      const prefix = await objects.range(keyOf(name), 0, HEADER_BYTES);
      const header = prefix && inspectHeader(prefix);
      if (!header?.ok) return [];
      const { width, height } = header.header;
      return [[name, { url: await signedGet(keyOf(name)), width, height }]];
    }),
  );
  return new Map(found.flat());
}
