import { parseCredential } from '../credentials/parse.ts';
import type { Finding } from '../finding.ts';
import type { Listing } from '../listing.ts';
import { findingOf } from './check.ts';

const finding = findingOf('credential');

/**
 * The merchant's own code (GB 32100-2015). Codes of real firms fail the check digit now and then, so a wrong one reminds; one
 * that is not of the form at all is looked at by a person. Nobody is asked: the register of firms is no registry of ours.
 */
export function merchantFindings({ merchant: { uscc } }: Listing): Finding[] {
  if (uscc === undefined || uscc.trim() === '') return [];
  const { state, checkDigit, problems, kind } = parseCredential('uscc', uscc);
  if (state !== 'malformed' && checkDigit !== 'fail') return [];
  const evidence = [{ type: 'field' as const, field: 'merchant.uscc', value: uscc }];
  const remedy = {
    zh: '按营业执照填写 18 位统一社会信用代码。',
    en: 'Enter the 18 characters of the credit code as on the business licence.',
  };
  if (state === 'malformed') {
    const problem = problems[0]?.message ?? { zh: '格式不符', en: 'not in the right form' };
    return [
      finding(
        'credential.malformed',
        0.6,
        {
          zh: `商家的统一社会信用代码「${uscc}」格式错误：${problem.zh}`,
          en: `The merchant’s credit code “${uscc}” is malformed: ${problem.en}`,
        },
        remedy,
        evidence,
        { kind },
      ),
    ];
  }
  return [
    finding(
      'credential.check-digit',
      0.4,
      {
        zh: `商家的统一社会信用代码「${uscc}」校验位不符。`,
        en: `The merchant’s credit code “${uscc}” fails its check digit.`,
      },
      remedy,
      evidence,
      { kind },
    ),
  ];
}
