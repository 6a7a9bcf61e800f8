import { readFileSync } from 'node:fs';
import { column, goodsNames } from '../../knowledge/parts.ts';

const root = new URL('../../../', import.meta.url);

/** The text of a file under knowledge/. */
export const knowledgeText = (name: string): string =>
  readFileSync(new URL(`knowledge/${name}`, root), 'utf8');

const columnOf = (name: string): string[] => column({ [name]: knowledgeText(name) }, name);
export const cleanTitles = (): string[] => columnOf('clean-titles.csv');
export const englishWords = (): string[] => columnOf('english-words.csv');
export const goodsWords = (): string[] =>
  goodsNames({ 'product-types.csv': knowledgeText('product-types.csv') });
