import type { SKRSContext2D } from '@napi-rs/canvas';
import { lit, outline, oval, rounded, tone } from './strokes.ts';

type Draw = (context: SKRSContext2D, hue: number) => void;

/** Goods that come in a vessel or package: what is inside is told by the label. */
export const VESSEL_SHAPES = {
  bottle(context, hue) {
    lit(context, hue, 78);
    rounded(context, -38, -30, 76, 125, 16);
    lit(context, hue + 20, 45, 20);
    rounded(context, -14, -92, 28, 40, 4);
    lit(context, hue, 70, 30);
    outline(context, [
      [-14, -55],
      [14, -55],
      [38, -45, 38, -20],
      [-38, -20],
      [-38, -45, -14, -55],
    ]);
    context.fill();
  },
  pump(context, hue) {
    lit(context, hue, 82);
    rounded(context, -36, -35, 72, 130, 10);
    lit(context, hue + 180, 30, 14);
    rounded(context, -16, -55, 32, 22, 3);
    rounded(context, -4, -80, 8, 26, 2);
    rounded(context, -34, -90, 50, 12, 5);
  },
  jar(context, hue) {
    lit(context, hue, 86, 80);
    rounded(context, -74, -15, 148, 95, 18);
    lit(context, hue + 30, 38, 80);
    rounded(context, -78, -62, 156, 50, 8);
    context.fillStyle = tone(hue, 25);
    for (let x = -74; x < 76; x += 9) context.fillRect(x, -60, 1.5, 46);
  },
  tube(context, hue) {
    lit(context, hue, 75);
    outline(context, [
      [-46, -92],
      [46, -92],
      [34, 60],
      [-34, 60],
    ]);
    context.fill();
    lit(context, hue + 40, 90, 30);
    rounded(context, -30, 60, 60, 34, 5);
    context.fillStyle = tone(hue, 55);
    context.fillRect(-46, -92, 92, 8);
  },
  dropper(context, hue) {
    lit(context, hue, 40, 40, 60);
    rounded(context, -32, -25, 64, 118, 10);
    context.fillStyle = '#1d1d1f';
    rounded(context, -17, -48, 34, 26, 3);
    lit(context, 0, 22, 14, 0);
    rounded(context, -11, -94, 22, 48, 10);
  },
  box(context, hue) {
    lit(context, hue, 72, 90);
    outline(context, [
      [-62, -70],
      [42, -70],
      [42, 92],
      [-62, 92],
    ]);
    context.fill();
    context.fillStyle = tone(hue, 45);
    outline(context, [
      [42, -70],
      [72, -90],
      [72, 68],
      [42, 92],
    ]);
    context.fill();
    context.fillStyle = tone(hue, 90);
    outline(context, [
      [-62, -70],
      [-32, -90],
      [72, -90],
      [42, -70],
    ]);
    context.fill();
  },
  pouch(context, hue) {
    lit(context, hue, 66, 75, 55);
    outline(context, [
      [-58, -90],
      [58, -90],
      [50, -20, 62, 92],
      [-62, 92],
      [-50, -20, -58, -90],
    ]);
    context.fill();
    context.fillStyle = tone(hue, 40);
    context.fillRect(-57, -78, 114, 4);
    context.fillStyle = 'rgba(255,255,255,0.35)';
    oval(context, -30, 10, 6, 60, 0.1);
  },
  can(context, hue) {
    lit(context, hue, 58, 60, 60);
    rounded(context, -48, -72, 96, 156, 8);
    context.fillStyle = tone(hue, 82, 10);
    oval(context, 0, -72, 48, 14);
    context.fillStyle = tone(hue, 50, 8);
    oval(context, 0, -72, 40, 10);
    lit(context, hue, 30, 60);
    oval(context, 0, 84, 48, 10);
  },
  liquor(context, hue) {
    lit(context, hue, 88, 50, 20);
    outline(context, [
      [-18, -60],
      [18, -60],
      [26, -20, 46, 0],
      [46, 94],
      [-46, 94],
      [-46, 0],
      [-26, -20, -18, -60],
    ]);
    context.fill();
    context.fillStyle = '#b32025';
    rounded(context, -15, -96, 30, 40, 4);
    context.strokeStyle = '#d5a642';
    context.lineWidth = 2;
    context.strokeRect(-40, 8, 80, 78);
  },
  blister(context, hue) {
    lit(context, 200, 84, 90, 8);
    rounded(context, -85, -60, 170, 120, 10);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 5; column++) {
        lit(context, hue, 62, 90, 60);
        oval(context, -64 + column * 32, -36 + row * 36, 11, 14);
      }
    }
  },
  sack(context, hue) {
    lit(context, hue, 80, 80, 30);
    outline(context, [
      [-55, -70],
      [0, -84, 55, -70],
      [80, 10, 64, 90],
      [-64, 90],
      [-80, 10, -55, -70],
    ]);
    context.fill();
    context.strokeStyle = tone(hue, 35);
    context.lineWidth = 3;
    context.setLineDash([6, 4]);
    context.strokeRect(-56, -62, 112, 2);
    context.setLineDash([]);
  },
} satisfies Record<string, Draw>;
