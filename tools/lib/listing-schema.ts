import * as z from 'zod';
import { Listing } from '../../models/listing.ts';

export const SCHEMA_FILE = 'docs/listing.schema.json';

/** The public contract as JSON Schema, exactly as published. */
export function listingJsonSchema(): string {
  const schema = z.toJSONSchema(Listing, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'Touchstone listing/v1 商品文档', ...schema }, undefined, 2)}\n`;
}
