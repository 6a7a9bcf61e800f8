import { isBrandPaper } from '../certificate-pictures.ts';
import type { CheckName } from '../check-name.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { Forgery, ForgeryBank } from '../forgeries/forgery-bank.ts';
import { matchQuality } from '../image/pdq/pdq.ts';
import type { Subject } from '../subject.ts';
import type { Bilingual } from '../text-pair.ts';
import { compareNumbers, isConfident } from './certificate-compare.ts';
import type { CertificateFindings } from './certificate-findings.ts';
import { type Paper, type Read, seenAt, titleOf } from './certificate-papers.ts';

/**
 * How sure a hit in the bank is. Certificates of one form lie 2-38 bits apart whatever is printed on them (docs/adr/0008),
 * so a picture speaks for itself only when no bit differs; else the number must be the forged one, too.
 */
const BY_NUMBER = 0.95;
const BY_NUMBER_UNSURE = 0.7;
const BY_BOTH = 0.98;
const BY_PICTURE = 0.7;
const BY_VERY_PICTURE = 0.92;
const VERY_BITS = 0;

const WITHDRAW: Bilingual = {
  zh: '撤下该证书并提交发证机关可查的真实资质；若有误判，请附发证机关证明申诉。',
  en: 'Withdraw the certificate and submit a genuine one its issuer confirms; if this is wrong, appeal with the issuer’s statement.',
};

/** Certificates that the bank knows to be forged, by the number read, the number declared, or the picture. */
export function knownForgeries(
  paper: Paper,
  bank: ForgeryBank,
  today: string,
  say: CertificateFindings,
): Finding[] {
  const { certificate, declared } = paper;
  const reading = certificate.reading?.state === 'read' ? certificate.reading : undefined;
  const hits = new Map<string, Hit>();
  const keep = (hit: Hit) => {
    if ((hits.get(hit.forgery.id)?.strength ?? 0) < hit.strength) hits.set(hit.forgery.id, hit);
  };
  for (const field of reading?.numbers ?? []) {
    for (const forgery of bank.byNumber(field.value, today))
      keep({ forgery, field, strength: isConfident(field) ? BY_NUMBER : BY_NUMBER_UNSURE });
  }
  const number = declared?.item.number;
  if (number !== undefined)
    for (const forgery of bank.byNumber(number, today)) keep({ forgery, strength: BY_NUMBER });
  if (certificate.quality >= matchQuality) {
    for (const { forgery, distance } of bank.byPicture(certificate.pdq, today)) {
      const strength = pictureStrength(forgery, distance, reading, number);
      const field = reading?.numbers.find(({ value }) => sameNumber(value, forgery));
      if (strength > 0) keep({ forgery, strength, distance, ...(field ? { field } : {}) });
    }
  }
  return [...hits.values()].map((hit) => found(paper, hit, say));
}

type Hit = { forgery: Forgery; strength: number; distance?: number; field?: Read['numbers'][number] };

const sameNumber = (number: string, forgery: Forgery): boolean =>
  forgery.number !== '' && compareNumbers(number, forgery.number) !== 'different';

function pictureStrength(
  forgery: Forgery,
  distance: number,
  reading: Read | undefined,
  declared: string | undefined,
): number {
  const numbers = [...(reading?.numbers.map(({ value }) => value) ?? []), ...(declared ? [declared] : [])];
  if (numbers.some((number) => sameNumber(number, forgery))) return BY_BOTH;
  if (distance <= VERY_BITS) return BY_VERY_PICTURE;
  // Another number, surely read: another paper on the same form.
  const other = reading?.numbers.some(isConfident) ?? false;
  return forgery.number !== '' && other ? 0 : BY_PICTURE;
}

function found(paper: Paper, { forgery, strength, distance, field }: Hit, say: CertificateFindings): Finding {
  const { file } = paper.certificate;
  const title = titleOf(paper);
  const bits = distance === undefined ? undefined : `${distance}/256`;
  return say.finding(
    'certificate-known-forgery',
    strength,
    {
      zh: `图片 ${file} 中的${title.zh}与已知伪造证书 ${forgery.id}（${forgery.reason}）一致${bits ? `，图片差异 ${bits} 位` : ''}。`,
      en: `The ${title.en} in ${file} is the known forgery ${forgery.id} (${forgery.reason})${bits ? `, ${bits} bits apart` : ''}.`,
    },
    WITHDRAW,
    [
      field ? seenAt(paper, field) : { type: 'image', file },
      {
        type: 'feature',
        file,
        featureId: forgery.id,
        brand: '',
        kind: distance === undefined ? 'forgery-number' : 'forgery-picture',
        ...(distance === undefined ? {} : { distance }),
        ...(field ? { region: field.region } : {}),
      },
    ],
  );
}

/** Declared numbers the bank knows, of papers that came without a picture. */
export function declaredForgeries(
  { listing, today }: Subject,
  check: CheckName,
  papers: readonly Paper[],
  bank: ForgeryBank,
  say: CertificateFindings,
): Finding[] {
  return listing.credentials.flatMap((item, index) => {
    const pictured = papers.some((paper) => paper.declared?.index === index);
    if (pictured || item.number === undefined || isBrandPaper(item) !== (check === 'brand-qualification'))
      return [];
    const [forgery] = bank.byNumber(item.number, today);
    if (!forgery) return [];
    const where: Evidence = { type: 'field', field: `credentials[${index}].number`, value: item.number };
    return [
      say.finding(
        'certificate-known-forgery',
        BY_NUMBER,
        {
          zh: `申报的编号「${item.number}」属于已知伪造证书 ${forgery.id}（${forgery.reason}）。`,
          en: `The declared number “${item.number}” is that of the known forgery ${forgery.id} (${forgery.reason}).`,
        },
        WITHDRAW,
        [where],
      ),
    ];
  });
}
