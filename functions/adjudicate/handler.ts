import { AdjudicateMessage } from '../../models/messages.ts';
import { type CompiledPolicy, compilePolicy } from '../../models/policy/compile.ts';
import { dynamo, s3 } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { s3Objects } from '../shared/objects.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { adjudicate } from './adjudicate.ts';
import { join } from './join.ts';

const env = readEnvironment({ ...TABLE_SETTINGS, BUCKET: Required });
const tables = tablesOf(env);
const records = dynamoRecords(dynamo(), tables);
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  records,
  knowledge: knowledgeStore(objects, ['policy', 'terms'], Date.now),
  compiled: onceADay(),
  clock: systemClock,
};
const joined = join({
  records,
  objects,
  adjudicate: (screening, arrived) => adjudicate(screening, arrived, deps),
});

export const handler = queueHandler((body) => joined(AdjudicateMessage.parse(body)));

/** A policy is compiled once a day and version; both decide which rules are in force. */
function onceADay() {
  let last: { compiled: CompiledPolicy; today: string } | undefined;
  return (policy: CompiledPolicy['policy'], today: string): CompiledPolicy => {
    if (last?.compiled.policy !== policy || last.today !== today)
      last = { compiled: compilePolicy(policy, today), today };
    return last.compiled;
  };
}
