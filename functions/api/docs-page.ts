import { html, raw } from 'hono/html';

/** What this page reads of an OpenAPI document. */
type Operation = {
  summary?: string;
  security?: unknown[];
  parameters?: unknown[];
  requestBody?: unknown;
  responses?: Record<string, { description?: string }>;
};
export type ApiDocument = {
  info: { title: string; version: string };
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, unknown> };
};

/**
 * The API's documentation as one page without scripts and without anything fetched from elsewhere: it opens on a closed
 * network, and no third party's code runs on the API's origin.
 */
export function docsPage(document: ApiDocument) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <h1>${document.info.title} <small>API v${document.info.version}</small></h1>
        <p>机器可读 / machine-readable: <a href="/openapi.json">/openapi.json</a> · 令牌 / token: <code>Authorization: Bearer …</code></p>
        ${operations.map(operationPart)}
        <h2>数据结构 / Schemas</h2>
        ${Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => folded(name, schema))}
      </body>
    </html>`;
}

function operationPart({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const answers = Object.entries(operation.responses ?? {});
  return html`<section>
    <h3><b class="${method}">${method}</b> <code>${path}</code></h3>
    <p>${operation.summary ?? ''}${operation.security ? '' : ' · 无需令牌 / open'}</p>
    ${operation.parameters ? folded('参数 / parameters', operation.parameters) : ''}
    ${operation.requestBody ? folded('请求体 / body', operation.requestBody) : ''}
    <ul>
      ${answers.map(([status, { description }]) => html`<li><code>${status}</code> ${description ?? ''}</li>`)}
    </ul>
  </section>`;
}

const folded = (title: string, value: unknown) =>
  html`<details><summary>${title}</summary><pre>${JSON.stringify(value, undefined, 2)}</pre></details>`;

const STYLE = `
  body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; }
  section { border: 1px solid #d8dee6; border-radius: 8px; padding: .25rem 1rem; margin: 1rem 0; }
  h3 { margin: .5rem 0 0; } p { margin: .25rem 0; } small { color: #64748b; font-weight: normal; }
  code, pre { font: 13px/1.5 ui-monospace, Consolas, monospace; } pre { background: #f5f7fa; padding: .75rem; overflow: auto; border-radius: 6px; }
  .GET { color: #0b6bcb; } .POST { color: #187a3c; }
  @media (prefers-color-scheme: dark) { body { background: #12171d; color: #dbe3ec; } section { border-color: #2b3642; } pre { background: #1a222b; } }
`;
