import { categoryCues } from './context-data.ts';

const index = new Map<string, readonly string[]>(Object.entries(categoryCues));

/** Words of a lexicon category's goods; none for a category that has no list. */
export const cuesOf = (category: string): readonly string[] => index.get(category) ?? [];

/** Whether a text speaks of goods in one of the categories; a category without a list is its own word. */
export function speaksOf(categories: readonly string[], text: string): boolean {
  return categories.some((name) => (index.get(name) ?? [name]).some((cue) => text.includes(cue)));
}
