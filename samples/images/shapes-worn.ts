import type { SKRSContext2D } from '@napi-rs/canvas';
import { line, lit, outline, oval, rounded, tone } from './strokes.ts';

type Draw = (context: SKRSContext2D, hue: number) => void;

/** Goods people wear or carry. */
export const WORN_SHAPES = {
  shoe(context, hue) {
    context.fillStyle = '#f3f1ec';
    rounded(context, -96, 42, 192, 26, 13);
    lit(context, hue, 55, 90, 60);
    outline(context, [
      [-92, 44],
      [-90, -20, -70, -48],
      [-30, -40],
      [10, -5, 52, 4],
      [96, 14, 94, 44],
    ]);
    context.fill();
    context.strokeStyle = '#ffffff';
    for (let i = 0; i < 5; i++)
      line(
        context,
        [
          [-28 + i * 14, -34 + i * 8],
          [-12 + i * 14, -42 + i * 9],
        ],
        4,
      );
    context.strokeStyle = tone(hue + 150, 45, 70);
    line(
      context,
      [
        [-80, 20],
        [-30, 26],
        [20, 10],
      ],
      7,
    );
  },
  bag(context, hue) {
    context.strokeStyle = tone(hue, 28);
    context.lineWidth = 9;
    context.beginPath();
    context.arc(0, -36, 44, Math.PI, 0);
    context.stroke();
    lit(context, hue, 46, 90, 50);
    outline(context, [
      [-72, -36],
      [72, -36],
      [88, 78],
      [80, 92, 66, 92],
      [-66, 92],
      [-80, 92, -88, 78],
    ]);
    context.fill();
    context.fillStyle = tone(45, 60, 70);
    rounded(context, -14, -30, 28, 22, 4);
    context.strokeStyle = tone(hue, 70);
    context.setLineDash([5, 4]);
    line(
      context,
      [
        [-66, 78],
        [66, 78],
      ],
      2,
    );
    context.setLineDash([]);
  },
  headphones(context, hue) {
    context.strokeStyle = tone(hue, 25, 30);
    context.lineWidth = 14;
    context.beginPath();
    context.arc(0, 6, 72, Math.PI * 1.03, Math.PI * 1.97);
    context.stroke();
    lit(context, hue, 40, 80, 35);
    oval(context, -70, 34, 26, 42);
    oval(context, 70, 34, 26, 42);
    context.fillStyle = tone(hue, 75, 30);
    oval(context, -70, 34, 12, 24);
    oval(context, 70, 34, 12, 24);
  },
  glasses(context, hue) {
    context.strokeStyle = tone(hue, 22, 30);
    context.lineWidth = 7;
    for (const x of [-48, 48]) {
      context.fillStyle = 'rgba(160,190,210,0.45)';
      context.beginPath();
      context.roundRect(x - 38, -22, 76, 52, 20);
      context.fill();
      context.stroke();
    }
    line(
      context,
      [
        [-12, -4],
        [0, -10],
        [12, -4],
      ],
      6,
    );
    line(
      context,
      [
        [-86, -8],
        [-96, -40],
      ],
      6,
    );
    line(
      context,
      [
        [86, -8],
        [96, -40],
      ],
      6,
    );
  },
  bangle(context, hue) {
    context.lineWidth = 26;
    const ring = context.createLinearGradient(-80, -80, 80, 80);
    ring.addColorStop(0, tone(hue, 88, 40));
    ring.addColorStop(0.4, tone(hue, 52, 50));
    ring.addColorStop(0.7, tone(hue, 78, 40));
    ring.addColorStop(1, tone(hue, 40, 50));
    context.strokeStyle = ring;
    context.beginPath();
    context.ellipse(0, 0, 74, 64, 0.1, 0, Math.PI * 2);
    context.stroke();
    context.strokeStyle = 'rgba(255,255,255,0.7)';
    context.lineWidth = 4;
    context.beginPath();
    context.ellipse(-4, -6, 76, 66, 0.1, 3.4, 4.6);
    context.stroke();
  },
  shirt(context, hue) {
    lit(context, hue, 60, 90, 50);
    outline(context, [
      [-34, -84],
      [0, -64, 34, -84],
      [92, -52],
      [74, -8],
      [54, -20],
      [56, 92],
      [-56, 92],
      [-54, -20],
      [-74, -8],
      [-92, -52],
    ]);
    context.fill();
    context.strokeStyle = tone(hue, 38);
    line(
      context,
      [
        [-54, -20],
        [-50, -46],
      ],
      2,
    );
    line(
      context,
      [
        [54, -20],
        [50, -46],
      ],
      2,
    );
    context.fillStyle = tone(hue + 180, 80, 40);
    for (let y = 10; y < 60; y += 16) context.fillRect(-54, y, 108, 5);
  },
} satisfies Record<string, Draw>;
