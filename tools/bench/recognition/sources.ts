import { readFileSync } from 'node:fs';
import { cleanTexts, column, goodsNames } from '../../knowledge/parts.ts';

const root = new URL('../../../', import.meta.url);

/** The text of a file under knowledge/. */
export const knowledgeText = (name: string): string =>
  readFileSync(new URL(`knowledge/${name}`, root), 'utf8');

const columnOf = (name: string): string[] => column({ [name]: knowledgeText(name) }, name);
export const cleanTitles = (): string[] => columnOf('clean-titles.csv');
/** What no disguise may fire on. */
export const cleanOfBrands = (): string[] =>
  cleanTexts(
    Object.fromEntries(['clean-titles.csv', 'han-words.csv'].map((name) => [name, knowledgeText(name)])),
  );
export const englishWords = (): string[] => columnOf('english-words.csv');
export const goodsWords = (): string[] =>
  goodsNames({ 'product-types.csv': knowledgeText('product-types.csv') });
