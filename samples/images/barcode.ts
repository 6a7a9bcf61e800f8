import type { SKRSContext2D } from '@napi-rs/canvas';

const LEFT_ODD = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
/** Which of the six left digits use the even set, by the first digit (GS1 General Specifications, EAN-13). */
const PARITY = [
  'OOOOOO',
  'OOEOEE',
  'OOEEOE',
  'OOEEEO',
  'OEOOEE',
  'OEEOOE',
  'OEEEOO',
  'OEOEOE',
  'OEOEEO',
  'OEEOEO',
];
const flip = (bits: string) => [...bits].map((bit) => (bit === '0' ? '1' : '0')).join('');

/** Modules of an EAN-13 symbol, 95 of them, 1 for a bar. */
export function ean13Modules(digits: string): string {
  if (!/^\d{13}$/.test(digits)) throw new RangeError(`not thirteen digits: ${digits}`);
  const parity = PARITY[Number(digits[0])] as string;
  const left = [...digits.slice(1, 7)].map((digit, i) => {
    const odd = LEFT_ODD[Number(digit)] as string;
    return parity[i] === 'O' ? odd : [...flip(odd)].reverse().join('');
  });
  const right = [...digits.slice(7)].map((digit) => flip(LEFT_ODD[Number(digit)] as string));
  return `101${left.join('')}01010${right.join('')}101`;
}

/** Draws an EAN-13 with its quiet zone; `module` is the width of one bar in pixels. */
export function drawEan13(
  context: SKRSContext2D,
  digits: string,
  x: number,
  y: number,
  module: number,
  height: number,
): void {
  const modules = ean13Modules(digits);
  context.fillStyle = '#ffffff';
  context.fillRect(x - 11 * module, y - 6, (95 + 18) * module, height + 30);
  context.fillStyle = '#000000';
  for (let i = 0; i < modules.length; i++)
    if (modules[i] === '1') context.fillRect(x + i * module, y, module, height);
  context.font = '16px monospace';
  context.textAlign = 'left';
  context.fillText(digits, x, y + height + 18);
}
