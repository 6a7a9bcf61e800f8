import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { documentKey, imageKey } from '../../../models/document-key.ts';
import { LISTING_LIMITS } from '../../../models/listing.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import { type ApiEnv, allow } from '../caller.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Accepted, Id, InlineUpload, Refused, secured } from '../schemas.ts';

const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
const UploadRequest = z.object({
  merchantId: Id,
  listingId: Id,
  revision: z.number().int().min(1).max(999_999),
  documentBytes: z.number().int().min(2).max(LISTING_LIMITS.documentBytes),
  images: z
    .array(
      z.object({
        file: z.string().regex(/^[^/\\\u0000-\u001f]{1,128}$/),
        type: z.enum(IMAGE_TYPES),
        bytes: z.number().int().min(1).max(LISTING_LIMITS.imageBytes),
      }),
    )
    .max(LISTING_LIMITS.images),
});
const SignedUrl = z.object({ url: z.string(), expiresAt: z.string() });
const UploadTickets = z.object({
  images: z.array(SignedUrl.extend({ file: z.string() })),
  document: SignedUrl,
});

/** Two ways in: signed URLs for the real thing, one request for small listings. */
export function uploadRoutes(app: OpenAPIHono<ApiEnv>, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/uploads',
      summary: '获取上传地址 / Signed upload URLs: put the images first, the document last',
      ...secured,
      request: { body: { content: { 'application/json': { schema: UploadRequest } }, required: true } },
      responses: {
        200: { description: 'signed URLs', content: { 'application/json': { schema: UploadTickets } } },
      },
    }),
    async (c) => {
      const request = c.req.valid('json');
      allow(c, ['pipeline', 'merchant'], request.merchantId);
      const images = await Promise.all(
        request.images.map(async (image) => ({
          file: image.file,
          ...(await deps.presign(imageKey(request, image.file), image)),
        })),
      );
      const document = await deps.presign(documentKey(request), {
        bytes: request.documentBytes,
        type: 'application/json',
      });
      return c.json({ images, document }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/listings',
      summary: '直接上传商品（小图） / Upload a listing in one request',
      ...secured,
      request: { body: { content: { 'application/json': { schema: InlineUpload } }, required: true } },
      responses: {
        202: { description: 'accepted', content: { 'application/json': { schema: Accepted } } },
        422: { description: 'refused field by field', content: { 'application/json': { schema: Refused } } },
      },
    }),
    async (c) => {
      const { document, images } = c.req.valid('json');
      const parsed = parseListing(JSON.stringify(document));
      if (!parsed.ok) return c.json({ errors: parsed.errors }, 422);
      const { listing } = parsed;
      allow(c, ['pipeline', 'merchant'], listing.merchantId);
      await Promise.all(
        listing.images.flatMap((image) => {
          // A file may bear the name of what every object has (`constructor`).
          const base64 = Object.hasOwn(images, image.file) ? images[image.file] : undefined;
          return base64 === undefined
            ? []
            : [
                deps.objects.put(imageKey(listing, image.file), Buffer.from(base64, 'base64'), {
                  type: 'application/octet-stream',
                }),
              ];
        }),
      );
      // The document last: its creation starts the screening.
      await deps.objects.put(documentKey(listing), JSON.stringify(document));
      return c.json(
        {
          listingId: listing.listingId,
          revision: listing.revision,
          warnings: parsed.warnings,
          verdictUrl: `/v1/listings/${listing.listingId}/verdict?revision=${listing.revision}`,
        },
        202,
      );
    },
  );
}
