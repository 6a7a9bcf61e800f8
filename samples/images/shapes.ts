import type { SKRSContext2D } from '@napi-rs/canvas';
import { THING_SHAPES } from './shapes-things.ts';
import { VESSEL_SHAPES } from './shapes-vessels.ts';
import { WORN_SHAPES } from './shapes-worn.ts';

/** Draws one kind of goods into the square from -100 to 100; `hue` 0-359 colours it. */
export type Shape = (context: SKRSContext2D, hue: number) => void;

const SHAPES = { ...VESSEL_SHAPES, ...WORN_SHAPES, ...THING_SHAPES } satisfies Record<string, Shape>;
export type ShapeName = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as ShapeName[];

export function drawShape(context: SKRSContext2D, name: ShapeName, hue: number): void {
  SHAPES[name](context, hue);
}
