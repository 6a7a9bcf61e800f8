import type { Condition, FactName, Facts, Policy, PolicyRule } from './table.ts';

/** Kleene's third value is `undefined`: the fact is not known. */
export type Truth = boolean | undefined;
export type Test = (facts: Facts) => Truth;

export type CompiledRule = { rule: PolicyRule; tests: { condition: Condition; test: Test }[]; all: Test };
export type CompiledPolicy = { policy: Policy; byCode: Map<string, CompiledRule[]> };

/**
 * A policy as closures, indexed by finding code: evaluating a finding touches only the rules that name it.
 * `today` (YYYY-MM-DD) leaves out rules that are not in force.
 */
export function compilePolicy(policy: Policy, today: string): CompiledPolicy {
  const byCode = new Map<string, CompiledRule[]>();
  for (const rule of policy.rules) {
    if (today < rule.since || (rule.until !== undefined && today >= rule.until)) continue;
    const tests = rule.when.map((condition) => ({ condition, test: compileCondition(condition) }));
    const compiled = { rule, tests, all: conjunction(tests.map((t) => t.test)) };
    for (const code of rule.codes) byCode.set(code, [...(byCode.get(code) ?? []), compiled]);
  }
  return { policy, byCode };
}

/** One condition as a closure; an absent fact answers `undefined`, never false. */
export function compileCondition(condition: Condition): Test {
  const { fact, op, value } = condition;
  const known = (test: (actual: string | number) => boolean): Test => {
    const name: FactName = fact;
    return (facts) => {
      const actual = facts[name];
      return actual === undefined ? undefined : test(actual);
    };
  };
  switch (op) {
    case 'eq':
      return known((actual) => actual === value);
    case 'ne':
      return known((actual) => actual !== value);
    case 'gte':
      return known((actual) => actual >= (value as typeof actual));
    case 'lt':
      return known((actual) => actual < (value as typeof actual));
    case 'startsWith':
      return known((actual) => String(actual).startsWith(String(value)));
    case 'in':
    case 'notIn': {
      const members = new Set([value].flat());
      return op === 'in' ? known((actual) => members.has(actual)) : known((actual) => !members.has(actual));
    }
  }
}

/** Kleene conjunction: one false decides, else one unknown decides. */
function conjunction(tests: Test[]): Test {
  return (facts) => {
    let result: Truth = true;
    for (const test of tests) {
      const value = test(facts);
      if (value === false) return false;
      if (value === undefined) result = undefined;
    }
    return result;
  };
}
