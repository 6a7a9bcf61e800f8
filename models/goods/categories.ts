import * as z from 'zod';
import { foldText } from '../text/fold.ts';
import { GoodsClass } from './recognition.ts';

/** Row of knowledge/categories.csv: a step of a category path and what stands there. */
export const CategoryWord = z.strictObject({
  word: z.string().min(1),
  class: GoodsClass,
  confidence: z.coerce.number().min(0).max(1),
});
export type CategoryWord = z.infer<typeof CategoryWord>;

export type CategoryBook = {
  classOf(path: readonly string[]): { class: GoodsClass; confidence: number } | undefined;
};

/** Reads a declared path from its narrowest step: the first step that says something clear decides. */
export function categoryBook(
  rows: readonly CategoryWord[],
  product: (step: string) => GoodsClass | undefined,
): CategoryBook {
  const words = new Map(rows.map((row) => [foldText(row.word), row]));
  return {
    classOf(path) {
      for (const step of [...path].reverse()) {
        const text = foldText(step).trim();
        const known = words.get(text);
        if (known) return { class: known.class, confidence: known.confidence };
        const goods = product(step);
        if (goods !== undefined) return { class: goods, confidence: 0.85 };
        // 美容护肤/美体/精油: a step that joins several names.
        const parts = text.split(/[/、&·|,，()（）\s]+/).flatMap((part) => words.get(part) ?? []);
        const [first] = parts;
        if (first && parts.every((part) => part.class === first.class))
          return { class: first.class, confidence: first.confidence * 0.95 };
      }
      return undefined;
    },
  };
}
