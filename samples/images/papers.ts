import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { chineseFont } from '../../test/support/image-fonts.ts';
import { drawEan13 } from './barcode.ts';

/** What is printed on the back of a package. */
export type LabelPicture = {
  readonly title: string;
  /** `name: value` lines. */
  readonly lines: readonly string[];
  /** Thirteen digits drawn as a bar code. */
  readonly ean13?: string;
};

/** A flat view of a package's back: title, table of particulars, bar code. */
export function drawLabel({ title, lines, ean13 }: LabelPicture): Canvas {
  const canvas = createCanvas(560, 640);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f7f4ec';
  context.fillRect(0, 0, 560, 640);
  context.fillStyle = '#31463c';
  context.fillRect(0, 0, 560, 84);
  context.fillStyle = '#ffffff';
  context.font = `34px "${chineseFont('700Bold')}"`;
  context.fillText(title.slice(0, 14), 26, 54);
  context.fillStyle = '#22262a';
  context.font = `21px "${chineseFont()}"`;
  for (const [i, text] of lines.slice(0, 9).entries()) {
    context.fillText(text.slice(0, 24), 26, 130 + i * 38);
    context.fillStyle = '#d6cfbd';
    context.fillRect(26, 140 + i * 38, 508, 1);
    context.fillStyle = '#22262a';
  }
  if (ean13) drawEan13(context, ean13, 150, 510, 2.6, 84);
  return canvas;
}

/** A certificate of an invented authority: framed page, title, lines, red seal over the foot. */
export type CertificatePicture = {
  readonly title: string;
  readonly lines: readonly string[];
  /** Words along the seal. */
  readonly seal: string;
};

export function drawCertificatePage({ title, lines, seal }: CertificatePicture): Canvas {
  const canvas = createCanvas(900, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fdfaf0';
  context.fillRect(0, 0, 900, 720);
  context.strokeStyle = '#b89b5e';
  context.lineWidth = 8;
  context.strokeRect(20, 20, 860, 680);
  context.lineWidth = 2;
  context.strokeRect(34, 34, 832, 652);
  context.fillStyle = '#1b1b1b';
  context.textAlign = 'center';
  context.font = `44px "${chineseFont('700Bold')}"`;
  context.fillText(title, 450, 110);
  context.textAlign = 'left';
  context.font = `24px "${chineseFont()}"`;
  for (const [i, text] of lines.slice(0, 9).entries()) context.fillText(text, 90, 180 + i * 50);
  // No page may pass for a real one, whoever crops it out of the sample set.
  context.fillStyle = 'rgba(120,120,120,0.35)';
  context.font = `20px "${chineseFont()}"`;
  context.fillText('虚构样例 · 仅供测试 · SPECIMEN', 90, 672);
  drawSeal(context, seal, 690, 540);
  return canvas;
}

function drawSeal(context: ReturnType<Canvas['getContext']>, words: string, x: number, y: number): void {
  const red = 'rgba(212,24,32,0.82)';
  context.save();
  context.translate(x, y);
  context.rotate(-0.08);
  context.strokeStyle = red;
  context.fillStyle = red;
  context.lineWidth = 6;
  context.beginPath();
  context.arc(0, 0, 92, 0, Math.PI * 2);
  context.stroke();
  context.font = `20px "${chineseFont('700Bold')}"`;
  context.textAlign = 'center';
  const letters = [...words].slice(0, 16);
  const step = Math.min(0.36, 4.2 / letters.length);
  for (const [i, letter] of letters.entries()) {
    context.save();
    context.rotate((i - (letters.length - 1) / 2) * step);
    context.fillText(letter, 0, -64);
    context.restore();
  }
  context.beginPath();
  for (let i = 0; i < 5; i++) {
    const angle = -Math.PI / 2 + i * ((Math.PI * 4) / 5);
    if (i === 0) context.moveTo(Math.cos(angle) * 28, Math.sin(angle) * 28);
    else context.lineTo(Math.cos(angle) * 28, Math.sin(angle) * 28);
  }
  context.closePath();
  context.fill();
  context.fillText('虚构专用章', 0, 58);
  context.restore();
}
