import { createCanvas } from '@napi-rs/canvas';
import { seeded } from './random.ts';

/** Made-up logos on transparent ground: shapes and letters composed from a seed. */
export function drawMark(seed: number, side = 400): Buffer {
  const random = seeded(seed * 53 + 3);
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  const colours = ['#0a3d91', '#c8102e', '#111111', '#0b7a3b', '#e08700'];
  for (let i = 0; i < 5; i++) {
    context.fillStyle = random.pick(colours);
    context.beginPath();
    const [x, y] = [random.between(0.2, 0.8) * side, random.between(0.2, 0.8) * side];
    const reach = random.between(0.1, 0.22) * side;
    const corners = random.whole(3, 6);
    for (let k = 0; k < corners; k++) {
      const angle = (k / corners) * Math.PI * 2 + i;
      const far = reach * (k % 2 === 0 ? 1 : random.between(0.35, 1));
      context.lineTo(x + Math.cos(angle) * far, y + Math.sin(angle) * far);
    }
    context.fill();
  }
  context.fillStyle = random.pick(colours);
  context.font = `bold ${Math.round(side * 0.22)}px sans-serif`;
  const letters = Array.from({ length: 4 }, () => String.fromCharCode(random.whole(65, 90))).join('');
  context.fillText(letters, side * 0.12, side * 0.95);
  return canvas.toBuffer('image/png');
}
