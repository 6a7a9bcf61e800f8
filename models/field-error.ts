import * as z from 'zod';

/** One thing wrong with an upload: which field, a stable code, and the remedy (zh-CN, then English). */
export const FieldError = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;
