import type { DeclaredCredential } from '../models/listing.ts';
import type { RegistryRecord } from '../models/registry/port.ts';
import { brandNamed, type InventedBrand } from './brands.ts';
import type { LogoName } from './images/logos.ts';
import { foodBusinessLicence, foodProductionLicence } from './numbers.ts';
import type { Picture } from './sample.ts';

/** What an offer of a device must say (广告法 art. 16). */
export const DEVICE_STATEMENT =
  '请仔细阅读产品说明书或者在医务人员的指导下购买和使用。禁忌内容或者注意事项详见说明书。';

/** A declared credential and what its registry says of it. */
export type Paper = { readonly declared: DeclaredCredential; readonly record?: RegistryRecord };

type PaperInput = {
  readonly kind: string;
  readonly number: string;
  readonly holder?: string;
  readonly product?: string;
  readonly validUntil?: string;
  /** What the registry says instead; `absent` leaves the number unknown there. */
  readonly registry?: Partial<RegistryRecord> | 'absent';
};

/** A credential both declared and registered, so that the two may be told to differ. */
export function paper({ registry = {}, ...declared }: PaperInput): Paper {
  if (registry === 'absent') return { declared };
  return { declared, record: { status: 'valid', ...declared, ...registry } };
}

/** The listing fields for some papers. */
export function papersOf(...papers: readonly Paper[]): {
  credentials: DeclaredCredential[];
  registry: RegistryRecord[];
} {
  return {
    credentials: papers.map((item) => item.declared),
    registry: papers.flatMap((item) => (item.record ? [item.record] : [])),
  };
}

/** Production and business licence of an invented food firm; `serial` keeps numbers apart. */
export function foodPapers(serial: number, holder: string): Paper[] {
  const four = String(serial).padStart(4, '0');
  return [
    paper({ kind: 'food-production-license', number: foodProductionLicence(`101330106${four}`), holder }),
    paper({ kind: 'food-business-license', number: foodBusinessLicence(`1330106${four}00`), holder }),
  ];
}

/** The owner's trademark certificate as a seller submits it. */
export function markOf(logo: LogoName, change: Partial<DeclaredCredential> = {}): DeclaredCredential {
  const brand = brandNamed(logo);
  return {
    kind: 'trademark',
    number: brand.mark,
    holder: brand.owner,
    brand: brand.name,
    classes: [...brand.classes],
    validUntil: '2035-06-30',
    ...change,
  };
}

/** Grants from the owner down to the last name, each ordinary, for China, and in force. */
export function grantsOf(
  logo: LogoName,
  names: readonly string[],
  change: Partial<DeclaredCredential> = {},
): DeclaredCredential[] {
  const brand = brandNamed(logo);
  return names.map((holder, i) => ({
    kind: 'brand-authorization',
    number: `示例授权-${brand.logo}-${i + 1}`,
    grantor: i === 0 ? brand.owner : (names[i - 1] as string),
    holder,
    brand: brand.name,
    licence: 'ordinary',
    territory: '中国大陆',
    validFrom: '2025-01-01',
    validUntil: '2034-12-31',
    ...change,
  }));
}

/** A page for a credential: title and particulars as printed, under a seal nobody has. */
export function certificate(title: string, lines: readonly string[]): Picture {
  return { draw: 'certificate', certificate: { title, lines, seal: '虚构示例登记机关' } };
}

export function markCertificate(brand: InventedBrand): Picture {
  return certificate('商标注册证', [
    `第 ${brand.mark} 号`,
    `商标：${brand.latin} ${brand.zh}`,
    `核定使用商品：第 ${brand.classes.join('、')} 类`,
    `注册人：${brand.owner}`,
    '有效期至：2035年06月30日',
  ]);
}
