/** Names agree when they agree after widths, case, spaces, brackets and dots are levelled. */
export function sameName(a: string, b: string): boolean {
  return levelName(a) !== '' && levelName(a) === levelName(b);
}

export function levelName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）[\]·.,，。]/g, '');
}
