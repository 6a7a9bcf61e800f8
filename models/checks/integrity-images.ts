import type { Finding } from '../finding.ts';
import type { SubjectImage } from '../subject.ts';
import { findingOf } from './check.ts';

const finding = findingOf('listing-integrity');

const IMAGE_SAYS: Record<
  string,
  { code: string; strength: number; zh: string; en: string; fixZh: string; fixEn: string }
> = {
  blurred: {
    code: 'integrity.image-blurred',
    strength: 0.7,
    zh: '图片模糊',
    en: 'the image is blurred',
    fixZh: '请重新拍摄清晰图片',
    fixEn: 'take a sharp picture',
  },
  tiny: {
    code: 'integrity.image-tiny',
    strength: 0.8,
    zh: '图片过小',
    en: 'the image is too small',
    fixZh: '请上传更大的图片',
    fixEn: 'upload a larger picture',
  },
  blank: {
    code: 'integrity.image-blank',
    strength: 0.9,
    zh: '图片空白',
    en: 'the image is blank',
    fixZh: '请上传商品实拍图',
    fixEn: 'upload a picture of the goods',
  },
  'extreme-aspect': {
    code: 'integrity.image-aspect',
    strength: 0.5,
    zh: '图片过长或过扁',
    en: 'the image is too long or too flat',
    fixZh: '请裁剪为常规比例',
    fixEn: 'crop it to an ordinary shape',
  },
  'mostly-text': {
    code: 'integrity.image-text',
    strength: 0.7,
    zh: '图片大部分是文字',
    en: 'the image is mostly text',
    fixZh: '请减少文字，突出商品',
    fixEn: 'reduce the text and show the goods',
  },
};

/** Certificates, labels and pages of detail are text by nature, and as long as what they say; pictures that should show goods are not. */
const OF_PAGES = new Set(['mostly-text', 'extreme-aspect']);

export function imageFindings(image: SubjectImage, merchantId: string): Finding[] {
  const evidence = (note: string) => [{ type: 'image' as const, file: image.file, note }];
  const findings = image.facts.problems.flatMap((problem) => {
    const says = IMAGE_SAYS[problem.code];
    const textual = image.role === 'credential' || image.role === 'detail' || image.role === 'packaging';
    if (
      !says ||
      (OF_PAGES.has(problem.code) && textual) ||
      (image.role === 'credential' && problem.code === 'blank')
    )
      return [];
    return [
      finding(
        says.code,
        image.role === 'main' ? says.strength : says.strength * 0.7,
        {
          zh: `${says.zh}（${image.file}：${problem.value}，限值 ${problem.limit}）。`,
          en: `${image.file}: ${says.en} (${problem.value}, limit ${problem.limit}).`,
        },
        { zh: `${says.fixZh}。`, en: `Please ${says.fixEn}.` },
        evidence(`${problem.code} ${problem.value}/${problem.limit}`),
      ),
    ];
  });
  if (image.firstMerchant !== merchantId && image.role !== 'credential') {
    findings.push(
      finding(
        'integrity.image-duplicate',
        0.6,
        {
          zh: `图片 ${image.file} 与其他商家先前使用的图片相同。`,
          en: `${image.file} is the same picture another merchant used before.`,
        },
        {
          zh: '请使用自己拍摄的图片，或提供图片授权。',
          en: 'Use a picture of your own, or show that you may use this one.',
        },
        [
          ...evidence('same content as an earlier upload'),
          { type: 'other-merchant', merchantId: image.firstMerchant, note: 'used this picture before' },
        ],
      ),
    );
  }
  return findings;
}

export function noMainImage(count: number): Finding {
  return finding(
    'integrity.no-main-image',
    0.9,
    {
      zh: count === 0 ? '商品没有图片。' : '商品没有主图。',
      en: count === 0 ? 'The listing has no picture.' : 'The listing has no main picture.',
    },
    { zh: '请上传至少一张商品主图。', en: 'Upload at least one main picture of the goods.' },
    [{ type: 'field', field: 'images', value: String(count), expected: 'role = main' }],
  );
}
