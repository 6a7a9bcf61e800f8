import { parseArgs } from 'node:util';
import { benchPipeline } from './bench/pipeline.ts';
import { benchRecognition, RECOGNITION_GROUPS } from './bench/recognition.ts';

/** `npm run bench` runs all; `npm run bench -- NAME` one; `-- recognition text` one group of it. Exit 0 whatever the figures: a bench informs, tests judge. */
const BENCHES: Record<string, () => Promise<boolean>> = {
  pipeline: benchPipeline,
  registry: async () => (await import('./bench/registry.ts')).benchRegistry(),
  sweep: async () => (await import('./bench/sweep.ts')).benchSweep(),
  memory: async () => (await import('./bench/memory.ts')).benchMemory(),
  recognition: () => benchRecognition(),
};

const { positionals: names } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, full: { type: 'boolean' } },
});
const groups = names[0] === 'recognition' ? names.splice(1) : [];
const unknown = [
  ...names.filter((name) => !(name in BENCHES)),
  ...groups.filter((name) => !RECOGNITION_GROUPS.includes(name)),
];
if (unknown.length > 0) {
  console.error(
    `不认识 / unknown: ${unknown.join(', ')}；可用 / known: ${Object.keys(BENCHES).join(', ')} recognition: ${RECOGNITION_GROUPS.join(', ')}`,
  );
  process.exit(2);
}
let all = true;
for (const name of names.length > 0 ? names : Object.keys(BENCHES))
  all = (await BENCHES[name]?.()) === true && all;
console.log(all ? '\n全部达标 / every bar holds' : '\n有未达标项（见 NO） / some bars are missed (see NO)');
process.exit(0);
