import type { Bilingual } from '../../text-pair.ts';
import type { FieldComparison, PaperReport, PaperResult } from './compare.ts';

type Head = Omit<PaperReport, 'advice'>;

const FIELD: Readonly<Record<FieldComparison['field'], Bilingual>> = {
  holder: { zh: '持有人', en: 'holder' },
  product: { zh: '产品名称', en: 'product' },
  validUntil: { zh: '有效期', en: 'date' },
};
const STATUS: Readonly<Record<string, string>> = {
  suspended: '被暂停',
  revoked: '被撤销',
  cancelled: '已注销',
};
const differing = ({ fields }: Head) => fields.filter(({ result }) => result === 'differs');

/** What to do about a paper, by what it came to. */
export const ADVICE: Readonly<Record<PaperResult, (head: Head) => Bilingual>> = {
  confirmed: ({ checkDigit, fields }) => {
    const silent = fields.filter(({ result, declared }) => result === 'silent' && declared !== undefined);
    const zh = silent.map(({ field }) => FIELD[field].zh).join('、');
    const en = silent.map(({ field }) => FIELD[field].en).join(', ');
    const digit = checkDigit === 'fail';
    return {
      zh: `登记库确认有效${silent.length > 0 ? `；${zh}登记库未载，需以证书原件核对` : ''}${digit ? '；校验位不符，请核对抄写' : ''}。`,
      en: `The registry confirms it${silent.length > 0 ? `; it does not name the ${en}: compare with the certificate` : ''}${digit ? '; its check digit is wrong: check for a slip of the pen' : ''}.`,
    };
  },
  differs: (head) => ({
    zh: `与登记不一致：${differing(head)
      .map(
        ({ field, declared, registered }) => `${FIELD[field].zh}填「${declared}」，登记为「${registered}」`,
      )
      .join('；')}。请核对证书后更正，或提交自己的资质。`,
    en: `Differs from the registry: ${differing(head)
      .map(
        ({ field, declared, registered }) => `${FIELD[field].en} “${declared}”, registered “${registered}”`,
      )
      .join('; ')}. Correct it from the certificate, or submit your own credential.`,
  }),
  doubtful: () => ({
    zh: '登记状态有效，但所填有效期已过且登记库未载截止日；请提交续展后的证书。',
    en: 'In force in the registry, but the date given has passed and the registry names none: submit the renewed certificate.',
  }),
  expired: () => ({ zh: '已过期；请提交续展后的证书。', en: 'Expired; submit the renewed certificate.' }),
  'not-in-force': ({ registry }) => ({
    zh: `登记状态为${STATUS[registry.status ?? ''] ?? '无效'}；请提交有效的资质。`,
    en: `The registry has it as ${registry.status ?? 'not in force'}; submit a credential in force.`,
  }),
  'not-found': () => ({
    zh: '登记库中查无此号；请核对编号，新近核发的请提交证书人工核验。',
    en: 'The registry does not know it; check the number, and submit the certificate for a review if it was issued recently.',
  }),
  malformed: ({ problems }) => ({
    zh: `编号格式错误：${problems[0]?.message.zh ?? '格式不符'}。按证书原样填写。`,
    en: `The number is malformed: ${problems[0]?.message.en ?? 'not in the right form'}. Enter it as printed.`,
  }),
  'ask-again': () => ({
    zh: '登记库暂未答复，不代表不存在；请稍后对这些行重新核验。',
    en: 'The registry has not answered, which says nothing of the paper; verify these rows again later.',
  }),
  'not-askable': () => ({
    zh: '没有可查询的登记库；请以证书原件人工核验。',
    en: 'No registry can be asked; a person has to look at the certificate.',
  }),
};
