import type { SKRSContext2D } from '@napi-rs/canvas';

/** Small habits of drawing that every shape uses. */

/** A tone of a hue; lightness in percent. */
export function tone(hue: number, light: number, saturation = 45): string {
  return `hsl(${hue % 360} ${saturation}% ${light}%)`;
}

/** A body lit from the left, as glass, card or leather is: bright edge, base, dark edge. */
export function lit(context: SKRSContext2D, hue: number, light: number, half = 60, saturation = 45): void {
  const gradient = context.createLinearGradient(-half, -20, half, 30);
  gradient.addColorStop(0, tone(hue, Math.min(96, light + 10), saturation));
  gradient.addColorStop(0.25, tone(hue, Math.min(98, light + 22), saturation));
  gradient.addColorStop(0.6, tone(hue, light, saturation));
  gradient.addColorStop(1, tone(hue, Math.max(6, light - 24), saturation));
  context.fillStyle = gradient;
}

export function rounded(
  context: SKRSContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

export function oval(context: SKRSContext2D, x: number, y: number, rx: number, ry: number, turn = 0): void {
  context.beginPath();
  context.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  context.fill();
}

/** A closed outline through points: straight pairs [x, y], or [cx, cy, x, y] for a curve. */
export function outline(context: SKRSContext2D, points: readonly (readonly number[])[]): void {
  context.beginPath();
  for (const [index, point] of points.entries()) {
    const [a = 0, b = 0, c = 0, d = 0] = point;
    if (index === 0) context.moveTo(a, b);
    else if (point.length === 4) context.quadraticCurveTo(a, b, c, d);
    else context.lineTo(a, b);
  }
  context.closePath();
}

export function line(
  context: SKRSContext2D,
  points: readonly (readonly [number, number])[],
  width: number,
): void {
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
}
