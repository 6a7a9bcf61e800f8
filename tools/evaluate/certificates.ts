import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadOcrEngine } from '../../models/image/certificate/ocr.ts';
import { readCertificate } from '../../models/image/certificate/read.ts';
import { drawCertificatePage } from '../../samples/images/papers.ts';
import { photograph } from '../../samples/images/photograph.ts';
import { seeded } from '../../test/support/random.ts';
import { Tally } from './score.ts';

const require = createRequire(import.meta.url);
const FIRMS = ['云栖', '岭南', '海川', '晨曦', '北辰', '青禾', '长风', '瑞沃'];
const TRADES = ['生物医药', '食品', '日化', '医疗器械', '电器', '科技'];
const PLACES = ['杭州', '广州', '苏州', '武汉', '厦门', '青岛'];
const PRODUCTS = ['电子体温计', '保湿面霜', '医用退热贴', '蓝莓叶黄素片', '家用制氧机', '儿童牙膏'];

/** Certificates of another layout than the tests', photographed: numbers, holders and expiry dates. */
export async function evaluateCertificates(seed: number, pages = 20): Promise<Tally[]> {
  const engine = await loadOcrEngine(
    join(require.resolve('@tesseract.js-data/chi_sim/package.json'), '../4.0.0_best_int'),
  );
  const number = new Tally('certificate: number');
  const holder = new Tally('certificate: holder');
  const until = new Tally('certificate: valid until');
  try {
    for (let i = 0; i < pages; i++) {
      const random = seeded(seed * 13 + i);
      const digits = (count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join('');
      const year = random.whole(2026, 2031);
      const [month, day] = [random.whole(1, 12), random.whole(1, 28)];
      const two = (value: number) => String(value).padStart(2, '0');
      const truth = {
        number: random.pick([
          `国械注准${random.whole(2015, 2024)}3${digits(6)}`,
          `粤妆${random.whole(2016, 2024)}${digits(4)}`,
          `国食健注G${random.whole(2015, 2023)}${digits(4)}`,
        ]),
        holder: `${random.pick(PLACES)}${random.pick(FIRMS)}${random.pick(TRADES)}有限公司`,
        until: `${year}-${two(month)}-${two(day)}`,
      };
      const canvas = drawCertificatePage({
        title: random.pick(['注册证', '许可证', '批准证书']),
        lines: [
          `${random.pick(['证书编号', '注册证编号', '许可证编号'])}：${truth.number}`,
          `${random.pick(['企业名称', '注册人名称', '持有人'])}：${truth.holder}`,
          `产品名称：${random.pick(PRODUCTS)}`,
          `发证日期：${year - 5}年${month}月${day}日`,
          `有效期至：${year}年${month}月${day}日`,
        ],
        seal: random.pick(['示例市市场监督管理局', '示例省药品监督管理局']),
      });
      const bytes = await photograph(canvas, seed + i, {
        tilt: random.between(0, 0.03),
        noise: random.between(2, 8),
        shade: random.between(0.1, 0.45),
        quality: random.whole(60, 85),
        blur: random.pick([0, 0.5]),
      });
      const outcome = await readCertificate(bytes, engine);
      const fields = outcome.ok ? outcome.certificate.fields : {};
      const compare = (tally: Tally, wanted: string, got: { value: string; passes: number } | undefined) =>
        tally.compare(
          `page ${i}: ${wanted}`,
          [wanted],
          got ? [{ label: got.value, because: `${got.passes} passes` }] : [],
        );
      compare(number, truth.number, fields.number);
      compare(holder, truth.holder, fields.holder);
      compare(until, truth.until, fields.validUntil);
    }
  } finally {
    await engine.close();
  }
  return [number, holder, until];
}
