import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFaults } from '../../infra/local/faults.ts';
import { billOf } from '../../infra/local/meter.ts';
import { PRICES } from '../../infra/local/prices.ts';
import type { RoutePlan } from '../../infra/local/template/plan-types.ts';
import { inputOf } from '../../infra/local/wiring/bus.ts';
import { matchesAny, matchesPattern } from '../../infra/local/wiring/event-pattern.ts';
import { failuresIn, type ReceivedMessage } from '../../infra/local/wiring/queue-event.ts';
import { matchRoute } from '../../infra/local/wiring/routes.ts';
import { parseSchedule } from '../../infra/local/wiring/schedule.ts';

describe('event patterns', () => {
  const event = { source: 'a.b', detail: { price: 10, tags: ['x', 'y'], name: '试金石', gone: null } };
  test.each([
    [{ source: ['a.b'] }, true],
    [{ source: ['other'] }, false],
    [{ source: [{ prefix: 'a.' }] }, true],
    [{ source: [{ suffix: '.b' }] }, true],
    [{ source: [{ wildcard: 'a*b' }] }, true],
    [{ source: [{ 'equals-ignore-case': 'A.B' }] }, true],
    [{ source: [{ 'anything-but': ['a.b'] }] }, false],
    [{ source: [{ 'anything-but': { prefix: 'z' } }] }, true],
    [{ detail: { price: [{ numeric: ['>', 5, '<=', 10] }] } }, true],
    [{ detail: { price: [{ numeric: ['<', 10] }] } }, false],
    [{ detail: { tags: ['y'] } }, true],
    [{ detail: { missing: [{ exists: false }] } }, true],
    [{ detail: { name: [{ exists: true }] } }, true],
    [{ detail: { gone: [null] } }, true],
    [{ $or: [{ source: ['no'] }, { detail: { price: [10] } }] }, true],
    [{ source: ['a.b'], detail: { price: [11] } }, false],
  ])('%j on the event: %s', (pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  test('no filter lets everything through', () => {
    expect(matchesAny([], event)).toBe(true);
  });

  test('a pattern made of the event itself matches it', () => {
    const flat = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,5}$/),
      fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    );
    fc.assert(
      fc.property(flat, (made) => {
        const pattern = Object.fromEntries(Object.entries(made).map(([key, value]) => [key, [value]]));
        expect(matchesPattern(pattern, made)).toBe(true);
      }),
    );
  });
});

describe('schedules', () => {
  const at = (text: string): number => Date.parse(text);
  test.each([
    ['cron(0 8 * * ? *)', '2026-11-22T08:00Z', true],
    ['cron(0 8 * * ? *)', '2026-11-22T08:01Z', false],
    ['cron(0/15 * ? * MON-FRI *)', '2026-11-23T10:45Z', true],
    ['cron(0/15 * ? * MON-FRI *)', '2026-11-22T10:45Z', false],
    ['cron(0 0 L * ? *)', '2026-11-30T00:00Z', true],
    ['cron(0 0 ? * 2#1 *)', '2026-11-02T00:00Z', true],
    ['cron(0 0 ? * FRIL *)', '2026-11-27T00:00Z', true],
    ['cron(0 0 1W * ? *)', '2026-11-02T00:00Z', true],
    ['cron(30 6 1,15 JAN,NOV ? 2026)', '2026-11-15T06:30Z', true],
    ['at(2026-11-22T10:00:00)', '2026-11-22T10:00Z', true],
  ])('%s fires at %s: %s', (expression, moment, expected) => {
    expect(parseSchedule(expression)(at(moment), 0)).toBe(expected);
  });

  test('a rate fires once a period', () => {
    const start = at('2026-11-22T10:00:30Z');
    const due = parseSchedule('rate(5 minutes)');
    const fired = Array.from({ length: 60 }, (_, index) => at('2026-11-22T10:01Z') + index * 60_000).filter(
      (minute) => due(minute, start),
    );
    expect(fired).toHaveLength(12);
  });

  test.each(['cron(1 2 3)', 'every day', 'cron(x * * * ? *)'])('%s is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow();
  });
});

describe('routes', () => {
  const route = (key: string): RoutePlan => {
    const [method = '', path = ''] = key.split(' ');
    return { key, method, path, functionName: key, authorizer: undefined, scopes: [] };
  };
  const routes = [
    '$default',
    'ANY /{proxy+}',
    'GET /items',
    'GET /items/{id}',
    'ANY /items/{id}',
    'GET /items/special',
  ].map(route);
  test.each([
    ['GET', '/items', 'GET /items', {}],
    ['GET', '/items/7', 'GET /items/{id}', { id: '7' }],
    ['PUT', '/items/a%20b', 'ANY /items/{id}', { id: 'a b' }],
    ['GET', '/items/special', 'GET /items/special', {}],
    ['GET', '/items/7/parts', 'ANY /{proxy+}', { proxy: 'items/7/parts' }],
    ['POST', '/items', 'ANY /{proxy+}', { proxy: 'items' }],
  ])('%s %s goes to %s', (method, path, key, parameters) => {
    const match = matchRoute(routes, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.parameters).toEqual(parameters);
  });

  test('without a fitting route there is none', () => {
    expect(matchRoute([route('GET /items')], 'GET', '/other')).toBeUndefined();
    expect(matchRoute([route('GET /items'), route('$default')], 'GET', '/other')?.route.key).toBe('$default');
  });
});

describe('partial batch responses', () => {
  const all = new Set(['a', 'b']);
  test.each([
    [undefined, []],
    [null, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'a' }] }, ['a']],
    [{ batchItemFailures: [{ itemIdentifier: 'stranger' }] }, ['a', 'b']],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    [{ batchItemFailures: 'all' }, ['a', 'b']],
  ])('%j fails %j', (answer, failed) => {
    expect([...failuresIn(answer, all)]).toEqual(failed);
  });
});

test('inputs of rule targets are made from the event', () => {
  const event = { source: 's', detail: { id: 7, name: 'x "y"' } };
  const target = {
    target: { kind: 'queue' as const, queueName: 'q' },
    input: undefined,
    inputPath: undefined,
    transformer: undefined,
  };
  expect(inputOf(target, event)).toBe(event);
  expect(inputOf({ ...target, input: '{"a":1}' }, event)).toEqual({ a: 1 });
  expect(inputOf({ ...target, inputPath: '$.detail' }, event)).toEqual(event.detail);
  const transformer = {
    paths: { id: '$.detail.id', name: '$.detail.name' },
    template: '{"id":<id>,"name":<name>}',
  };
  expect(inputOf({ ...target, transformer }, event)).toEqual({ id: 7, name: 'x "y"' });
});

describe('fault plans', () => {
  const message = (id: number): ReceivedMessage => ({ MessageId: String(id), ReceiptHandle: '', Body: '' });
  const messages = Array.from({ length: 200 }, (_, index) => message(index));

  test('the same seed chooses the same messages, another seed others', () => {
    const chosen = (seed: number): string[] =>
      createFaults({ seed, duplicate: 0.5 })
        .delivery.copies('queue', messages)
        .messages.map(({ MessageId }) => MessageId);
    expect(chosen(1)).toEqual(chosen(1));
    expect(chosen(1)).not.toEqual(chosen(2));
    expect(chosen(1).length).toBeGreaterThan(60);
    expect(chosen(1).length).toBeLessThan(140);
  });

  test('without a plan nothing is touched', () => {
    const faults = createFaults(undefined);
    expect(faults.delivery.hold('q', messages, () => undefined)).toBe(messages);
    expect(faults.delivery.copies('q', messages).messages).toEqual([]);
    expect(faults.worker('Fn', 1, 0)).toBeUndefined();
  });

  test('a named crash spares later lives and other functions', () => {
    const faults = createFaults({ crashAt: [{ function: 'Check', afterWrites: 2, times: 2 }] });
    expect(faults.worker('Check8FEA48D3', 2, 0)?.crashAfter).toEqual([2]);
    expect(faults.worker('Check8FEA48D3', 3, 0)).toBeUndefined();
    expect(faults.worker('Intake', 1, 0)).toBeUndefined();
  });

  test('an unknown key is refused', () => {
    expect(() => createFaults({ duplicates: 1 } as never)).toThrow();
  });
});

describe('the bill', () => {
  test('is units times list price', () => {
    const bill = billOf({ 'sqs.requests': 1e6, 'dynamodb.write-units': 2e6, 's3.put': 1e3 }, 1e6);
    expect(bill.rows.map(({ service, usd }) => [service, usd])).toEqual([
      ['SQS', 0.4],
      ['DynamoDB', 1.25],
      ['S3', 0.005],
    ]);
    expect(bill.usdPerMillionListings).toBeCloseTo(1.655);
  });

  test('grows with every count and never below zero', () => {
    const counts = fc.record(Object.fromEntries(PRICES.items.map(({ key }) => [key, fc.nat(1e6)])));
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1e6 }), (made, listings) => {
        const bill = billOf(made, listings);
        expect(bill.usd).toBeGreaterThanOrEqual(0);
        expect(bill.usdPerMillionListings).toBeCloseTo((bill.usd / listings) * 1e6, 3);
      }),
    );
  });

  test('of no listings does not divide by zero', () => {
    expect(billOf({ 'sqs.requests': 5 }, 0).usdPerMillionListings).toBe(0);
  });
});
