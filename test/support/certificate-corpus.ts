import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { isCreditCode } from '../../models/image/certificate/grammar.ts';
import { chineseFont } from './image-fonts.ts';
import { seeded } from './random.ts';

/** Made-up certificates with a red seal over the date, and phone-like photographs of them. */
export type DrawnCertificate = {
  readonly png: Buffer;
  /** The printed lines, in order. */
  readonly lines: readonly string[];
  readonly truth: {
    readonly number: string;
    readonly holder: string;
    readonly product?: string;
    readonly validUntil: string;
  };
};

const cities = ['杭州', '深圳', '广州', '苏州', '成都', '青岛'];
const marks = ['云启', '康泰', '美臣', '诺达', '恒瑞祥', '百草堂', '蓝海'];
const trades = ['医疗器械', '生物科技', '食品', '化妆品', '电子商务', '贸易'];
const products = [
  '医用外科口罩',
  '电子血压计',
  '一次性使用注射器',
  '保湿修护面霜',
  '复合维生素片',
  '红外额温计',
];

/** Draws certificate number `seed` (three kinds in turn). */
export function drawCertificate(seed: number): DrawnCertificate {
  const random = seeded(seed * 31 + 5);
  const holder = `${random.pick(cities)}${random.pick(marks)}${random.pick(trades)}有限公司`;
  const product = random.pick(products);
  const year = random.whole(2026, 2032);
  const [month, day] = [random.whole(1, 12), random.whole(1, 28)];
  const pad = (value: number): string => String(value).padStart(2, '0');
  const validUntil = `${year}-${pad(month)}-${pad(day)}`;
  const printed = `${year}年${pad(month)}月${pad(day)}日`;
  const issued = `${year - 5}年${pad(month)}月${pad(Math.max(1, day - 1))}日`;
  const digits = (count: number): string => Array.from({ length: count }, () => random.whole(0, 9)).join('');
  const kind = seed % 3;
  const number =
    kind === 0
      ? `${random.pick(['国', '浙', '粤', '苏'])}械注准${random.whole(2014, 2024)}${random.whole(2, 3)}${digits(6)}`
      : kind === 1
        ? creditCode(digits)
        : `粤妆${random.whole(2016, 2024)}${digits(4)}`;
  const lines =
    kind === 0
      ? [
          `注册证编号：${number}`,
          `注册人名称：${holder}`,
          `注册人住所：${random.pick(cities)}市高新区科技路${random.whole(1, 300)}号`,
          `产品名称：${product}`,
          `型号规格：A${digits(2)}、B${digits(2)}`,
          '适用范围：供临床机构及家庭使用。',
          `批准日期：${issued}`,
          `有效期至：${printed}`,
        ]
      : kind === 1
        ? [
            `统一社会信用代码：${number}`,
            `名称：${holder}`,
            '类型：有限责任公司',
            `法定代表人：${random.pick(['王建国', '李晓梅', '陈志强'])}`,
            `注册资本：${random.whole(1, 90)}00万元整`,
            `成立日期：${issued}`,
            `营业期限：${issued}至${printed}`,
            `住所：${random.pick(cities)}市滨江区江南大道${random.whole(1, 999)}号`,
          ]
        : [
            `许可证编号：${number}`,
            `企业名称：${holder}`,
            `生产地址：${random.pick(cities)}市白云区人和镇${random.whole(1, 99)}号`,
            '许可项目：一般液态单元；膏霜乳液单元',
            `发证日期：${issued}`,
            `有效期至：${printed}`,
            '发证机关：广东省药品监督管理局',
          ];
  const title = ['医疗器械注册证', '营业执照', '化妆品生产许可证'][kind] as string;
  const canvas = createCanvas(1240, 1000);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fdfbf3';
  context.fillRect(0, 0, 1240, 1000);
  context.strokeStyle = '#b89b5e';
  context.lineWidth = 10;
  context.strokeRect(25, 25, 1190, 950);
  context.fillStyle = '#1c1c1c';
  context.font = `56px "${chineseFont('700Bold')}"`;
  context.fillText(title, 620 - title.length * 28, 140);
  context.font = `30px "${chineseFont()}"`;
  for (const [i, line] of lines.entries()) context.fillText(line, 120, 240 + i * 78);
  context.translate(620, 240 + 6 * 78);
  context.strokeStyle = 'rgba(215,25,30,0.85)';
  context.fillStyle = 'rgba(215,25,30,0.85)';
  context.lineWidth = 8;
  context.beginPath();
  context.arc(0, 0, 120, 0, Math.PI * 2);
  context.stroke();
  context.font = `34px "${chineseFont('700Bold')}"`;
  context.fillText('监督管理局', -85, -50);
  context.fillText('★', -17, 15);
  context.fillText('行政审批专用章', -119, 70);
  return {
    png: canvas.toBuffer('image/png'),
    lines: [title, ...lines],
    truth: { number, holder, validUntil, ...(kind === 0 ? { product } : {}) },
  };
}

function creditCode(digits: (count: number) => string): string {
  const body = `9133${digits(4)}MA${digits(7)}`;
  for (const check of '0123456789ABCDEFGHJKLMNPQRTUWXY') if (isCreditCode(body + check)) return body + check;
  throw new Error('no check character fits');
}

/** A phone's view of a page: turned, shaded, a little blurred, noisy, compressed. */
export async function photographed(png: Buffer, seed: number, degrees = 5): Promise<Buffer> {
  const random = seeded(seed * 97 + 11);
  const turned = await sharp(png)
    .rotate(degrees, { background: '#8a8078' })
    .blur(0.6 + random.next() * 0.5)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = turned.info;
  const [lx, ly] = [random.next(), random.next()];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = 1 - 0.5 * Math.hypot(x / width - lx, y / height - ly);
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 3 + c;
        turned.data[at] = Math.max(
          0,
          Math.min(255, (turned.data[at] as number) * shade + (random.next() - 0.5) * 22),
        );
      }
    }
  }
  return sharp(turned.data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer();
}
