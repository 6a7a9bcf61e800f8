/** Numbers are the same when they agree after widths, spaces, brackets, a final 号 and case are levelled. */
export function levelNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[\s()[\]〔〕【】]/g, '')
    .replace(/号$/, '')
    .toUpperCase();
}
