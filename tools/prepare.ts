import { bundleAhead } from '../infra/local/runtime.ts';
import { ensureSamples } from '../samples/ensure.ts';
import { buildKnowledge } from './knowledge/build.ts';
import { synthesize } from './lib/assembly.ts';

// After `npm ci`: knowledge artefacts, sample pictures and bundles are made once, so that the first start is a quick one.
const root = process.cwd();
await buildKnowledge(root);
await ensureSamples(root);
await bundleAhead(synthesize(), root);
