import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import sharp from 'sharp';
import { photograph } from '../../samples/images/photograph.ts';
import { chineseFont } from './image-fonts.ts';
import { seeded } from './random.ts';

/** Pages the project makes, genuine and worked over afterwards, to measure what betrays an edit. */
export type MadePage = {
  readonly bytes: Uint8Array;
  /** Printed lines where they lie, label and value together. */
  readonly lines: { text: string; region: Box }[];
  /** Where the number's line lies. */
  readonly number: Box;
};
type Box = { x: number; y: number; width: number; height: number };

/** How the number was changed: painted over, cloned paper, glyphs moved about, or not at all. */
export type Edit = 'none' | 'flat' | 'flat-soft' | 'clone' | 'one-digit';

const labels = [
  '注册证编号：',
  '注册人名称：',
  '产品名称：',
  '型号规格：',
  '适用范围：',
  '批准日期：',
  '有效期至：',
];

/** Page `seed`: layout, paper, fonts, seal, camera and compression all vary. */
export async function makePage(seed: number, edit: Edit): Promise<MadePage> {
  const random = seeded(seed * 53 + 17);
  const size = random.pick([20, 22, 24, 26]);
  const [width, height] = [random.pick([760, 900]), random.pick([600, 720])];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const paper = random.pick(['#ffffff', '#fdfbf3', '#f6f1e2', '#eef4ee', '#f3f0f7']);
  const ink = random.pick(['#111111', '#1c1c1c', '#2b2b35']);
  const valueFont = random.pick(['400Regular', '400Regular', '700Bold'] as const);
  const valueInk = random.pick([ink, ink, '#000000', '#1a2a5a']);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  if (random.next() < 0.35) waves(context, width, height, random.next());
  context.strokeStyle = '#b89b5e';
  context.lineWidth = 6;
  context.strokeRect(18, 18, width - 36, height - 36);
  context.fillStyle = ink;
  context.font = `${size * 1.8}px "${chineseFont('700Bold')}"`;
  context.fillText('医疗器械注册证', width / 2 - size * 6, size * 4);
  const digits = () => String(random.whole(100000, 999999));
  const values = [
    `国械注准2022314${digits().slice(0, 4)}`,
    '示例云启医疗器械有限公司',
    '医用外科口罩',
    `A${digits().slice(0, 2)}、B${digits().slice(0, 2)}`,
    '供临床机构及家庭使用。',
    `20${random.whole(20, 24)}年0${random.whole(1, 9)}月1${random.whole(0, 9)}日`,
    `20${random.whole(26, 30)}年0${random.whole(1, 9)}月1${random.whole(0, 9)}日`,
  ];
  const gap = (height - size * 7) / 7.5;
  const lines: { text: string; region: Box }[] = [];
  let value: Box = { x: 0, y: 0, width: 0, height: 0 };
  for (const [i, label] of labels.entries()) {
    const y = size * 6 + i * gap;
    context.fillStyle = ink;
    context.font = `${size}px "${chineseFont()}"`;
    context.fillText(label, 80, y);
    const from = 80 + context.measureText(label).width;
    context.fillStyle = valueInk;
    context.font = `${size}px "${chineseFont(valueFont)}"`;
    context.fillText(values[i] ?? '', from, y);
    const wide = context.measureText(values[i] ?? '').width;
    lines.push({
      text: `${label}${values[i]}`,
      region: { x: 80, y: y - size * 0.9, width: from - 80 + wide, height: size * 1.1 },
    });
    if (i === 0) value = { x: from, y: y - size * 0.95, width: wide, height: size * 1.25 };
  }
  if (random.next() < 0.6)
    seal(context, width * random.between(0.35, 0.7), height * random.between(0.2, 0.8));
  const shot = await photograph(canvas, seed, {
    noise: random.pick([0, 1, 2, 3, 4]),
    shade: random.between(0, 0.3),
    blur: random.pick([0, 0, 0.6, 0.9]),
    quality: random.pick([72, 80, 85, 92]),
  });
  const edited =
    edit === 'none' ? shot : await changed(shot, value, size, edit, random.whole(1, 1e6), valueFont);
  const scale = random.pick([1, 1, 0.8]);
  const bytes = await sharp(edited)
    .resize(Math.round(width * scale))
    .jpeg({ quality: random.pick([72, 80, 88]) })
    .toBuffer();
  const at = ({ x, y, width: w, height: h }: Box): Box => ({
    x: x * scale,
    y: y * scale,
    width: w * scale,
    height: h * scale,
  });
  return {
    bytes: new Uint8Array(bytes),
    lines: lines.map(({ text, region }) => ({ text, region: at(region) })),
    number: at(lines[0]?.region ?? value),
  };
}

type Context = ReturnType<Canvas['getContext']>;

/** What an image editor does to a number on a finished photograph. */
async function changed(
  shot: Uint8Array,
  box: Box,
  size: number,
  edit: Edit,
  seed: number,
  font: '400Regular' | '700Bold',
): Promise<Uint8Array> {
  const random = seeded(seed);
  const image = await loadImage(Buffer.from(shot));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const one = edit === 'one-digit';
  const part = one ? { ...box, x: box.x + box.width - size * 1.3, width: size * 1.3 } : box;
  if (edit === 'clone') {
    // Bare paper from just under the line, put over the number.
    context.drawImage(
      canvas,
      part.x,
      part.y + part.height * 1.02,
      part.width,
      part.height,
      part.x,
      part.y,
      part.width,
      part.height,
    );
  } else {
    context.fillStyle = paperAt(context, part);
    context.fillRect(part.x - 2, part.y, part.width + 4, part.height);
  }
  context.fillStyle = '#1c1c1c';
  context.font = `${size}px "${chineseFont(random.next() < 0.7 ? font : '400Regular')}"`;
  if (edit === 'flat-soft') context.filter = 'blur(0.6px)';
  const number = one ? String(random.whole(10, 99)) : `国械注准2023314${random.whole(1000, 9999)}`;
  context.fillText(number, part.x, box.y + size * 0.95);
  const bytes = await sharp(canvas.toBuffer('image/png'))
    .jpeg({ quality: random.pick([80, 88, 94]) })
    .toBuffer();
  return new Uint8Array(bytes);
}

/** The colour picked beside the box. */
function paperAt(context: Context, { x, y, height }: Box): string {
  const { data } = context.getImageData(Math.max(0, x - 6), Math.max(0, y - height * 0.4), 4, 4);
  return `rgb(${data[0]},${data[1]},${data[2]})`;
}

function waves(context: Context, width: number, height: number, phase: number): void {
  context.strokeStyle = 'rgba(150,180,150,0.35)';
  context.lineWidth = 1;
  for (let row = 0; row < height; row += 14) {
    context.beginPath();
    for (let x = 0; x <= width; x += 6) context.lineTo(x, row + Math.sin(x / 30 + row / 40 + phase * 6) * 5);
    context.stroke();
  }
}

function seal(context: Context, x: number, y: number): void {
  context.strokeStyle = 'rgba(212,24,32,0.8)';
  context.fillStyle = 'rgba(212,24,32,0.8)';
  context.lineWidth = 6;
  context.beginPath();
  context.arc(x, y, 90, 0, Math.PI * 2);
  context.stroke();
  context.font = `24px "${chineseFont('700Bold')}"`;
  context.fillText('虚构专用章', x - 60, y + 8);
}
