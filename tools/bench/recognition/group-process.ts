import { GROUPS } from './groups.ts';

/** One group, in a process of its own: what another left in the heap would be collected at this one's cost. */
const [name = '', full] = process.argv.slice(2);
process.send?.(await GROUPS[name]?.(full === '--full'));
process.disconnect?.();
