import type { GoodsRecognition } from '../goods/recognition.ts';
import type { LawReference } from '../law.ts';
import type { Bilingual } from '../text-pair.ts';

/** A promotional statement the rules speak of, with what context makes of it. */
export type Claim = {
  /** Stable code, `claims.absolute`, `claims.medical` …; the listing's finding carries the same. */
  code: string;
  field: string;
  start: number;
  end: number;
  text: string;
  /** `needs-evidence`: lawful when proven (广告绝对化用语执法指南 art. 7); `exempt`: an official exemption applies. */
  status: 'violation' | 'needs-evidence' | 'exempt';
  exemption?: string;
  strength: number;
  law: LawReference;
  message: Bilingual;
  remedy: Bilingual;
};

export type ClaimInput = {
  title: string;
  description?: string;
  attributes?: Record<string, string>;
  goods: GoodsRecognition;
  /** The listing shows a number of a drug or a device beside its text. @default false */
  approved?: boolean;
};
export type ClaimRules = { find(input: ClaimInput): Claim[] };
