import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CHECK_NAMES, CHECK_TITLES } from '../../models/check-name.ts';
import { Listing } from '../../models/listing.ts';
import { Policy } from '../../models/policy/table.ts';

/** Documents made from the code and the knowledge, each exactly as published; `npm run check` refuses stale ones. */
export const GENERATED_DOCS: Record<string, () => string> = {
  'docs/listing.schema.json': listingJsonSchema,
  'docs/codes.md': reasonCodes,
};

/** The public contract as JSON Schema. */
function listingJsonSchema(): string {
  const schema = z.toJSONSchema(Listing, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'Touchstone listing/v1 商品文档', ...schema }, undefined, 2)}\n`;
}

/** Every reason code with the rule that answers it, what follows at which strength, and the law. */
function reasonCodes(): string {
  const policy = Policy.parse(JSON.parse(readFileSync('knowledge/policy.json', 'utf8')));
  const sections = CHECK_NAMES.map((check) => {
    const rows = policy.rules
      .filter((rule) => rule.check === check)
      .flatMap((rule) => {
        const bands = rule.bands.map((band) => `${band.outcome} ≥ ${band.atLeast}`).join(' · ');
        const law = rule.law.map((l) => `${l.name.zh} ${l.article}`).join('；') || '—';
        return rule.codes.map(
          (code) =>
            `| \`${code}\` | ${rule.id} v${rule.version} | ${bands} | ${rule.severity} | ${law} | ${rule.basis} |`,
        );
      });
    const head =
      '| code | rule | outcome by strength | severity | law, article | basis |\n|---|---|---|---|---|---|';
    return `## ${CHECK_TITLES[check].zh} ${CHECK_TITLES[check].en}\n\n${head}\n${rows.join('\n')}`;
  });
  return `# 理由代码 Reason codes (${policy.version})

Made from \`knowledge/policy.json\`; do not edit. Codes are part of the interface and do not change their meaning. No platform publishes its own
codes or ladder: rules with the basis \`platform\` or \`project\` are our policy, not law. A finding no rule speaks of is held for a person
(\`unmatched\`); a check without an answer says \`screening.answer-missing\`, one that failed \`screening.check-errored\`.

${sections.join('\n\n')}
`;
}
