import { ensureSamples } from '../samples/ensure.ts';
import { buildKnowledge } from './knowledge/build.ts';

// After `npm ci`: knowledge artefacts and sample pictures are made once, so that the first start is a quick one.
const root = process.cwd();
buildKnowledge(root);
await ensureSamples(root);
