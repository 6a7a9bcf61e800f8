/**
 * Symmetric-delete index for Latin names: a name and a word within one edit share a spelling that both reach by
 * deleting at most one letter. Stored as sorted (hash, term) pairs, so the blob is deterministic and zero-copy.
 */
export interface EditIndex {
  readonly hashes: Uint32Array;
  readonly terms: Uint32Array;
}

export const SHORTEST_EDIT_NAME = 5;

/** FNV-1a of a string without the unit at `skip` (-1 keeps all). */
function hashWithout(text: string, skip: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    if (i === skip) continue;
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

export function buildEditIndex(names: readonly { name: string; term: number }[]): EditIndex {
  const pairs: [number, number][] = [];
  for (const { name, term } of names) {
    const own = new Set<number>();
    for (let skip = -1; skip < name.length; skip++) own.add(hashWithout(name, skip));
    for (const hash of own) pairs.push([hash, term]);
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    hashes: Uint32Array.from(pairs, (pair) => pair[0]),
    terms: Uint32Array.from(pairs, (pair) => pair[1]),
  };
}

/** Candidate terms for a word; verify each with `withinOneEdit`. */
export function editCandidates(index: EditIndex, word: string): number[] {
  const found = new Set<number>();
  const { hashes, terms } = index;
  for (let skip = -1; skip < word.length; skip++) {
    const hash = hashWithout(word, skip);
    let low = 0;
    let high = hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((hashes[middle] as number) < hash) low = middle + 1;
      else high = middle;
    }
    for (; low < hashes.length && hashes[low] === hash; low++) found.add(terms[low] as number);
  }
  return [...found];
}

/** One insertion, deletion, substitution or swap of neighbours, and not equal. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const leftA = endA - start;
  const leftB = endB - start;
  if (leftA <= 1 && leftB <= 1) return true;
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}
