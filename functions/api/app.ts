import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { logger } from '../shared/telemetry.ts';
import { type ApiEnv, readCaller } from './caller.ts';
import type { ApiDependencies } from './dependencies.ts';
import { type ApiDocument, docsPage } from './docs-page.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { dryRunRoutes } from './routes/dry-run.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { sweepRoutes } from './routes/sweeps.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { verdictRoutes } from './routes/verdicts.ts';
import { verificationRoutes } from './routes/verification.ts';

/** The HTTP API. Everything under /v1 but health needs a token, checked by the gateway and again here. */
export function createApi(deps: ApiDependencies): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const errors = result.error.issues.map((issue) => ({
        path: issue.path.join('.') || '$',
        code: issue.code,
        message: issue.message,
      }));
      return c.json({ errors }, 400);
    },
  });
  app.use(secureHeaders());
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ message: error.message }, error.status);
    if (error instanceof SyntaxError)
      return c.json(
        {
          errors: [
            { path: '$', code: 'not-json', message: '请求体不是有效的 JSON。 / The body is not valid JSON.' },
          ],
        },
        400,
      );
    logger.error('api', { error });
    return c.json({ message: '服务内部错误，请稍后重试。 / Internal error; try again later.' }, 500);
  });
  app.get('/v1/health', async (c) => {
    const knowledge = await deps.knowledge.get();
    return c.json({ status: 'ok', knowledge: knowledge.id });
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  const about = { openapi: '3.1.0', info: { title: 'Touchstone 试金石', version: '1' } };
  app.doc31('/openapi.json', about);
  app.get('/docs', (c) => c.html(docsPage(app.getOpenAPI31Document(about) as ApiDocument)));
  app.use('/v1/*', readCaller());
  uploadRoutes(app, deps);
  verdictRoutes(app, deps);
  dryRunRoutes(app, deps);
  pictureRoutes(app, deps);
  evidenceRoutes(app, deps);
  sweepRoutes(app, deps);
  credentialRoutes(app, deps);
  verificationRoutes(app, deps);
  return app;
}
