import * as z from 'zod';

/**
 * The part of a CloudFormation template the local runtime reads. Everything else is passed over: the
 * deployed stack is CloudFormation's business, here only the wiring counts.
 */
const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Export: z.object({ Name: z.unknown() }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
  Parameters: z
    .record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() }))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

type Template = z.infer<typeof templateSchema>;
export type TemplateResource = z.infer<typeof resourceSchema>;

/** One synthesized stack, as the CDK assembly holds it: `template` is the CloudFormation JSON object. */
export interface StackInput {
  readonly name: string;
  readonly template: unknown;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** A fault in the template itself: it names the stack, the logical id and what is wrong. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export function parseStack(input: StackInput): Stack {
  const parsed = templateSchema.safeParse(input.template);
  if (!parsed.success) {
    throw new TemplateError(
      `Stack ${input.name} is not a CloudFormation template: ${z.prettifyError(parsed.error)}`,
    );
  }
  return { name: input.name, template: parsed.data };
}
