import type { RoutePlan } from '../template/plan-types.ts';

export interface RouteMatch {
  readonly route: RoutePlan;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Candidate extends RouteMatch {
  /** Compared position by position: a literal beats a variable beats a greedy variable. */
  readonly rank: readonly number[];
}

/**
 * Picks the route an HTTP API would: the most specific path, then the exact method before ANY, `$default` last.
 */
export function matchRoute(
  routes: readonly RoutePlan[],
  method: string,
  path: string,
): RouteMatch | undefined {
  let best: Candidate | undefined;
  for (const route of routes) {
    const candidate = matchOne(route, method, path);
    if (candidate !== undefined && (best === undefined || beats(candidate.rank, best.rank))) best = candidate;
  }
  return best;
}

function beats(left: readonly number[], right: readonly number[]): boolean {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function matchOne(route: RoutePlan, method: string, path: string): Candidate | undefined {
  if (route.method === '$default') return { route, parameters: {}, rank: [-2] };
  if (route.method !== 'ANY' && route.method !== method) return undefined;
  const wanted = segments(route.path);
  const actual = segments(path);
  const parameters: Record<string, string> = {};
  const rank: number[] = [];
  for (const [index, part] of wanted.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      if (actual.length <= index) return undefined;
      parameters[greedy] = actual.slice(index).map(decoded).join('/');
      return { route, parameters, rank: [...rank, 0, route.method === 'ANY' ? 0 : 1] };
    }
    const value = actual[index];
    if (value === undefined) return undefined;
    const variable = /^\{(.+)\}$/.exec(part)?.[1];
    if (variable !== undefined) {
      if (value === '') return undefined;
      parameters[variable] = decoded(value);
      rank.push(1);
    } else {
      if (part !== value) return undefined;
      rank.push(2);
    }
  }
  if (wanted.length !== actual.length) return undefined;
  return { route, parameters, rank: [...rank, route.method === 'ANY' ? 0 : 1] };
}

const segments = (path: string): string[] => path.replace(/^\//, '').split('/');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
