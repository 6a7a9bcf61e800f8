/** How a JSON text is built, read off its characters before anything is built from it. */
export type JsonShape = {
  /** Nested deeper than the limit. */
  tooDeep: boolean;
  /** Paths of names that stand twice in one object, as `skus[0].price`; the first few. */
  repeated: string[];
};

type Level = { names: Set<string> | undefined; name: string; index: number };

const MOST_PATHS = 20;

/**
 * Depth and doubled names of a JSON text. Of two equal names readers take the first or the last as they please, so that what
 * is screened need not be what is shown; a bomb of brackets is seen before it is built. The text may be malformed.
 * @param limit nesting beyond which nothing more is looked at
 */
export function shapeOf(json: string, limit: number): JsonShape {
  const levels: Level[] = [];
  const repeated: string[] = [];
  let awaitsName = false;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === 0x22) {
      const end = endOfString(json, at);
      const level = levels.at(-1);
      if (awaitsName && level?.names) {
        level.name = nameOf(json.slice(at, end + 1));
        if (level.names.has(level.name) && repeated.length < MOST_PATHS) repeated.push(pathOf(levels));
        level.names.add(level.name);
        awaitsName = false;
      }
      at = end;
    } else if (unit === 0x7b || unit === 0x5b) {
      levels.push({ names: unit === 0x7b ? new Set() : undefined, name: '', index: 0 });
      awaitsName = unit === 0x7b;
      if (levels.length > limit) return { tooDeep: true, repeated };
    } else if (unit === 0x7d || unit === 0x5d) {
      levels.pop();
      awaitsName = false;
    } else if (unit === 0x2c) {
      const level = levels.at(-1);
      if (level) level.index++;
      awaitsName = level?.names !== undefined;
    }
  }
  return { tooDeep: false, repeated };
}

function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === 0x22) return at;
  }
  return json.length;
}

/** `"\u0074itle"` is the name `title` too. */
function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function pathOf(levels: readonly Level[]): string {
  return levels
    .map(({ names, name, index }, i) => (names ? `${i ? '.' : ''}${name}` : `[${index}]`))
    .join('')
    .slice(0, 200);
}
