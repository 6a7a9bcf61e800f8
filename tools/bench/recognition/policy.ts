import { createRequire } from 'node:module';
import { Engine } from 'json-rules-engine';
import type { Finding } from '../../../models/finding.ts';
import { seeded } from '../../../models/goods/model/random.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import type { Condition, Facts, PolicyRule } from '../../../models/policy/table.ts';
import { Policy } from '../../../models/policy/table.ts';
import { raceAsync } from './race.ts';
import { type Row, time } from './row.ts';
import { knowledgeText } from './sources.ts';

type Zen = new () => { createDecision(model: object): { evaluate(facts: object): Promise<unknown> } };
/** The binary alone: naming the package itself would ask `npm ci` for binaries of platforms it does not have. */
const { ZenEngine } = createRequire(import.meta.url)('@gorules/zen-engine-linux-x64-gnu') as {
  ZenEngine: Zen;
};

const RULES = 200;
const FACTS = 60;
const CODE = 'bench.rule';

/** Two hundred rules over the closed facts, all asked of every finding, and findings to judge. */
function made(): { policy: Policy; facts: Facts[] } {
  const random = seeded(5);
  const categories = ['food', 'cosmetic', 'drug', 'device', 'phone', 'apparel'];
  const stores = ['flagship', 'franchise', 'monopoly', 'ordinary'];
  const condition = (): Condition => {
    const kind = random.below(6);
    if (kind === 0)
      return { fact: 'category', op: 'in', value: [random.pick(categories), random.pick(categories)] };
    if (kind === 1)
      return { fact: 'storeType', op: random.next() < 0.5 ? 'eq' : 'ne', value: random.pick(stores) };
    if (kind === 2) return { fact: 'priorSerious', op: 'gte', value: random.below(4) };
    if (kind === 3) return { fact: 'priorMinor', op: 'lt', value: 1 + random.below(6) };
    if (kind === 4) return { fact: 'strength', op: 'gte', value: random.below(10) / 10 };
    return { fact: 'origin', op: 'eq', value: random.pick(['upload', 'edit', 'sweep', 'complaint']) };
  };
  const base = Policy.parse(JSON.parse(knowledgeText('policy.json')));
  const rules = Array.from({ length: RULES }, (_, i): PolicyRule => {
    const when = Array.from({ length: 1 + random.below(3) }, condition);
    return {
      id: `BR-${String(i).padStart(3, '0')}`,
      version: 1,
      check: 'counterfeit',
      codes: [CODE],
      when,
      bands: [{ atLeast: 0, outcome: 'review' }],
      severity: 'minor',
      law: [],
      since: '2020-01-01',
      basis: 'project',
      violation: true,
    };
  });
  const facts = Array.from(
    { length: FACTS },
    (): Facts => ({
      code: CODE,
      strength: random.below(100) / 100,
      category: random.pick(categories),
      storeType: random.pick(stores),
      origin: random.pick(['upload', 'edit', 'sweep', 'complaint']),
      priorSerious: random.below(5),
      priorMinor: random.below(8),
    }),
  );
  return { policy: Policy.parse({ ...base, rules }), facts };
}

const OPERATORS = { eq: '==', ne: '!=', gte: '>=', lt: '<' } as const;

function zenCell({ op, value }: Condition): string {
  if (op === 'in')
    return [value]
      .flat()
      .map((v) => JSON.stringify(v))
      .join(', ');
  if (op === 'ne') return `$ != ${JSON.stringify(value)}`;
  if (op === 'gte' || op === 'lt') return `${OPERATORS[op]} ${JSON.stringify(value)}`;
  return JSON.stringify(value);
}

/** The same rules as one decision table that collects every hit. Two conditions on one fact are joined. */
function zenDecision(rules: readonly PolicyRule[]) {
  const fields = ['category', 'storeType', 'priorSerious', 'priorMinor', 'strength', 'origin'];
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'request', position: { x: 0, y: 0 } },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        position: { x: 1, y: 0 },
        content: {
          hitPolicy: 'collect',
          inputs: [
            ...fields.map((field) => ({ id: field, name: field, field })),
            { id: 'more', name: 'more' },
          ],
          outputs: [{ id: 'out', name: 'rule', field: 'rule' }],
          rules: rules.map((rule) => {
            const cells: Record<string, string> = {
              ...Object.fromEntries(fields.map((field) => [field, ''])),
              ...{ _id: rule.id, out: JSON.stringify(rule.id) },
            };
            const more: string[] = [];
            for (const condition of rule.when) {
              if (cells[condition.fact] === '') cells[condition.fact] = zenCell(condition);
              else more.push(zenText(condition));
            }
            cells.more = more.join(' and ');
            return cells;
          }),
        },
      },
      { id: 'out', type: 'outputNode', name: 'response', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
}

function zenText({ fact, op, value }: Condition): string {
  if (op === 'in') return `${fact} in ${JSON.stringify(value)}`;
  return `${fact} ${OPERATORS[op as keyof typeof OPERATORS]} ${JSON.stringify(value)}`;
}

const JSON_OPERATORS = {
  eq: 'equal',
  ne: 'notEqual',
  gte: 'greaterThanInclusive',
  lt: 'lessThan',
  in: 'in',
} as const;

function jsonEngine(rules: readonly PolicyRule[]): Engine {
  const engine = new Engine();
  for (const rule of rules)
    engine.addRule({
      conditions: {
        all: rule.when.map(({ fact, op, value }) => ({
          fact,
          operator: JSON_OPERATORS[op as keyof typeof JSON_OPERATORS],
          value,
        })),
      },
      event: { type: rule.id },
    });
  return engine;
}

/** Two hundred rules, every hit wanted, against zen-engine and json-rules-engine; equal answers first. */
export async function benchPolicy(): Promise<Row[]> {
  const { policy, facts } = made();
  const compiled = compilePolicy(policy, '2026-01-01');
  const shadow = compilePolicy(policy, '2026-01-02');
  const hits = (of: Facts): string[] => {
    const found: string[] = [];
    for (const { rule, all } of compiled.byCode.get(CODE) ?? []) if (all(of) === true) found.push(rule.id);
    return found;
  };
  const engine = new ZenEngine();
  const decision = engine.createDecision(zenDecision(policy.rules));
  const json = jsonEngine(policy.rules);
  const zenHits = async (of: Facts): Promise<string[]> => {
    const { result } = (await decision.evaluate(of)) as { result: { rule: string }[] };
    return result.map(({ rule }) => rule);
  };
  const jsonHits = async (of: Facts): Promise<string[]> =>
    (await json.run({ ...of })).events.map((event) => event.type).sort();
  let equal = 0;
  for (const of of facts) {
    const mine = hits(of).join();
    if (mine === (await zenHits(of)).join() && mine === (await jsonHits(of)).join()) equal++;
  }
  const finding = (of: Facts): Finding => ({
    check: 'counterfeit',
    code: CODE,
    strength: of.strength ?? 0,
    message: { zh: '-', en: '-' },
    remedy: { zh: '-', en: '-' },
    evidence: [],
  });
  const traced = (table: typeof compiled, of: Facts): unknown =>
    evaluate(
      table,
      { counterfeit: { check: 'counterfeit', state: 'found', findings: [finding(of)], knowledge: 'bench' } },
      of,
      'bench',
    );
  const TIMES = 20;
  const each = (work: (of: Facts) => unknown) => async () => {
    for (let i = 0; i < TIMES; i++) for (const of of facts) work(of);
  };
  const times = await raceAsync({
    hits: each(hits),
    live: each((of) => traced(compiled, of)),
    both: each((of) => [traced(compiled, of), traced(shadow, of)]),
    zen: async () => {
      for (const of of facts) await zenHits(of);
    },
    json: async () => {
      for (const of of facts) await jsonHits(of);
    },
  });
  const one = (total: number, times: number): number => total / times / facts.length;
  const [all, live, both] = [one(times.hits, TIMES), one(times.live, TIMES), one(times.both, TIMES)];
  const [zen, other] = [one(times.zen, 1), one(times.json, 1)];
  return [
    { what: 'policy, 200 rules: equal answers of three engines', value: equal / facts.length, bar: 1 },
    {
      what: '  all hits, against zen-engine',
      ours: time(all),
      peer: time(zen),
      value: times.ratio('zen', 'hits') * TIMES,
      bar: 25,
    },
    {
      what: '  all hits, against json-rules-engine',
      ours: time(all),
      peer: time(other),
      value: times.ratio('json', 'hits') * TIMES,
    },
    {
      what: '  with the whole explanation, against zen-engine',
      ours: time(live),
      peer: time(zen),
      value: times.ratio('zen', 'live') * TIMES,
    },
    {
      what: '  live and shadow against live',
      ours: time(both),
      peer: time(live),
      value: times.ratio('both', 'live'),
      bar: 2.2,
      sense: 'at most',
    },
  ];
}
