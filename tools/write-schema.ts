import { writeFileSync } from 'node:fs';
import { listingJsonSchema, SCHEMA_FILE } from './lib/listing-schema.ts';

writeFileSync(SCHEMA_FILE, listingJsonSchema());
