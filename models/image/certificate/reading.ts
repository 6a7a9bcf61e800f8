import type { CertificateReading, ReadField } from '../../certificate-reading.ts';
import { credentialKind } from '../../credentials/kinds.ts';
import { findCredentials } from '../../credentials/parse.ts';
import { issuerIn } from './issuer.ts';
import type { OcrEngine } from './ocr.ts';
import { type CertificateField, readCertificate } from './read.ts';

/** A page with fewer characters than this is no certificate one could read. */
const LEAST_CHARACTERS = 12;

/**
 * What a certificate's picture says: fields that fit their grammar, every number, the authority, and places that look worked
 * over. A picture that does not open, or shows no particulars, is `unreadable`; only the engine's own breakdown throws.
 */
export async function readingOf(bytes: Uint8Array, engine: OcrEngine): Promise<CertificateReading> {
  const outcome = await readCertificate(bytes, engine, { normaliseNumber: officialNumber });
  if (!outcome.ok) return { state: 'unreadable', reason: outcome.error.code };
  const { fields, numbers, lines, alterations } = outcome.certificate;
  const { kind: _, ...particulars } = fields;
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (characters < LEAST_CHARACTERS) return { state: 'unreadable', reason: 'no-text' };
  if (Object.keys(particulars).length === 0) return { state: 'unreadable', reason: 'no-particulars' };
  const issuer = issuerIn(lines);
  return {
    state: 'read',
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, stored(field)])),
    numbers: numbers.slice(0, 6).map(stored),
    ...(issuer
      ? {
          issuer: {
            value: issuer.value,
            raw: issuer.line.text.slice(0, 400),
            region: whole(issuer.line.region),
            confidence: Math.min(1, issuer.line.confidence / 100),
            passes: 1,
            sure: false,
          },
        }
      : {}),
    alterations: alterations.slice(0, 6),
  };
}

function stored({ value, raw, region, confidence, passes, sure }: CertificateField): ReadField {
  return {
    value: value.slice(0, 200),
    raw: raw.slice(0, 400),
    region: whole(region),
    confidence: Math.min(1, Math.max(0, confidence)),
    passes,
    sure,
  };
}

function whole({ x, y, width, height }: CertificateField['region']): CertificateField['region'] {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/** A number in the form its register asks for; company codes and bar codes are left to the general shapes. */
function officialNumber(text: string): string | undefined {
  const mention = findCredentials(text).find(
    ({ kind, state }) => state === 'well-formed' && (credentialKind(kind)?.registry ?? 'gsxt') !== 'gsxt',
  );
  return mention?.normalized;
}
