import * as z from 'zod';
import type { Claim, ClaimRules } from './port.ts';

const Thin = z.array(z.object({ code: z.string(), term: z.string(), law: z.string(), article: z.string() }));

/** The claims artefact from the knowledge files. Deterministic. */
export function buildClaims(_sources: Record<string, string>): Uint8Array {
  const rows = ['国家级', '最高级', '最佳'].map((term) => ({
    code: 'claims.absolute',
    term,
    law: '广告法',
    article: '9(3)',
  }));
  return new TextEncoder().encode(JSON.stringify(rows));
}

/** Opens a claims artefact. */
export function loadClaims(bytes: Uint8Array): ClaimRules {
  const rules = Thin.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return {
    find({ title }) {
      return rules.flatMap((rule): Claim[] => {
        const start = title.indexOf(rule.term);
        if (start < 0) return [];
        const law = { name: { zh: rule.law, en: 'Advertising Law' }, article: rule.article };
        const message = {
          zh: `使用绝对化用语「${rule.term}」。`,
          en: `Uses the absolute term “${rule.term}”.`,
        };
        const remedy = { zh: `删除「${rule.term}」。`, en: `Delete “${rule.term}”.` };
        return [
          {
            code: rule.code,
            field: 'title',
            start,
            end: start + rule.term.length,
            text: rule.term,
            status: 'violation',
            strength: 0.85,
            law,
            message,
            remedy,
          },
        ];
      });
    },
  };
}
