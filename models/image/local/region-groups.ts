/** Pixels from `left` to before `right`, `top` to before `bottom`. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Whether two boxes stand no farther apart than a share of the smaller one's longer side. */
export function withinGap(a: Box, b: Box, share: number): boolean {
  const apart = Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  return apart <= share * Math.min(longer(a), longer(b)) + 1;
}

const longer = ({ left, right, top, bottom }: Box): number => Math.max(right - left, bottom - top);

/** Things that hang together by a relation between pairs, in the order of their first ones. */
export function groupsOf<T>(things: readonly T[], linked: (a: T, b: T) => boolean): T[][] {
  const group = things.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (group[at] !== at) at = group[at] as number;
    return at;
  };
  for (const [i, a] of things.entries())
    for (let j = i + 1; j < things.length; j++) {
      if (!linked(a, things[j] as T)) continue;
      const [x, y] = [rootOf(i), rootOf(j)];
      if (x !== y) group[Math.max(x, y)] = Math.min(x, y);
    }
  const groups = new Map<number, T[]>();
  for (const [i, thing] of things.entries()) {
    const root = rootOf(i);
    groups.set(root, [...(groups.get(root) ?? []), thing]);
  }
  return [...groups.values()];
}
