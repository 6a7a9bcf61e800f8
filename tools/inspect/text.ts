import { join } from 'node:path';
import * as z from 'zod';
import { loadClaims } from '../../models/claims/load.ts';
import { loadGoods } from '../../models/goods/load.ts';
import { screenBrands } from '../../models/text/brands.ts';
import { fold } from '../../models/text/fold.ts';
import { loadLexicon } from '../../models/text/lexicon.ts';
import { buildKnowledge, readSources } from '../knowledge/build.ts';
import { lexiconFrom } from '../knowledge/parts.ts';

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string(),
  description: z.string().optional(),
  category: z.union([z.string(), z.array(z.string())]).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
});

/**
 * `inspect text`: brands, claims and category of a line. Offsets are UTF-16 positions in the title; those of the
 * description and the attributes say so by their field. `csv` replaces the brand lexicon.
 */
export async function textInspector(
  csv: { readonly name: string; readonly bytes: Uint8Array } | undefined,
): Promise<(line: unknown) => object> {
  const { parts } = await buildKnowledge(process.cwd());
  const lexicon = loadLexicon(
    csv === undefined
      ? parts.lexicon
      : lexiconFrom(
          decoded(csv.bytes),
          readSources(join(process.cwd(), 'knowledge')),
          csv.name,
          console.error,
        ),
  );
  const goods = loadGoods(parts.goods);
  const claims = loadClaims(parts.claims);
  return (line) => {
    const parsed = Line.safeParse(line);
    if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
    const { id, title, description, attributes, category } = parsed.data;
    const path =
      category === undefined
        ? undefined
        : [category].flat().flatMap((step) => step.split(/[>/]/).map((part) => part.trim()));
    const input = {
      title,
      ...(description === undefined ? {} : { description }),
      ...(path ? { category: path } : {}),
      ...(attributes ? { attributes } : {}),
    };
    const screened = screenBrands(input, lexicon);
    const recognised = goods.recognise(input);
    // Positions run on from the title into the description, as one text.
    const shift = (field: string, offset: number) =>
      field === 'description' ? title.length + offset : offset;
    const place = (span: { field: string; start: number; end: number }) => ({
      start: shift(span.field, span.start),
      end: shift(span.field, span.end),
    });
    const fieldOf = (field: string) => (field === 'title' ? {} : { field });
    return {
      id,
      brands: screened.mentions.map((m) => ({
        brand: m.brand,
        term: m.term,
        layer: m.layer,
        ...place(m),
        text: m.text,
        confidence: m.confidence,
        ...fieldOf(m.field),
      })),
      claims: claims.find({ ...input, goods: recognised }).map((c) => ({
        code: c.code,
        ...place(c),
        text: c.text,
        law: `${c.law.name.zh} ${c.law.article}`,
        status: c.status,
        ...fieldOf(c.field),
      })),
      category: {
        code: recognised.code,
        name: recognised.name,
        confidence: recognised.confidence,
        why: recognised.why,
        class: recognised.class,
      },
      folded: fold(title).text,
      ...(screened.truncated ? { truncated: true } : {}),
    };
  };
}

/** Spreadsheets in China save GB 18030 as readily as UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
