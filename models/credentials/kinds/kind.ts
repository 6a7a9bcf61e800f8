import type { Bilingual } from '../../text-pair.ts';
import type { CheckAlgorithm } from '../check-digits.ts';

/** Where a number can be confirmed; the adapter behind the registry port is configured by this name. */
export type RegistryName =
  | 'nmpa-drug'
  | 'nmpa-cosmetic'
  | 'nmpa-device'
  | 'samr-special-food'
  | 'samr-food'
  | 'cnca'
  | 'miit'
  | 'nhc'
  | 'gsxt'
  | 'cnipa'
  | 'moa';

/**
 * How sure the format is: P primary text read, M several secondary sources, S one secondary source, E proven on
 * real numbers, R recollection only (such kinds are read, but nothing is refused because of them).
 */
export type Confidence = 'P' | 'M' | 'S' | 'E' | 'R';

/** One kind of credential, as data. */
export type CredentialKind = {
  readonly id: string;
  readonly title: Bilingual;
  /** Forms in the language of grammar.ts, the usual one first. */
  readonly forms: readonly string[];
  readonly issuer: Bilingual;
  readonly registry?: RegistryName;
  /** Check digit: the last character, over all before it (`of` names the part when it is not the whole number). */
  readonly check?: { algorithm: CheckAlgorithm; of: string };
  /** Years a certificate runs, when the law sets a term. */
  readonly validYears?: number;
  /** Months after the term in which it may still be renewed and counts (商标法 art. 40). */
  readonly graceMonths?: number;
  /** The law sets no term: a date declared for it says nothing, only the registry ends it. */
  readonly endless?: boolean;
  readonly covers: Bilingual;
  readonly excludes?: Bilingual;
  readonly confidence: Confidence;
  /** For bare digit strings: words that must stand before the number for it to be claimed. */
  readonly label?: RegExp;
  /** A shape so particular that no label is needed. */
  readonly bare?: RegExp;
  /** Other words for the kind in declared credentials. */
  readonly aliases?: readonly string[];
  /** The same shape may stand without its leading letters when declared under this kind. */
  readonly prefix?: string;
};

export const kind = (row: CredentialKind): CredentialKind => row;
