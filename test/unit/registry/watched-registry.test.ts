import { describe, expect, it } from 'vitest';
import { unavailable } from '../../../functions/shared/registry/registry.ts';
import { type Outage, watchedRegistry } from '../../../functions/shared/registry/watched-registry.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';

const question = (kind: string) => ({ kind, number: 'X-1' });

describe('a watched registry', () => {
  it('tells of an outage once a minute and kind, with how often it was met, and never of the number', async () => {
    let now = 0;
    const told: Outage[] = [];
    const registry = watchedRegistry(
      { lookup: async () => unavailable('timeout') },
      (o) => told.push(o),
      () => now,
    );
    for (let i = 0; i < 5; i++)
      expect(await registry.lookup(question('ccc'))).toEqual(unavailable('timeout'));
    await registry.lookup(question('drug-approval'));
    now = 60_000;
    await registry.lookup(question('ccc'));
    expect(told).toEqual([
      { kind: 'ccc', reason: 'timeout', asked: 1 },
      { kind: 'drug-approval', reason: 'timeout', asked: 1 },
      { kind: 'ccc', reason: 'timeout', asked: 5 },
    ]);
    expect(JSON.stringify(told)).not.toContain('X-1');
  });

  it('is silent about answers, and where nobody is there to ask', async () => {
    const answers: RegistryAnswer[] = [{ state: 'absent', ageSeconds: 0 }, unavailable('none', true)];
    for (const answer of answers) {
      const registry = watchedRegistry(
        { lookup: async () => answer },
        () => expect.unreachable(),
        () => 0,
      );
      expect(await registry.lookup(question('ccc'))).toEqual(answer);
    }
  });
});
