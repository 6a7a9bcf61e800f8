type Json = unknown;

const isRecord = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an event matches at least one pattern; no pattern at all lets everything through. */
export function matchesAny(patterns: readonly Json[], event: Json): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, event));
}

/**
 * EventBridge's event patterns, which event-source filters use too: literals, `prefix`, `suffix`, `wildcard`,
 * `equals-ignore-case`, `anything-but`, `exists`, `numeric` and `$or`.
 */
export function matchesPattern(pattern: Json, event: Json): boolean {
  if (!isRecord(pattern)) return false;
  const source = isRecord(event) ? event : {};
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && Array.isArray(wanted)) return wanted.some((one) => matchesPattern(one, event));
    const value = source[key];
    if (Array.isArray(wanted)) return matchesList(wanted, value, Object.hasOwn(source, key));
    if (Array.isArray(value)) return value.some((item) => matchesPattern(wanted, item));
    return matchesPattern(wanted, value);
  });
}

function matchesList(wanted: readonly Json[], value: Json, present: boolean): boolean {
  const values = Array.isArray(value) ? value : [value];
  return wanted.some((matcher) => {
    if (isRecord(matcher) && 'exists' in matcher) return (matcher.exists === true) === present;
    return present && values.some((one) => matchesOne(matcher, one));
  });
}

function matchesOne(matcher: Json, value: Json): boolean {
  if (!isRecord(matcher)) return matcher === value;
  const [operator, operand] = Object.entries(matcher)[0] ?? [];
  const text = typeof value === 'string' ? value : undefined;
  switch (operator) {
    case 'prefix':
      return text !== undefined && starts(operand, text, false);
    case 'suffix':
      return text !== undefined && starts(operand, text, true);
    case 'equals-ignore-case':
      return text !== undefined && text.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return text !== undefined && wildcard(String(operand)).test(text);
    case 'anything-but': {
      const excluded = Array.isArray(operand) ? operand : [operand];
      return !excluded.some((one) => matchesOne(one, value));
    }
    case 'numeric':
      return typeof value === 'number' && Array.isArray(operand) && numeric(operand, value);
    default:
      throw new Error(`Event patterns with "${operator}" are not run locally.`);
  }
}

function starts(operand: Json, text: string, atEnd: boolean): boolean {
  const folded = isRecord(operand) ? operand['equals-ignore-case'] : undefined;
  const wanted = typeof folded === 'string' ? folded.toLowerCase() : String(operand);
  const subject = typeof folded === 'string' ? text.toLowerCase() : text;
  return atEnd ? subject.endsWith(wanted) : subject.startsWith(wanted);
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function numeric(comparison: readonly Json[], value: number): boolean {
  for (let index = 0; index + 1 < comparison.length; index += 2) {
    const bound = Number(comparison[index + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    }[String(comparison[index])];
    if (holds !== true) return false;
  }
  return true;
}
