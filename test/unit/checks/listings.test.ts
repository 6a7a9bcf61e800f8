import { beforeAll, describe, expect, it } from 'vitest';
import { noRegistry } from '../../../functions/shared/registry/registry.ts';
import { screenOnce } from '../../../functions/shared/screen-once.ts';
import { KNOWLEDGE_PARTS } from '../../../models/knowledge.ts';
import { decodePart, type KnowledgeSet } from '../../../models/knowledge-set.ts';
import { recognise } from '../../../models/recognise.ts';
import { buildKnowledge } from '../../../tools/knowledge/build.ts';
import { type Change, listingOf, TODAY } from './reasons.ts';

let set: KnowledgeSet;
beforeAll(async () => {
  const { parts } = await buildKnowledge(process.cwd());
  set = Object.fromEntries(
    KNOWLEDGE_PARTS.map((part) => [part, decodePart(part, parts[part])]),
  ) as unknown as KnowledgeSet;
});

/** Findings of a listing without pictures, as `code strength`, strongest of each code. */
async function found(title: string, change: Change = {}): Promise<Record<string, number>> {
  const listing = listingOf(title, change);
  const subject = { listing, recognition: recognise(listing, set), images: [], today: TODAY };
  const results = await screenOnce(subject, { set, id: 'test' }, noRegistry);
  const strongest: Record<string, number> = {};
  for (const { code, strength } of Object.values(results).flatMap((result) => result.findings))
    strongest[code] = Math.max(strongest[code] ?? 0, strength);
  return strongest;
}
const priced = (price: string) => ({ skus: [{ skuId: 'S1', spec: {}, price, stock: 1 }] });

describe('drugs in goods that may hold none', () => {
  it.each(['他达拉非压片糖果 男士滋补', '格列本脲苦瓜茶 控糖', '黑咖啡 含西布曲明 燃脂'])(
    'are named with what they are in: %s',
    async (title) => expect((await found(title))['product.drug-ingredient']).toBeGreaterThanOrEqual(0.8),
  );
  it.each([
    '代餐奶昔 不含西布曲明 正规备案',
    '西地那非快速检测卡 食品用',
    '他达拉非片 20mg*4片',
    '玛咖黑咖啡 速溶',
  ])('are not seen where none is said to be: %s', async (title) =>
    expect(await found(title)).not.toHaveProperty('product.drug-ingredient'),
  );
});

describe('papers that are missing', () => {
  it.each(['头孢拉定胶囊 消炎药 24粒', '减肥药 排油 一个疗程', '早孕试纸 验孕 10条装'])(
    'are missing for certain when every class the goods may be of needs some: %s',
    async (title) => expect((await found(title))['product.missing-credential']).toBeGreaterThanOrEqual(0.8),
  );
});

describe('prices nobody sells at', () => {
  it('make one telephone, or one washing machine, bait', async () => {
    expect(await found('华为Mate70 Pro 12+512G 全网通5G手机', priced('1.00'))).toHaveProperty(
      'integrity.price-bait',
    );
    expect(await found('滚筒洗衣机全自动家用10公斤', priced('9.90'))).toHaveProperty('integrity.price-bait');
  });
  it('say nothing of cases, deposits, models and fair prices', async () => {
    for (const [title, price] of [
      ['适用华为Mate70手机壳 软胶', '1.00'],
      ['华为Mate70手机定金 预订', '1.00'],
      ['手机模型机 展示用 1:1 黑屏', '25.00'],
      ['老人机 大字大声 超长待机', '69.00'],
    ] as const)
      expect(await found(title, priced(price))).not.toHaveProperty('integrity.price-bait');
  });
});

describe('title, category and attributes', () => {
  it('that name goods of quite another kind are told', async () => {
    expect(await found('真丝连衣裙 夏季收腰', { category: ['家居', '保温杯'] })).toHaveProperty(
      'integrity.category-mismatch',
    );
    expect(await found('铝框行李箱 万向轮 24寸', { attributes: { 品名: '床单' } })).toHaveProperty(
      'integrity.attribute-mismatch',
    );
  });
  it('of neighbouring shelves agree', async () => {
    for (const [title, leaf] of [
      ['儿童公主裙 女童生日礼服', '连衣裙'],
      ['登山鞋 防滑防水 男', '运动鞋'],
      ['帆布收纳包 旅行', '旅行包'],
      ['蓝牙耳机 入耳式', '手机'],
      ['不锈钢保温杯 500ml', '水壶'],
    ] as const)
      expect(await found(title, { category: [leaf] })).not.toHaveProperty('integrity.category-mismatch');
  });
});

describe('words for fakes', () => {
  it('say together what each alone might not', async () => {
    const [one, several] = [
      await found('AirPods Pro 华强北'),
      await found('AirPods Pro 华强北 洛达 悦虎方案'),
    ];
    expect(several['counterfeit.fake-phrase']).toBeGreaterThan(one['counterfeit.fake-phrase'] ?? 1);
    expect(several['counterfeit.fake-phrase']).toBeGreaterThanOrEqual(0.9);
  });
  it('mean nothing without a brand, or in another sense', async () => {
    for (const title of [
      '华强北商业街写真集',
      '飒爽超A的女士西装外套',
      '尾单号查询软件',
      '以假乱真的仿真花束',
    ])
      expect(await found(title)).not.toHaveProperty('counterfeit.fake-phrase');
  });
});

describe('papers of a brand', () => {
  const holder = '福建某运动用品有限公司';
  const certificate = (brand: string) => ({
    kind: 'trademark',
    number: '1234567',
    holder,
    brand,
    classes: [25],
    validUntil: '2030-01-01',
  });
  const owner = { storeType: 'flagship', merchant: { name: holder } } as const;

  it.each(['安踏', 'ANTA', '安踏/ANTA'])('count under every name of the brand: %s', async (brand) =>
    expect(
      await found('安踏男鞋 运动鞋 夏季跑步鞋', {
        ...owner,
        brand: { name: '安踏' },
        credentials: [certificate(brand)],
      }),
    ).not.toHaveProperty('qualification.missing'),
  );
  it('of another brand do not', async () =>
    expect(
      await found('安踏男鞋 运动鞋', {
        ...owner,
        brand: { name: '安踏' },
        credentials: [certificate('李宁')],
      }),
    ).toHaveProperty('qualification.missing'));
  it('let a name of one’s own resemble a known one', async () => {
    const own = { ...owner, brand: { name: '云禾' }, credentials: [certificate('云禾')] };
    const seen = await found('云禾纯棉短袖T恤 男', own);
    for (const code of ['qualification.missing', 'counterfeit.brand-disguised', 'integrity.brand-mismatch'])
      expect(seen).not.toHaveProperty(code);
  });
  it('are asked for under the name that is declared, and the likeness is told beside it', async () =>
    expect(Object.keys(await found('运动鞋 男 透气', { brand: { name: 'N1ke' } }))).toEqual(
      expect.arrayContaining(['qualification.missing', 'counterfeit.brand-disguised']),
    ));
});

describe('what is pricked under the skin', () => {
  it('is no cosmetic, whatever the same word means on the skin', async () => {
    expect(await found('水光针套装 自己打 附针头')).toHaveProperty('product.forbidden');
    expect(await found('水光针精华液 补水保湿')).not.toHaveProperty('product.forbidden');
  });
});
