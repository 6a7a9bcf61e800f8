import { readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** The text of a file under knowledge/. */
export const knowledgeText = (name: string): string =>
  readFileSync(new URL(`knowledge/${name}`, root), 'utf8');

const column = (name: string): string[] => knowledgeText(name).split('\n').slice(1).filter(Boolean);
export const cleanTitles = (): string[] => column('clean-titles.csv');
export const englishWords = (): string[] => column('english-words.csv');
