import * as z from 'zod';
import { Bilingual } from './text-pair.ts';

/** An article of a law, by the law's name in both languages. */
export const LawReference = z.object({ name: Bilingual, article: z.string() });
export type LawReference = z.infer<typeof LawReference>;
