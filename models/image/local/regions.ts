import { noMoments, sumOf } from './moments.ts';
import type { Grey } from './opencv.ts';
import { groupsOf, withinGap } from './region-groups.ts';
import { type InkRegion, Runs } from './runs.ts';

/** Grey levels between which a region must stay the same: so much contrast it has at least. */
const levelStep = 7;
/** Longest side of a region worth looking at, and the largest part of the picture it may take. */
const leastSide = 24;
const mostShare = 0.7;
/** Most parts at a level that are grouped, and of a group. */
const mostParts = 160;
const mostTogether = 40;
/** Gaps, as shares of the smaller part's longer side, over which parts stand together. */
const gaps = [0.18, 0.45] as const;

/** Regions that hold over at least three levels, each told once. */
export function inkRegionsOf(grey: Grey): InkRegion[] {
  const found: InkRegion[] = [];
  const scratch = new Runs(grey.width * grey.height);
  let before: { region: InkRegion; age: number }[] = [];
  for (let level = 20; level <= 240; level += levelStep) {
    const parts = scratch.partsAt(grey, level);
    const now = together(parts)
      .filter((region) => worth(region, grey))
      .map((region) => {
        const same = before.find((older) => alike(older.region, region));
        return { region, age: same ? same.age + 1 : 1 };
      });
    for (const { region, age } of now) if (age === 3) found.push(region);
    before = now;
  }
  return found;
}

function worth({ box }: InkRegion, { width, height }: Grey): boolean {
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  return (
    Math.max(w, h) >= leastSide &&
    Math.min(w, h) >= leastSide / 4 &&
    w < width * mostShare &&
    h < height * mostShare
  );
}

function alike(a: InkRegion, b: InkRegion): boolean {
  if (a.dark !== b.dark) return false;
  const ratio = a.moments.n / b.moments.n;
  if (ratio < 0.8 || ratio > 1.25) return false;
  const slack = 0.06 * Math.max(b.box.right - b.box.left, b.box.bottom - b.box.top) + 1;
  const near = (p: number, q: number): boolean => Math.abs(p - q) <= slack;
  return (
    near(a.box.left, b.box.left) &&
    near(a.box.right, b.box.right) &&
    near(a.box.top, b.box.top) &&
    near(a.box.bottom, b.box.bottom)
  );
}

/** The parts alone, and the groups they make at every gap. */
function together(parts: readonly InkRegion[]): InkRegion[] {
  const regions = [...parts];
  for (const dark of [true, false]) {
    const ours = parts.filter((part) => part.dark === dark).sort((a, b) => b.moments.n - a.moments.n);
    let before = 0;
    for (const gap of gaps) {
      const groups = groupsOf(ours.slice(0, mostParts), (a, b) => withinGap(a.box, b.box, gap));
      for (const group of groups)
        if (group.length > 1 && group.length <= mostTogether) regions.push(joined(group));
      if (groups.length === before) break;
      before = groups.length;
    }
  }
  return regions;
}

function joined(group: readonly InkRegion[]): InkRegion {
  const [first] = group as [InkRegion];
  return {
    dark: first.dark,
    level: first.level,
    box: {
      left: Math.min(...group.map(({ box }) => box.left)),
      top: Math.min(...group.map(({ box }) => box.top)),
      right: Math.max(...group.map(({ box }) => box.right)),
      bottom: Math.max(...group.map(({ box }) => box.bottom)),
    },
    moments: group.reduce((sum, { moments }) => sumOf(sum, moments), noMoments),
    runs: group.flatMap(({ runs }) => runs),
  };
}
