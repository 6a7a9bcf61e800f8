import type { ReadField } from '../certificate-reading.ts';
import type { CheckName } from '../check-name.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { Bilingual } from '../text-pair.ts';
import { type Paper, seenAt, titleOf } from './certificate-papers.ts';
import { findingOf } from './check.ts';

/** Builds the findings about certificate pictures of one check, whose codes begin with the check's area. */
export type CertificateFindings = {
  finding(
    code: string,
    strength: number,
    message: Bilingual,
    remedy: Bilingual,
    evidence: Evidence[],
  ): Finding;
  /** A printed value that is not the declared one. */
  mismatch(
    code: string,
    strength: number,
    paper: Paper,
    field: ReadField,
    called: Bilingual,
    expected: string,
    where: string,
  ): Finding;
  unreadable(paper: Paper, strength: number, reason: string, field?: ReadField): Finding;
};

const CLEARER: Bilingual = {
  zh: '上传更清晰的证书图片：正对拍摄，四角完整，无反光遮挡，文字清晰可辨。',
  en: 'Upload a clearer picture of the certificate: taken straight on, all corners in view, no glare, the print sharp.',
};

/** Why nothing could be read, for people; an unknown reason is given as it is. */
const REASONS: Readonly<Record<string, Bilingual>> = {
  'image-missing': { zh: '图片未上传', en: 'the picture was not uploaded' },
  'no-text': { zh: '图中几乎没有可辨认的文字', en: 'there is hardly any print to be read' },
  'no-particulars': { zh: '没有可辨认的编号、名称或日期', en: 'no number, name or date can be made out' },
  'no-number': { zh: '编号无法辨认', en: 'its number cannot be made out' },
  'unsure-number': { zh: '编号辨认不清', en: 'its number is not legible enough' },
  truncated: { zh: '图片文件不完整', en: 'the file is cut short' },
  corrupt: { zh: '图片文件损坏', en: 'the file is damaged' },
};

export function certificateFindings(check: CheckName, area: string): CertificateFindings {
  const build = findingOf(check);
  const finding: CertificateFindings['finding'] = (code, strength, message, remedy, evidence) =>
    build(`${area}.${code}`, strength, message, remedy, evidence);
  return {
    finding,
    mismatch(code, strength, paper, field, called, expected, where) {
      const title = titleOf(paper);
      const { file } = paper.certificate;
      const weak = strength < 0.5;
      return finding(
        code,
        strength,
        {
          zh: `图片 ${file} 中${title.zh}的${called.zh}为「${field.value}」，申报为「${expected}」${weak ? '；仅差易混字符，可能是识别误差' : ''}。`,
          en: `The ${called.en} on the ${title.en} in ${file} is “${field.value}”, declared is “${expected}”${weak ? '; so small a difference may be a misreading' : ''}.`,
        },
        weak
          ? CLEARER
          : {
              zh: `按证书更正申报的${called.zh}；若图片有误，请上传该资质自己的证书图片。`,
              en: `Correct the declared ${called.en} from the certificate, or upload the picture of the credential declared.`,
            },
        [seenAt(paper, field), { type: 'field', field: where, value: expected, expected: field.value }],
      );
    },
    unreadable(paper, strength, reason, field) {
      const why = REASONS[reason] ?? { zh: reason, en: reason };
      const title = titleOf(paper);
      const { file } = paper.certificate;
      return finding(
        'certificate-unreadable',
        strength,
        {
          zh: `图片 ${file} 中的${title.zh}无法核对：${why.zh}。`,
          en: `The ${title.en} in ${file} cannot be compared: ${why.en}.`,
        },
        CLEARER,
        [field ? seenAt(paper, field) : { type: 'image', file }],
      );
    },
  };
}
