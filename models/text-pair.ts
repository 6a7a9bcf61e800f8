import * as z from 'zod';

/** A sentence for people in both languages; zh-CN is shown first. */
export const Bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

/** `{name}` placeholders replaced from `values`; an unknown placeholder stays visible, so a typo is seen. */
export function fill(template: Bilingual, values: Record<string, string | number>): Bilingual {
  const put = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole));
  return { zh: put(template.zh), en: put(template.en) };
}

/** Both languages in one line, for tables, logs and JSON messages. */
export function bothLanguages(text: Bilingual): string {
  return `${text.zh} / ${text.en}`;
}
