import { html, raw } from 'hono/html';
import type { Evidence, Region } from '../../models/finding.ts';
import type { Listing } from '../../models/listing.ts';
import type { Reason, Verdict, VerdictName } from '../../models/verdict.ts';

/** A picture to show, with its size in pixels, so that a region can be drawn over it. */
export type ShownPicture = { url: string; width: number; height: number };

export type EvidencePage = {
  listing: Listing;
  verdict: Verdict;
  judgedAt: string;
  /** The listing's pictures by file name, and registered ones by feature id. */
  pictures: ReadonlyMap<string, ShownPicture>;
  features: ReadonlyMap<string, ShownPicture>;
};

type Html = ReturnType<typeof html>;
const OUTCOMES: Record<VerdictName, string> = {
  pass: '通过 pass',
  remind: '提醒 remind',
  review: '待审 review',
  intercept: '拦截 intercept',
};

/**
 * Everything a verdict stands on, on one page: the words marked in the text as uploaded, the listing's picture beside the
 * registered one with the region drawn, the register's record beside what was declared. Without scripts; nothing but the
 * pictures is fetched, and those by signed addresses that end within minutes.
 */
export function evidencePage(page: EvidencePage): Html {
  const { listing, verdict } = page;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src http: https:" />
        <title>${listing.title} · ${OUTCOMES[verdict.verdict]}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <header>
          <b class="${verdict.verdict}">${OUTCOMES[verdict.verdict]}</b>
          <h1>${listing.title}</h1>
          <p>${listing.listingId} · 第 ${listing.revision} 版 / revision ${listing.revision} · ${page.judgedAt} · 政策 / policy ${verdict.policyVersion}</p>
        </header>
        ${verdict.reasons.length === 0 ? html`<p>没有发现。 / Nothing was found.</p>` : ''}
        ${verdict.reasons.map((reason) => reasonPart(reason, page))}
      </body>
    </html>`;
}

function reasonPart(reason: Reason, page: EvidencePage): Html {
  const law = reason.law
    .map(({ name, article }) => `${name.zh} ${article} / ${name.en} art. ${article}`)
    .join('；');
  return html`<section>
    <h2><b class="${reason.outcome}">${OUTCOMES[reason.outcome]}</b> ${reason.statement.zh}</h2>
    <p class="en">${reason.statement.en}</p>
    <p>${reason.ruleId} v${reason.ruleVersion} · ${reason.code} · ${reason.strength.toFixed(2)}${law ? ` · ${law}` : ''}</p>
    ${reason.evidence.map((evidence) => evidencePart(evidence, page))}
    <p class="remedy">整改 / remedy：${reason.remedy.zh} <span class="en">${reason.remedy.en}</span></p>
  </section>`;
}

function evidencePart(evidence: Evidence, page: EvidencePage): Html {
  switch (evidence.type) {
    case 'text':
      return textPart(evidence, page.listing);
    case 'image':
      return html`<div class="pair">${picture(evidence.file, page.pictures.get(evidence.file), evidence.region, evidence.note ?? '')}</div>`;
    case 'feature': {
      const { file, region, featureId, brand, kind, distance } = evidence;
      const note = `${brand} · ${kind}${distance === undefined ? '' : ` · 距离 / distance ${distance}`}`;
      return html`<div class="pair">
        ${picture(file, page.pictures.get(file), region, '商品图片 / listing')}
        ${picture(featureId, page.features.get(featureId), undefined, note)}
      </div>`;
    }
    case 'registry':
      return html`<table>
        <caption>登记库 / registry：${evidence.kind} ${evidence.number} — ${evidence.answer}</caption>
        ${Object.entries(evidence.record ?? {}).map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}
      </table>`;
    case 'field':
      return html`<p><code>${evidence.field}</code>：<mark>${evidence.value}</mark>${evidence.expected === undefined ? '' : html` → ${evidence.expected}`}</p>`;
    case 'earlier-listing':
      return html`<p>此前被拦截 / intercepted before：<code>${evidence.listingId}</code> 第 ${evidence.revision} 版 / revision ${evidence.revision}：<mark>${evidence.title}</mark> · ${evidence.code} · ${Math.round(evidence.similarity * 100)} %</p>`;
    case 'other-merchant':
      return html`<p>另一商家（仅内部可见）/ another merchant, for staff only：<code>${evidence.merchantId}</code> ${evidence.note}</p>`;
  }
}

/** How much of a long text is shown around what was found in it. */
const AROUND = 60;

function textPart({ field, start, end, text, note }: Evidence & { type: 'text' }, listing: Listing): Html {
  const whole = fieldText(field, listing);
  // An offset that does not point at its own text must never mark something else.
  if (whole.slice(start, end) !== text) return html`<p><code>${field}</code>：<mark>${text}</mark></p>`;
  const from = Math.max(0, start - AROUND);
  const to = Math.min(whole.length, end + AROUND);
  return html`<p class="text"><code>${field}</code>：${from > 0 ? '…' : ''}${whole.slice(from, start)}<mark>${text}</mark>${whole.slice(end, to)}${to < whole.length ? '…' : ''}${note ? html` <small>${note}</small>` : ''}</p>`;
}

function fieldText(field: string, listing: Listing): string {
  if (field === 'title') return listing.title;
  if (field === 'description') return listing.description;
  if (field === 'brand.name') return listing.brand?.name ?? '';
  return field.startsWith('attributes.') ? (listing.attributes[field.slice('attributes.'.length)] ?? '') : '';
}

function picture(
  name: string,
  shown: ShownPicture | undefined,
  region: Region | undefined,
  note: string,
): Html {
  if (!shown)
    return html`<figure><div class="none">没有图片 / no picture</div><figcaption>${name} ${note}</figcaption></figure>`;
  const { url, width, height } = shown;
  const line = Math.max(2, Math.round(Math.max(width, height) / 150));
  // Drawn around the region, so that the line hides nothing of it.
  const box = region
    ? html`<rect x="${region.x - line}" y="${region.y - line}" width="${region.width + 2 * line}" height="${region.height + 2 * line}" stroke-width="${line}" />`
    : '';
  return html`<figure>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}"><image href="${url}" width="${width}" height="${height}" />${box}</svg>
    <figcaption>${name} ${note}</figcaption>
  </figure>`;
}

const STYLE = `
  body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 64rem; margin: 1.5rem auto; padding: 0 1rem; color: #1d2733; background: #fff; }
  h1 { font-size: 1.3rem; margin: .25rem 0; } h2 { font-size: 1.05rem; margin: .25rem 0; }
  section { border: 1px solid #d8dee6; border-radius: 8px; padding: .75rem 1rem; margin: 1rem 0; }
  p { margin: .25rem 0; } .en, small, figcaption, header p { color: #64748b; } .remedy { border-left: 3px solid #187a3c; padding-left: .6rem; margin-top: .5rem; }
  b.pass { color: #187a3c; } b.remind { color: #8a6d00; } b.review { color: #0b6bcb; } b.intercept { color: #b42318; }
  mark { background: #ffe08a; color: inherit; padding: 0 .1em; } code { font: 13px ui-monospace, Consolas, monospace; }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; margin: .5rem 0; }
  figure { margin: 0; } svg { width: 100%; height: auto; max-height: 26rem; background: #f5f7fa; border-radius: 6px; } rect { fill: none; stroke: #d92d20; }
  .none { padding: 3rem 1rem; text-align: center; background: #f5f7fa; border-radius: 6px; color: #64748b; }
  table { border-collapse: collapse; margin: .5rem 0; } caption { text-align: left; } th, td { border: 1px solid #d8dee6; padding: .2rem .6rem; text-align: left; font-weight: normal; }
`;
