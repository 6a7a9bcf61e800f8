import type { SKRSContext2D } from '@napi-rs/canvas';
import { line, lit, outline, oval, rounded, tone } from './strokes.ts';

type Draw = (context: SKRSContext2D, hue: number) => void;

/** Goods with a shape of their own. */
export const THING_SHAPES = {
  phone(context, hue) {
    context.fillStyle = '#16181c';
    rounded(context, -46, -94, 92, 188, 16);
    const screen = context.createLinearGradient(-40, -88, 40, 88);
    screen.addColorStop(0, tone(hue, 30, 70));
    screen.addColorStop(0.5, tone(hue + 60, 55, 70));
    screen.addColorStop(1, tone(hue + 120, 35, 70));
    context.fillStyle = screen;
    rounded(context, -41, -88, 82, 176, 12);
    for (let i = 0; i < 12; i++) {
      context.fillStyle = tone(hue + i * 30, 70, 70);
      rounded(context, -32 + (i % 3) * 24, -30 + Math.floor(i / 3) * 28, 16, 16, 4);
    }
    context.fillStyle = '#16181c';
    oval(context, 0, -80, 4, 4);
  },
  case(context, hue) {
    lit(context, hue, 70, 60, 60);
    rounded(context, -50, -96, 100, 192, 20);
    context.fillStyle = tone(hue, 90, 30);
    rounded(context, -42, -88, 84, 176, 14);
    context.fillStyle = '#2b2b30';
    rounded(context, -38, -84, 40, 44, 12);
    context.fillStyle = '#88a';
    oval(context, -26, -70, 8, 8);
    oval(context, -10, -54, 8, 8);
    context.fillStyle = tone(hue + 170, 60, 70);
    for (let i = 0; i < 9; i++) oval(context, -24 + (i % 3) * 24, 0 + Math.floor(i / 3) * 28, 8, 8);
  },
  'power-bank'(context, hue) {
    lit(context, hue, 32, 60, 15);
    rounded(context, -56, -88, 112, 176, 14);
    context.fillStyle = '#0d0f12';
    rounded(context, -44, 58, 30, 12, 3);
    rounded(context, 6, 58, 34, 12, 6);
    for (let i = 0; i < 4; i++) {
      context.fillStyle = i < 3 ? '#66e08a' : '#33413a';
      oval(context, -24 + i * 16, -70, 3.5, 3.5);
    }
  },
  book(context, hue) {
    context.fillStyle = '#efe9da';
    outline(context, [
      [-56, -76],
      [66, -88],
      [74, 80],
      [-48, 94],
    ]);
    context.fill();
    lit(context, hue, 48, 80, 50);
    outline(context, [
      [-66, -84],
      [58, -84],
      [58, 88],
      [-66, 88],
    ]);
    context.fill();
    context.fillStyle = tone(hue, 28);
    context.fillRect(-66, -84, 12, 172);
    context.strokeStyle = tone(45, 75, 60);
    context.lineWidth = 2;
    context.strokeRect(-46, -74, 94, 152);
  },
  flower(context, hue) {
    context.strokeStyle = '#3b7a3e';
    for (const x of [-40, 0, 38])
      line(
        context,
        [
          [x * 0.3, 95],
          [x, -20],
        ],
        5,
      );
    for (const [x, y] of [
      [-42, -34],
      [0, -56],
      [40, -30],
    ] as const) {
      for (let i = 0; i < 8; i++) {
        lit(context, hue + i * 4, 66, 60, 70);
        oval(context, x + Math.cos(i * 0.785) * 18, y + Math.sin(i * 0.785) * 18, 17, 10, i * 0.785);
      }
      context.fillStyle = '#f0c64a';
      oval(context, x, y, 9, 9);
    }
    context.fillStyle = '#4d9150';
    oval(context, -26, 34, 24, 9, 0.6);
    oval(context, 30, 46, 24, 9, -0.7);
  },
  figurine(context, hue) {
    lit(context, hue, 42, 80, 35);
    oval(context, 4, 16, 70, 38);
    oval(context, -70, -14, 26, 24);
    for (const x of [-46, -20, 36, 58]) rounded(context, x - 8, 36, 16, 52, 5);
    context.strokeStyle = '#efe6d0';
    line(
      context,
      [
        [-78, -34],
        [-96, -56],
        [-84, -74],
      ],
      7,
    );
    line(
      context,
      [
        [-62, -36],
        [-46, -56],
        [-54, -76],
      ],
      7,
    );
    context.strokeStyle = tone(hue, 28);
    line(
      context,
      [
        [72, 4],
        [92, 30],
        [86, 56],
      ],
      5,
    );
    context.fillStyle = '#111';
    oval(context, -76, -18, 3, 3);
  },
  grain(context, hue) {
    lit(context, 25, 52, 90, 40);
    outline(context, [
      [-90, 0],
      [90, 0],
      [80, 80, 20, 90],
      [-20, 90],
      [-80, 80, -90, 0],
    ]);
    context.fill();
    context.fillStyle = tone(hue, 62, 75);
    oval(context, 0, 0, 90, 26);
    for (let i = 0; i < 160; i++) {
      const angle = i * 2.399963;
      const radius = Math.sqrt(i / 160);
      context.fillStyle = tone(hue, 50 + ((i * 37) % 30), 75);
      oval(context, Math.cos(angle) * radius * 84, Math.sin(angle) * radius * 22 - 4, 4, 3);
    }
  },
  meter(context, hue) {
    lit(context, 210, 92, 90, 8);
    rounded(context, -80, -64, 160, 128, 22);
    context.fillStyle = '#b9c9b4';
    rounded(context, -60, -50, 84, 88, 6);
    context.fillStyle = '#20302a';
    context.font = 'bold 30px sans-serif';
    context.fillText('118', -46, -16);
    context.fillText('76', -36, 22);
    context.fillStyle = tone(hue, 50, 60);
    oval(context, 52, -18, 18, 18);
    oval(context, 52, 30, 11, 11);
  },
  coins(context, hue) {
    for (const [x, y] of [
      [-44, 24],
      [34, 34],
      [0, -36],
    ] as const) {
      lit(context, hue, 60, 60, 55);
      oval(context, x, y, 46, 46);
      context.strokeStyle = tone(hue, 36, 55);
      context.lineWidth = 3;
      context.beginPath();
      context.arc(x, y, 38, 0, Math.PI * 2);
      context.stroke();
      context.fillStyle = tone(hue, 40, 55);
      outline(context, [
        [x, y - 26],
        [x + 22, y + 12],
        [x - 22, y + 12],
      ]);
      context.fill();
    }
  },
  kettle(context, hue) {
    lit(context, hue, 74, 70, 12);
    outline(context, [
      [-46, -40],
      [46, -40],
      [64, 88],
      [-64, 88],
    ]);
    context.fill();
    context.strokeStyle = '#2a2a2e';
    context.lineWidth = 12;
    context.beginPath();
    context.arc(62, 20, 40, -1.4, 1.4);
    context.stroke();
    context.fillStyle = '#2a2a2e';
    rounded(context, -48, -58, 96, 18, 8);
    oval(context, 0, -64, 10, 8);
    lit(context, hue, 60, 60, 12);
    outline(context, [
      [-50, -20],
      [-84, -36],
      [-78, -22],
      [-54, 10],
    ]);
    context.fill();
  },
} satisfies Record<string, Draw>;
