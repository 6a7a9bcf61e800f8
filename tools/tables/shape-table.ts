export function shapeTable(): string {
  return '';
}
