import * as z from 'zod';

/** The environment, read once and typed; a missing key stops the function at start, naming it. */
export function readEnvironment<S extends z.ZodRawShape>(shape: S): z.infer<z.ZodObject<S>> {
  const parsed = z.object(shape).safeParse(process.env);
  if (parsed.success) return parsed.data;
  throw new Error(
    `environment: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`,
  );
}

export const Required = z.string().min(1);
