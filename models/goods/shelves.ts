/** Groups of ordinary goods that a shop may well put together; a group may stand on several shelves. */
const SHELVES: readonly string[] = [
  'women men under kidcloth hat sport outdoor',
  'shoes sport outdoor kidcloth',
  'bag outdoor sport store babygoods',
  'jewel watch hat decor collect',
  'phone phoneacc radio power computer camera game watch socket appliance',
  'bed furn decor kitchen table store clean paper tool appliance garden socket fireccc babygoods beautytool',
  'book station music collect toy game',
  'toy game babygoods kidcloth sport outdoor pet',
  'auto vehicle tool power radio camera',
  'garden pet tool decor',
];
const shelvesOf = new Map<string, Set<number>>();
for (const [shelf, groups] of SHELVES.entries()) {
  for (const group of groups.split(' ')) shelvesOf.set(group, (shelvesOf.get(group) ?? new Set()).add(shelf));
}

/** Whether two groups stand on no common shelf: shoes under dresses. Of a group that is on none nothing is said. */
export function farApart(one: string, other: string): boolean {
  const [here, there] = [shelvesOf.get(one), shelvesOf.get(other)];
  return here !== undefined && there !== undefined && ![...here].some((shelf) => there.has(shelf));
}
