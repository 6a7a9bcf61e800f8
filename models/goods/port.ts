import type { Claim } from '../claims/port.ts';
import type { LawReference } from '../law.ts';
import type { Bilingual } from '../text-pair.ts';
import type { GoodsClass, GoodsRecognition } from './recognition.ts';

/** What recognition may read of a listing. */
export type GoodsInput = {
  title: string;
  description?: string;
  category?: readonly string[];
  attributes?: Record<string, string>;
};

/** One thing goods need, or may not have, by law. */
export type Requirement = {
  id: string;
  /**
   * `credential`: one of the kinds must be shown. `statement`: one of the sentences must stand in the listing.
   * `forbidden`: goods of this class may not be sold here, or not with this claim or credential.
   */
  type: 'credential' | 'statement' | 'forbidden';
  /** Credential kinds of models/credentials, any of which satisfies (type credential) or offends (forbidden). */
  credentials: readonly string[];
  /** Sentences, any of which satisfies (type statement). */
  statements: readonly string[];
  /** Claim codes or product codes that brought this requirement about; empty when the class alone did. */
  because: readonly string[];
  /** How sure the fact is, 0-1; facts that are recollection only stay below 0.5 and never block. */
  strength: number;
  message: Bilingual;
  remedy: Bilingual;
  law: readonly LawReference[];
};

export type Goods = {
  recognise(input: GoodsInput): GoodsRecognition;
  /** What a declared category path stands for, when it says so clearly. */
  categoryClass(path: readonly string[]): { class: GoodsClass; confidence: number } | undefined;
  /** The product type a short text names as a whole (连衣裙), when it names one. */
  named(text: string): { code: string; name: string } | undefined;
  /** What goods need on a day (YYYY-MM-DD), from what they are and what is claimed of them. */
  requirements(recognition: GoodsRecognition, claims: readonly Claim[], today: string): Requirement[];
};
