import type { Finding } from '../finding.ts';
import type { KnowledgeSet } from '../knowledge-set.ts';
import type { Subject } from '../subject.ts';
import type { ClaimedBrand } from './brand-claims.ts';
import { findingOf, together } from './check.ts';

const finding = findingOf('counterfeit');

/** 高仿, 原单, 1:1 … and their disguises; next to a brand they say it outright. */
export function phraseFindings(
  subject: Subject,
  claims: readonly ClaimedBrand[],
  phrases: KnowledgeSet['phrases'],
): Finding[] {
  const { title, description, attributes } = subject.listing;
  const branded = claims.length > 0;
  const texts: Record<string, string> = { title, description };
  for (const [name, value] of Object.entries(attributes)) texts[`attributes.${name}`] = value;
  const said = phrases
    .find({ title, description, attributes })
    .filter((hit) => !isDenied(texts[hit.field] ?? '', hit.start));
  // 华强北 悦虎, ljr 纯原: words of that trade say together what each needs a brand to say.
  const several = new Set(said.filter((hit) => hit.needsBrand).map((hit) => hit.term)).size > 1;
  const hits = said.filter((hit) => branded || several || !hit.needsBrand);
  const strengthOf = (hit: (typeof hits)[number]) => Math.min(0.99, hit.weight + (branded ? 0.25 : 0));
  // 华强北 顶配 悦虎: several such words say together what each of them alone might not.
  const byTerm = new Map(hits.map((hit) => [hit.term, strengthOf(hit)]));
  const strongest = Math.max(...byTerm.values());
  return hits.map((hit) => {
    const strength = strengthOf(hit);
    return finding(
      'counterfeit.fake-phrase',
      strength === strongest ? Math.min(0.99, together([...byTerm.values()])) : strength,
      {
        zh: `出现假货用语「${hit.text}」（${hit.meaning.zh}）${branded ? `，且使用品牌「${claims[0]?.shown}」` : ''}。`,
        en: `“${hit.text}” means a fake (${hit.meaning.en})${branded ? `, beside the brand “${claims[0]?.shown}”` : ''}.`,
      },
      {
        zh: `不得销售假冒商品；若为正品，删除「${hit.text}」并提交品牌资质。`,
        en: `Fakes may not be sold; if the goods are genuine, remove “${hit.text}” and submit the brand's papers.`,
      },
      [
        {
          type: 'text',
          field: hit.field,
          start: hit.start,
          end: hit.end,
          text: hit.text,
          ...(hit.layer === 'exact' ? {} : { note: `${hit.term} (${hit.layer})` }),
        },
      ],
      { phrase: hit.text },
    );
  });
}

/** 拒绝高仿, 谨防仿品: who warns of fakes sells none; 不是高仿胜似正品 still does. */
const DENIAL =
  /(?:拒绝|谨防|杜绝|抵制|打击|警惕|当心|小心|远离|严禁|禁止|举报|不卖|不售|不做|绝不销售|辨别|鉴别|识别)(?:一切|任何|各类|各种|所有|市面|市场|网上|网络|上|的|购买|买到|劣质|假冒|假货|仿冒|高仿|精仿|超仿|仿品|山寨|a货|、|和|与|及|[“"「'])*$/i;

const isDenied = (text: string, start: number): boolean =>
  DENIAL.test(text.slice(Math.max(0, start - 16), start));
