import { readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** The text of a file under knowledge/. */
export const knowledgeText = (name: string): string =>
  readFileSync(new URL(`knowledge/${name}`, root), 'utf8');

export const cleanTitles = (): string[] =>
  knowledgeText('clean-titles.csv').split('\n').slice(1).filter(Boolean);
