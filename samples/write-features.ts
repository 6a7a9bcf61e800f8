import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURE_PICTURES } from './features.ts';
import { platformKnowledge, registeredPicture } from './platform-knowledge.ts';

/** Writes the knowledge of the invented brands: features.ndjson with its pictures, brand-book.json and brands-platform.csv. */
const folder = join(import.meta.dirname, '..', 'knowledge');
for (const [name, text] of Object.entries(await platformKnowledge())) {
  writeFileSync(join(folder, name), text);
  console.log(`knowledge/${name}: ${text.trim().split('\n').length} lines`);
}
mkdirSync(join(folder, 'pictures'), { recursive: true });
for (const feature of FEATURE_PICTURES)
  writeFileSync(join(folder, 'pictures', `${feature.featureId}.jpg`), await registeredPicture(feature));
