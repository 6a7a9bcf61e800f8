import { tracingChannel } from 'node:diagnostics_channel';
import { CORE_WORK } from '../../models/pipeline.ts';

const channel = tracingChannel(CORE_WORK);

/**
 * Runs a part of the core (parsing, recognition, a check) so that whoever listens to the channel can tell its processor time from
 * that of everything around it: the local runtime does (infra/local/compute/core-time.ts). With no listener it is a plain call.
 */
export const coreWork = <T>(run: () => T): T => channel.traceSync(run);
