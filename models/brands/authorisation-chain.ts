import type { DeclaredCredential } from '../listing.ts';
import { levelName } from '../same-name.ts';

/** An authorisation chain from the right holder to the seller, as far as the documents carry it. */
export type Chain = {
  complete: boolean;
  links: DeclaredCredential[];
  /** Names along the chain, owner first. */
  names: string[];
  /** The first link that no document proves: [giver, taker]. */
  missing?: [string, string];
};

/**
 * Follows grants from the owner: a link needs both names, and must be in force on `today`. Counting follows
 * the platforms' way: owner → A is level 1. The shortest chain wins; circular grants end the search.
 */
export function followChain(input: {
  owner: string | undefined;
  seller: string;
  grants: DeclaredCredential[];
  today: string;
}): Chain {
  const { owner, seller, today } = input;
  const usable = input.grants.filter(
    (grant) =>
      grant.grantor !== undefined &&
      grant.holder !== undefined &&
      (grant.validFrom === undefined || grant.validFrom <= today) &&
      (grant.validUntil === undefined || grant.validUntil >= today),
  );
  const start = owner ?? rootOf(usable);
  if (start === undefined) return { complete: false, links: [], names: [], missing: ['权利人', seller] };
  if (levelName(start) === levelName(seller)) return { complete: true, links: [], names: [start] };
  const paths: { name: string; links: DeclaredCredential[] }[] = [{ name: start, links: [] }];
  const seen = new Set([levelName(start)]);
  let furthest = paths[0];
  for (let path = paths.shift(); path; path = paths.shift()) {
    if (path.links.length > (furthest?.links.length ?? 0)) furthest = path;
    for (const grant of usable) {
      if (levelName(grant.grantor ?? '') !== levelName(path.name)) continue;
      const links = [...path.links, grant];
      const taker = grant.holder ?? '';
      if (levelName(taker) === levelName(seller))
        return { complete: true, links, names: namesOf(start, links) };
      if (seen.has(levelName(taker))) continue;
      seen.add(levelName(taker));
      paths.push({ name: taker, links });
    }
  }
  const links = furthest?.links ?? [];
  return {
    complete: false,
    links,
    names: namesOf(start, links),
    missing: [furthest?.name ?? start, nextTaker(usable, seen, seller)],
  };
}

function namesOf(start: string, links: DeclaredCredential[]): string[] {
  return [start, ...links.map((link) => link.holder ?? '?')];
}

/** Without a known owner, the grantor nobody granted anything to is taken for it. */
function rootOf(grants: DeclaredCredential[]): string | undefined {
  return grants.find(
    (grant) => !grants.some((other) => levelName(other.holder ?? '') === levelName(grant.grantor ?? '')),
  )?.grantor;
}

/** Whom the missing link should reach: the giver of a later document if there is one, else the seller. */
function nextTaker(grants: DeclaredCredential[], reached: Set<string>, seller: string): string {
  return (
    grants.find(
      (grant) => !reached.has(levelName(grant.grantor ?? '')) && !reached.has(levelName(grant.holder ?? '')),
    )?.grantor ?? seller
  );
}
