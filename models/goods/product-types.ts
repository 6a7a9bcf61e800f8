import * as z from 'zod';
import { List } from './csv.ts';
import { GoodsClass } from './recognition.ts';

/** Row of knowledge/product-types.csv. */
export const ProductType = z.strictObject({
  /** `group.name`; the group is what the category model learns. */
  code: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
  name: z.string().min(1),
  /** Other words for it; the name is one by itself. */
  terms: List,
  class: GoodsClass,
  /** Credential kinds that concern it, beyond what its class asks for. */
  licences: List,
  /** `no` when it may not be sold online at all, `rx` on prescription only, else empty. */
  online: z.enum(['', 'no', 'rx']),
  /** `accessory`: a container, cover or part named after what it serves. Else free text. */
  note: z.string(),
});
export type ProductType = z.infer<typeof ProductType>;

export const groupOf = (code: string): string => code.slice(0, code.indexOf('.'));
