import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformKnowledge } from './platform-knowledge.ts';

/** Writes the knowledge of the invented brands: features.ndjson, brand-book.json and brands-platform.csv. */
for (const [name, text] of Object.entries(await platformKnowledge())) {
  writeFileSync(join(import.meta.dirname, '..', 'knowledge', name), text);
  console.log(`knowledge/${name}: ${text.trim().split('\n').length} lines`);
}
