import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidatesIn } from '../../../models/image/certificate/fields.ts';
import {
  creditCodeIn,
  datesIn,
  endOfPeriod,
  isCreditCode,
  numberIn,
} from '../../../models/image/certificate/grammar.ts';
import { authorityArea } from '../../../models/image/certificate/issuer.ts';
import { loadOcrEngine, type OcrEngine } from '../../../models/image/certificate/ocr.ts';
import { skewOf } from '../../../models/image/certificate/prepare.ts';
import { readCertificate } from '../../../models/image/certificate/read.ts';
import { readingOf } from '../../../models/image/certificate/reading.ts';
import { drawCertificate, photographed } from '../../support/certificate-corpus.ts';

const require = createRequire(import.meta.url);
let engine: OcrEngine;

beforeAll(async () => {
  engine = await loadOcrEngine(
    join(require.resolve('@tesseract.js-data/chi_sim/package.json'), '../4.0.0_best_int'),
  );
});
afterAll(() => engine.close());

describe('values must fit their grammar', () => {
  it('dates in every written form, impossible ones dropped', () => {
    expect(datesIn('2021年3月5日')).toEqual(['2021-03-05']);
    expect(datesIn('2021.03.05至2026-03-04')).toEqual(['2021-03-05', '2026-03-04']);
    expect(datesIn('2O21年O3月l5曰')).toEqual(['2021-03-15']);
    expect(datesIn('2021年13月40日')).toEqual([]);
    expect(endOfPeriod('2020年01月02日至2030年01月01日')).toBe('2030-01-01');
    expect(endOfPeriod('2020年01月02日至长期')).toBe('长期');
    // A misread or lost digit makes no date of its own.
    expect(datesIn('2027.08.33')).toEqual([]);
    expect(datesIn('2027.08.3')).toEqual([]);
    expect(datesIn('2027.8.3')).toEqual(['2027-08-03']);
  });

  it('credit codes by their check character, repaired where only one reading is possible', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode('91350100M000100Y44')).toBe(false);
    expect(creditCodeIn('91350100M0OO1OOY43')).toBe('91350100M000100Y43');
  });

  it('licence numbers by shape, others only beside a label', () => {
    expect(numberIn('国械注准20203140123', false)).toEqual({ value: '国械注准20203140123', sure: true });
    expect(numberIn('国药准字Z2O020123', false)?.value).toBe('国药准字Z20020123');
    expect(numberIn('JY13301080123456', false)?.value).toBe('JY13301080123456');
    expect(numberIn('第48213907号', true)?.value).toBe('48213907');
    expect(numberIn('91350100M000100Y44rE业执是', true)).toEqual({
      value: '91350100M000100Y44',
      sure: false,
    });
    expect(numberIn('客服热线 400-800-8820', false)).toBeUndefined();
    expect(numberIn('AB-2023-00187', true)).toEqual({ value: 'AB-2023-00187', sure: false });
  });

  it('two columns, a value under its label, and a misread label', () => {
    const line = (text: string, x: number, y: number) => ({
      text,
      confidence: 90,
      region: { x, y, width: text.length * 20, height: 20 },
    });
    const found = candidatesIn([
      line('注册证编号：国械注准20203140123有效期至：2027年05月06日', 0, 0),
      line('注册入名称:杭州云启医疗器械有限公司', 0, 40),
      line('产品名称', 0, 80),
      line('医用外科口罩', 0, 115),
    ]);
    const values = Object.fromEntries(found.map(({ field, value }) => [field, value]));
    expect(values).toMatchObject({
      number: '国械注准20203140123',
      validUntil: '2027-05-06',
      holder: '杭州云启医疗器械有限公司',
      product: '医用外科口罩',
    });
  });
});

describe('forms of other makers', () => {
  const line = (text: string, y: number) => ({
    text,
    confidence: 90,
    region: { x: 0, y, width: text.length * 20, height: 20 },
  });
  const holderOf = (...texts: string[]) =>
    candidatesIn(texts.map((text, i) => line(text, i * 36)))
      .filter(({ field }) => field === 'holder')
      .map(({ value }) => value);

  it('a label for name and address, quotes for the space of a letter, a name whose label was lost', () => {
    const firm = '厦门瑞沃电器有限公司';
    expect(holderOf('委托人名称、地址', firm, '厦门市集美区示例大道66号')).toEqual([firm]);
    expect(holderOf(`委托人名称及地址：${firm}`)).toEqual([firm]);
    expect(holderOf(`名称“${firm}注册资本”伍佰万元整`)).toEqual([firm]);
    expect(holderOf(`注册号”第23456789号注册人”${firm}`)).toEqual([firm]);
    expect(holderOf('|一|AR', firm, '有限责任公司', '家用电器销售')).toEqual([firm]);
    expect(holderOf(firm, '苏州长风电器科技有限公司')).toEqual([]);
  });
});

describe('sealed certificates', () => {
  it('a page that lies upside down or on either side is read, with its places', async () => {
    const { png, truth } = drawCertificate(0);
    for (const angle of [90, 180, 270]) {
      const bytes = await sharp(png).rotate(angle).png().toBuffer();
      const { width = 0, height = 0 } = await sharp(bytes).metadata();
      const outcome = await readCertificate(bytes, engine);
      if (!outcome.ok) throw new Error(outcome.error.code);
      const { number, holder, validUntil } = outcome.certificate.fields;
      expect([angle, number?.value, validUntil?.value]).toEqual([angle, truth.number, truth.validUntil]);
      expect(holder?.value).toBe(truth.holder);
      const { x = -1, y = -1, width: wide = 0, height: high = 0 } = number?.region ?? {};
      expect(x >= 0 && y >= 0 && x + wide <= width && y + high <= height).toBe(true);
      // The number stands near the head of the page, which is now at the right, the foot or the left.
      const head = { 90: x > width / 2, 180: y > height / 2, 270: x < width / 2 }[angle];
      expect([angle, head]).toEqual([angle, true]);
    }
  });

  it.each([0, 1, 2])(
    'certificate %d gives number, holder and expiry, scanned and photographed at an angle',
    async (seed) => {
      const { png, truth } = drawCertificate(seed);
      for (const bytes of [png, await photographed(png, seed, 5)]) {
        const outcome = await readCertificate(bytes, engine);
        if (!outcome.ok) throw new Error(outcome.error.code);
        const { fields } = outcome.certificate;
        expect({ number: fields.number?.value, validUntil: fields.validUntil?.value }).toEqual({
          number: truth.number,
          validUntil: truth.validUntil,
        });
        expect(fields.holder?.value).toMatch(/有限公司$/);
        expect(outcome.certificate.passes).toBeLessThanOrEqual(4);
      }
    },
  );

  it('the skew of a page is measured to a third of a degree', () => {
    const [width, height] = [600, 400];
    for (const degrees of [-7, -2, 3, 8]) {
      const data = new Uint8Array(width * height).fill(240);
      for (let line = 40; line < 380; line += 40)
        for (let x = 20; x < 580; x++)
          for (let t = 0; t < 8; t++) {
            const y = Math.round(line + t + Math.tan((degrees * Math.PI) / 180) * (x - 300));
            if (y > 0 && y < height && (x >> 3) % 2 === 0) data[y * width + x] = 20;
          }
      expect(Math.abs(skewOf({ width, height, data }) - degrees)).toBeLessThan(0.35);
    }
  });

  it('becomes a reading with official numbers and its authority; what cannot be read is an outcome', async () => {
    const { png, truth } = drawCertificate(2);
    const said = await readingOf(png, engine);
    if (said.state !== 'read') throw new Error(said.reason);
    expect(said.numbers[0]?.value).toBe(truth.number);
    expect(said.fields.kind?.value).toBe('化妆品生产许可证');
    expect(said.issuer?.value).toBe('广东省药品监督管理局');
    expect(authorityArea(said.issuer?.value ?? '')).toBe('粤');
    const blank = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#eeeeee' } })
      .png()
      .toBuffer();
    expect(await readingOf(blank, engine)).toEqual({ state: 'unreadable', reason: 'no-text' });
    expect(await readingOf(new Uint8Array([1, 2, 3]), engine)).toMatchObject({ state: 'unreadable' });
  });

  it('a normaliser of numbers has the last word', () => {
    const lines = [
      { text: '备案号：粤G妆网备字2021000123', confidence: 80, region: { x: 0, y: 0, width: 9, height: 9 } },
    ];
    expect(candidatesIn(lines, () => 'OFFICIAL')[0]).toMatchObject({ value: 'OFFICIAL', sure: true });
  });
});
