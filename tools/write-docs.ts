import { writeFileSync } from 'node:fs';
import { GENERATED_DOCS } from './lib/generated-docs.ts';

for (const [file, make] of Object.entries(GENERATED_DOCS)) writeFileSync(file, make());
