export function pinyinTable(): string {
  return '';
}
