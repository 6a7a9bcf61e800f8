import * as z from 'zod';
import { fold } from '../text/fold.ts';
import { buildMatcher, loadMatcher } from '../text/matcher.ts';
import { soundTable } from './csv.ts';
import type { Goods } from './port.ts';
import { ProductType } from './product-types.ts';
import type { ProductHit } from './recognition.ts';

/** The goods artefact from the knowledge files. Deterministic. */
export function buildGoods(sources: Record<string, string>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(soundTable(sources, 'product-types.csv', z.any())));
}

/** Opens a goods artefact. */
export function loadGoods(bytes: Uint8Array): Goods {
  const types = z
    .array(ProductType)
    .parse((JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>[]).map((row) => row));
  const words = types.flatMap((type, id) =>
    [type.name, ...type.terms].map((term) => ({ term: fold(term).text, id })),
  );
  const matcher = loadMatcher(buildMatcher(words));
  return {
    recognise({ title }) {
      const folded = fold(title);
      const { hits } = matcher.find(folded.units, { longest: true });
      const products = hits.flatMap((hit): ProductHit[] => {
        const type = types[hit.id];
        if (!type) return [];
        const [start, end] = [folded.offsets[hit.start] ?? 0, folded.offsets[hit.end] ?? title.length];
        return [
          {
            code: type.code,
            name: type.name,
            class: type.class,
            term: title.slice(start, end),
            field: 'title',
            start,
            end,
            head: false,
          },
        ];
      });
      const head = products.at(-1);
      if (!head)
        return {
          code: 'ordinary.unknown',
          name: '其他商品',
          class: 'ordinary',
          confidence: 0.3,
          why: [],
          products: [],
          alternatives: [],
          used: /二手/.test(title),
        };
      head.head = true;
      return {
        code: head.code,
        name: head.name,
        class: head.class,
        confidence: 0.8,
        why: [head.term],
        products,
        alternatives: [],
        used: /二手/.test(title),
      };
    },
    categoryClass: () => undefined,
    requirements: () => [],
  };
}
