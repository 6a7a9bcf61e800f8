import type { Chain } from '../brands/authorisation-chain.ts';
import { coversMainland } from '../brands/territory.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { Terms } from '../terms.ts';
import { findingOf } from './check.ts';

const finding = findingOf('brand-qualification');

/** The link that is missing between an owner and a seller, named. */
export function brokenChain(brand: string, chain: Chain, from: string, to: string): Finding {
  const [giver, taker] = chain.missing ?? [from, to];
  return finding(
    'qualification.chain-broken',
    0.92,
    {
      zh: `「${brand}」授权链中断：缺少「${giver}」授权「${taker}」的文件。`,
      en: `The authorisation chain of “${brand}” is broken: the link from “${giver}” to “${taker}” is missing.`,
    },
    {
      zh: `补充由「${giver}」签章、授予「${taker}」的授权书。`,
      en: `Add the authorisation sealed by “${giver}” and given to “${taker}”.`,
    },
    [
      {
        type: 'field',
        field: 'credentials',
        value: chain.names.join(' → ') || from,
        expected: `${giver} → ${taker}`,
      },
    ],
    { brand, giver, taker },
  );
}

/** What an unbroken chain of authorisations still lacks for a store of this type: levels, kind of licence, territory. */
export function chainFindings(
  brand: string,
  chain: Chain,
  store: Terms['stores'][keyof Terms['stores']],
  seller: string,
): Finding[] {
  if (!chain.complete) return [brokenChain(brand, chain, chain.names.at(-1) ?? '?', seller)];
  const findings: Finding[] = [];
  const evidence: Evidence[] = [{ type: 'field', field: 'credentials', value: chain.names.join(' → ') }];
  if (chain.links.length > store.maxLevels) {
    findings.push(
      finding(
        'qualification.chain-too-long',
        0.9,
        {
          zh: `「${brand}」授权链共 ${chain.links.length} 级，该店铺类型最多 ${store.maxLevels} 级。`,
          en: `The chain of “${brand}” has ${chain.links.length} levels; this store type allows ${store.maxLevels}.`,
        },
        {
          zh: `请取得层级不超过 ${store.maxLevels} 级的授权。`,
          en: `Obtain an authorisation of at most ${store.maxLevels} levels.`,
        },
        evidence,
        { brand },
      ),
    );
  }
  const last = chain.links.at(-1);
  if (store.licence === 'exclusive' && last && last.licence !== 'exclusive') {
    findings.push(
      finding(
        'qualification.licence-insufficient',
        0.9,
        {
          zh: `旗舰店需要「${brand}」的独占授权，所提交的是${last.licence === 'sole' ? '排他' : '普通'}授权。`,
          en: `A flagship store needs an exclusive licence of “${brand}”; the one submitted is ${last.licence ?? 'ordinary'}.`,
        },
        {
          zh: '提交权利人出具的独占授权书，或改为其他店铺类型。',
          en: 'Submit an exclusive licence from the owner, or change the store type.',
        },
        evidence,
        { brand },
      ),
    );
  }
  for (const link of chain.links) {
    if (link.territory !== undefined && !coversMainland(link.territory)) {
      findings.push(
        finding(
          'qualification.territory',
          0.8,
          {
            zh: `「${brand}」授权地域为「${link.territory}」，不含中国大陆。`,
            en: `The authorisation of “${brand}” covers “${link.territory}”, not mainland China.`,
          },
          {
            zh: '提交授权地域包含中国大陆的授权书。',
            en: 'Submit an authorisation whose territory includes mainland China.',
          },
          evidence,
          { brand },
        ),
      );
    }
  }
  return findings;
}
