import { queueVariable } from '../../models/names.ts';
import { stageOf } from '../../models/pipeline.ts';
import { Required, readEnvironment } from './environment.ts';

/** Address of the queue of a stage this one sends to. */
export type QueueOf = (stage: string) => string;

/** The queues a stage may send to, from its environment; another one is a mistake and throws. */
export function queuesOf(sender: string): QueueOf {
  const { sends } = stageOf(sender);
  const variables = sends.map((name) => [queueVariable(name), Required] as const);
  const addresses: Record<string, string> = readEnvironment(Object.fromEntries(variables));
  return (stage) => {
    const address = addresses[queueVariable(stage)];
    if (address === undefined) throw new Error(`${sender} sends nothing to ${stage}`);
    return address;
  };
}
