import type { SKRSContext2D } from '@napi-rs/canvas';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { line, outline, oval, rounded } from './strokes.ts';

/** Marks of invented brands as vector drawings in the square from -50 to 50. No real mark resembles them by intent. */
export const LOGO_NAMES = [
  'muorane',
  'kostrum',
  'voltenon',
  'hexiufang',
  'dolrano',
  'chelyne',
  'jingyabao',
  'maicenor',
  'cenyantang',
  'rongdaoji',
] as const;
export type LogoName = (typeof LOGO_NAMES)[number];

type Draw = (context: SKRSContext2D, ink: string) => void;

const EMBLEMS: Record<LogoName, Draw> = {
  muorane(context, ink) {
    context.strokeStyle = ink;
    for (let i = 0; i < 3; i++)
      line(
        context,
        [
          [-44, -18 + i * 20],
          [-22, -30 + i * 20],
          [0, -18 + i * 20],
          [22, -30 + i * 20],
          [44, -18 + i * 20],
        ],
        7,
      );
    context.fillStyle = ink;
    oval(context, 0, -42, 8, 8);
  },
  kostrum(context, ink) {
    context.fillStyle = ink;
    outline(context, [
      [-46, 40],
      [-16, -40],
      [2, 6],
      [14, -14],
      [46, 40],
      [22, 40],
      [12, 20],
      [2, 40],
      [-10, 10],
      [-22, 40],
    ]);
    context.fill();
  },
  voltenon(context, ink) {
    context.fillStyle = ink;
    rounded(context, -44, -14, 36, 28, 6);
    rounded(context, 8, -34, 36, 68, 6);
    context.fillRect(-12, -5, 24, 10);
    oval(context, -26, -32, 8, 8);
    oval(context, -26, 32, 8, 8);
  },
  hexiufang(context, ink) {
    context.strokeStyle = ink;
    line(
      context,
      [
        [0, 46],
        [0, -40],
      ],
      5,
    );
    context.fillStyle = ink;
    for (let i = 0; i < 4; i++) {
      oval(context, -16, -30 + i * 18, 15, 6, 0.6);
      oval(context, 16, -30 + i * 18, 15, 6, -0.6);
    }
    context.fillRect(-46, 38, 92, 8);
  },
  dolrano(context, ink) {
    context.strokeStyle = ink;
    context.lineWidth = 8;
    context.strokeRect(-40, -40, 48, 48);
    context.beginPath();
    context.arc(14, 14, 28, 0, Math.PI * 2);
    context.stroke();
    context.fillStyle = ink;
    outline(context, [
      [-28, -4],
      [-16, -28],
      [-4, -4],
    ]);
    context.fill();
  },
  chelyne(context, ink) {
    context.fillStyle = ink;
    outline(context, [
      [0, -48],
      [34, 0, 30, 18],
      [24, 46, 0, 46],
      [-24, 46, -30, 18],
      [-34, 0, 0, -48],
    ]);
    context.fill();
    context.fillStyle = '#ffffff';
    oval(context, -8, 16, 8, 16, 0.4);
    rounded(context, 6, -6, 6, 40, 3);
  },
  jingyabao(context, ink) {
    context.fillStyle = ink;
    outline(context, [
      [-46, 10],
      [-40, -30, 0, -28],
      [36, -26, 40, 4],
      [50, -8, 48, -26],
      [58, 6, 40, 20],
      [20, 44, -20, 38],
      [-44, 34, -46, 10],
    ]);
    context.fill();
    context.fillStyle = '#ffffff';
    oval(context, -26, 0, 5, 5);
    for (let i = 0; i < 3; i++) context.fillRect(-20 + i * 16, 22, 10, 8);
  },
  maicenor(context, ink) {
    context.strokeStyle = ink;
    line(
      context,
      [
        [-48, 6],
        [-26, 6],
        [-16, -30],
        [0, 38],
        [12, -12],
        [20, 6],
        [48, 6],
      ],
      8,
    );
    context.fillStyle = ink;
    oval(context, 38, -30, 10, 10);
  },
  cenyantang(context, ink) {
    context.fillStyle = ink;
    outline(context, [
      [-48, -8],
      [0, -46],
      [48, -8],
      [38, -8],
      [0, -34],
      [-38, -8],
    ]);
    context.fill();
    context.fillRect(-34, 0, 12, 44);
    context.fillRect(22, 0, 12, 44);
    context.fillRect(-34, 36, 68, 8);
    outline(context, [
      [0, 0],
      [16, 16],
      [0, 32],
      [-16, 16],
    ]);
    context.fill();
  },
  rongdaoji(context, ink) {
    context.fillStyle = ink;
    for (let i = 0; i < 7; i++) oval(context, Math.cos(i * 0.898) * 28, Math.sin(i * 0.898) * 22 - 6, 17, 15);
    context.fillStyle = '#ffffff';
    oval(context, 0, -6, 20, 15);
    context.strokeStyle = ink;
    line(
      context,
      [
        [-40, 38],
        [-14, 30],
        [12, 40],
        [42, 32],
      ],
      6,
    );
  },
};

/** A brand's emblem with its two words underneath, `size` pixels wide, centred on the point. */
export function drawLogo(
  context: SKRSContext2D,
  brand: { readonly logo: LogoName; readonly zh: string; readonly latin: string; readonly ink: string },
  x: number,
  y: number,
  size: number,
): void {
  context.save();
  context.translate(x, y);
  context.scale(size / 140, size / 140);
  EMBLEMS[brand.logo](context, brand.ink);
  context.fillStyle = brand.ink;
  context.textAlign = 'center';
  context.font = `26px "${chineseFont('700Bold')}"`;
  context.fillText(brand.latin, 0, 78);
  context.font = `22px "${chineseFont('700Bold')}"`;
  context.fillText(brand.zh, 0, 106);
  context.restore();
}
