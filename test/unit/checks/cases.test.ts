import { beforeAll, describe, expect, it } from 'vitest';
import type { DeclaredCredential } from '../../../models/listing.ts';
import { gtin13, inventedUscc } from '../../../samples/numbers.ts';
import { markOf } from '../../../samples/papers.ts';
import { type OpenKnowledge, openKnowledge } from '../samples/screen-sample.ts';
import { type Change, reasonsFor, TODAY } from './reasons.ts';

let knowledge: OpenKnowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});

const reasons = (title: string, change?: Change) => reasonsFor(knowledge, title, change);
const codes = async (title: string, change?: Change) => [...(await reasons(title, change)).keys()];

describe('what a reason cites', () => {
  it('is the law of these goods, not every law the code may stand under', async () => {
    const names = async (title: string, code: string) =>
      (await reasons(title)).get(code)?.law.map(({ name }) => name.zh);
    expect(await names('遥控车 越野 男孩玩具', 'credential.missing-credential')).toEqual([
      '强制性产品认证管理规定',
      '电子商务法',
    ]);
    expect(await names('布洛芬缓释胶囊 24粒', 'product.missing-credential')).toContain('药品管理法');
    expect(await names('布洛芬缓释胶囊 24粒', 'product.missing-credential')).not.toContain('食品安全法');
    expect(await names('枕头 治疗颈椎病', 'claims.medical')).toEqual(['广告法']);
  });
});

describe('a brand field that names no brand', () => {
  it.each(['无', '其他品牌', '无/无注册商标', 'N/A', '-', 'No Brand', '国产品牌', '其它'])(
    '%s',
    async (name) =>
      expect(await codes('男子跑步鞋', { brand: { name } })).not.toContain('qualification.missing'),
  );
  it.each(['无印云峦', '自然峦', 'Nonoo', '金牌峦'])('is not %s', async (name) =>
    expect(await codes('男子跑步鞋', { brand: { name } })).toContain('qualification.missing'),
  );
});

describe('a brand’s papers', () => {
  const brand = { name: '示例云峦' };
  const own = (change: Partial<DeclaredCredential> = {}): DeclaredCredential => ({
    kind: 'trademark',
    number: '77770001',
    holder: '示例云峦有限公司',
    brand: '示例云峦',
    classes: [25],
    validUntil: '2033-01-01',
    ...change,
  });
  const told = (title: string, paper: DeclaredCredential) => codes(title, { brand, credentials: [paper] });

  it('cover the goods by their Nice class, of ordinary goods too', async () => {
    expect(await told('示例云峦 T恤 短袖 纯棉', own())).toEqual(['integrity.no-main-image']);
    expect(await told('示例云峦 T恤 短袖 纯棉', own({ classes: [3, 35] }))).toContain(
      'qualification.class-mismatch',
    );
    expect(await told('示例云峦 真皮双肩包', own({ classes: [18] }))).not.toContain(
      'qualification.class-mismatch',
    );
  });
  it('have a number that can exist', async () => {
    expect(await told('示例云峦 T恤 短袖', own({ number: '7777X001' }))).toContain('qualification.malformed');
    expect(await told('示例云峦 T恤 短袖', own({ number: '1234567890' }))).toContain(
      'qualification.malformed',
    );
    for (const number of ['第12345678号', 'G1234567', '12345678A'])
      expect(await told('示例云峦 T恤 短袖', own({ number }))).not.toContain('qualification.malformed');
  });
  it('are in force already, and end after they begin', async () => {
    expect(await told('示例云峦 T恤 短袖', own({ validFrom: '2027-06-01' }))).toContain(
      'qualification.not-in-force',
    );
    expect(await told('示例云峦 T恤 短袖', own({ validFrom: '2034-06-01' }))).toContain(
      'qualification.dates-impossible',
    );
    expect(await told('示例云峦 T恤 短袖', own({ validFrom: TODAY }))).not.toContain(
      'qualification.not-in-force',
    );
  });
});

describe('words of fakes', () => {
  it('say together, of goods without a brand, what each alone needs a brand to say', async () => {
    expect(await codes('跑鞋 ljr 纯原 满天星')).toContain('counterfeit.fake-phrase');
    expect(await codes('纯原 棉麻 桌布')).not.toContain('counterfeit.fake-phrase');
  });
  it('are no offence of who warns of them', async () => {
    expect(await codes('登山鞋 拒绝高仿 假一赔十')).not.toContain('counterfeit.fake-phrase');
    expect(await codes('登山鞋', { description: '谨防市面上的高仿、精仿。' })).not.toContain(
      'counterfeit.fake-phrase',
    );
    expect(await codes('登山鞋 不是正品 高仿')).toContain('counterfeit.fake-phrase');
  });
});

describe('credentials', () => {
  const ccc = (number: string) => ({ credentials: [{ kind: 'ccc', number }] as DeclaredCredential[] });
  it('of the catalogue are for goods of their own category', async () => {
    expect(await codes('电吹风 大功率 家用', ccc('2022012202123456'))).toContain('credential.inconsistent');
    expect(await codes('电吹风 大功率 家用', ccc('2022010709123456'))).not.toContain(
      'credential.inconsistent',
    );
    const early = await reasons('充电宝 10000mAh', ccc('2021010907123456'));
    expect(early.get('credential.inconsistent')?.outcome).toBe('review');
    const other = await reasons('充电宝 10000mAh', ccc('2024011606123456'));
    expect(other.get('credential.inconsistent')?.outcome).toBe('remind');
  });
  it('that begin later are not in force', async () => {
    const later = { kind: 'cosmetic-registration', number: '国妆特字20261234', validFrom: '2027-03-01' };
    expect(await codes('防晒乳 60ml', { credentials: [later] })).toContain('credential.not-in-force');
  });
  it('the merchant’s own code is held to its form, and to its check digit as a reminder', async () => {
    const sound = inventedUscc(7);
    const wrong = sound.slice(0, 17) + (sound.endsWith('1') ? '2' : '1');
    const merchant = (uscc: string) => ({ merchant: { name: '示例', uscc } });
    expect(await codes('毛巾', merchant(sound))).toEqual(['integrity.no-main-image']);
    expect((await reasons('毛巾', merchant(wrong))).get('credential.check-digit')?.outcome).toBe('remind');
    expect((await reasons('毛巾', merchant('9133')))?.get('credential.malformed')?.outcome).toBe('review');
  });
});

describe('a drug’s name or number', () => {
  it('on what is no drug', async () => {
    for (const title of ['布洛芬 钥匙扣 亚克力 搞笑', '阿莫西林 抱枕 毛绒 药丸', '连花清瘟 造型 抱枕'])
      expect((await codes(title)).filter((code) => code.startsWith('product.'))).toEqual([]);
    for (const title of ['糕点 国药准字Z20201234', '蜂蜜 500g 国药准字Z20201234'])
      expect(await codes(title)).toContain('product.credential-type-mismatch');
    expect(await codes('正元胶囊 国药准字Z20201234')).not.toContain('product.credential-type-mismatch');
  });
  it('a guess forbids nothing', async () => {
    expect((await codes('白芷 种苗')).filter((code) => code.startsWith('product.'))).toEqual([]);
    expect(await codes('复方甘草片 100片')).toContain('product.forbidden');
  });
  it('tablets sold as ordinary food need no approval of health food', async () => {
    expect(await codes('玛咖片 压片糖果')).not.toContain('product.missing-statement');
    expect(await codes('褪黑素 压片糖果')).toContain('product.missing-credential');
  });
});

describe('disclaimers', () => {
  it.each(['本品不具有医疗作用。', '本品不能代替药品、器械治疗疾病。', '请勿用于治疗。'])(
    'claim nothing: %s',
    async (description) =>
      expect(
        (await codes('儿童 雨衣', { description })).filter((code) => code.startsWith('claims.')),
      ).toEqual([]),
  );
  it.each(['不能治疗的湿疹也能根治。', '不打针，治疗颈椎病。'])('are none: %s', async (description) =>
    expect(await codes('枕头', { description })).toContain('claims.medical'),
  );
});

describe('options', () => {
  const options = (...rows: [string, string][]) => ({
    skus: rows.map(([label, price]) => ({ spec: { 规格: label }, price })),
  });
  it('may differ in price as they differ in amount', async () => {
    for (const rows of [
      options(['500g', '3.90'], ['25kg', '119.00']),
      options(['单条', '5.90'], ['50条', '199.00']),
      options(['M3*10 10颗', '1.50'], ['M12*100 100颗', '88.00']),
    ])
      expect(await codes('毛巾', rows)).not.toContain('integrity.price-spread');
    expect(await codes('毛巾', options(['1条', '5.90'], ['2条', '399.00']))).toContain(
      'integrity.price-spread',
    );
    expect(await codes('毛巾', options(['毛巾', '5.90'], ['冰箱', '2999.00']))).toContain(
      'integrity.price-spread',
    );
  });
  it('cost something, and ground what they are compared with', async () => {
    expect(await codes('毛巾', { skus: [{ price: '0.00' }] })).toContain('integrity.price-bait');
    const compared = (referencePriceBasis: string) => ({
      skus: [{ price: '39.00', referencePrice: '59.00', referencePriceBasis }],
    });
    for (const basis of ['无', ' - ', '原价', 'N/A'])
      expect(await codes('毛巾', compared(basis))).toContain('integrity.reference-price');
    expect(await codes('毛巾', compared('厂商建议零售价'))).not.toContain('integrity.reference-price');
  });
  it('each have a bar code of their own', async () => {
    const gtin = gtin13('690123456789');
    const twice = {
      skus: [
        { price: '9.00', gtin },
        { price: '9.00', gtin },
      ],
    };
    expect(await codes('毛巾', twice)).toContain('integrity.gtin-repeated');
    expect(await codes('毛巾', { skus: [{ price: '9.00', gtin }, { price: '9.00' }] })).not.toContain(
      'integrity.gtin-repeated',
    );
  });
  it('are of one kind of goods', async () => {
    expect(await codes('连衣裙 女夏', options(['连衣裙', '99.00'], ['手机壳', '19.00']))).toContain(
      'integrity.sku-mismatch',
    );
    expect(await codes('连衣裙 女夏', options(['连衣裙', '99.00'], ['外套', '199.00']))).not.toContain(
      'integrity.sku-mismatch',
    );
  });
});

describe('attributes against the title', () => {
  const attribute = (name: string, value: string) => ({ attributes: { [name]: value } });
  it('say the same material', async () => {
    expect(await codes('真皮 手提包', attribute('材质', 'PU'))).toContain('integrity.attribute-mismatch');
    expect(await codes('925银 项链', attribute('材质', '合金'))).toContain('integrity.attribute-mismatch');
    expect(await codes('真皮 手提包', attribute('材质', '头层牛皮+PU内里'))).not.toContain(
      'integrity.attribute-mismatch',
    );
    expect(await codes('真皮质感 手提包', attribute('材质', 'PU'))).not.toContain(
      'integrity.attribute-mismatch',
    );
    expect(await codes('仿真皮 手提包', attribute('材质', 'PU'))).not.toContain(
      'integrity.attribute-mismatch',
    );
  });
  it('say the same content, a pack being a multiple', async () => {
    expect(await codes('大米 5斤', attribute('净含量', '5kg'))).toContain('integrity.attribute-mismatch');
    expect(await codes('大米 10斤', attribute('净含量', '5kg'))).not.toContain(
      'integrity.attribute-mismatch',
    );
    expect(await codes('洗手液 500ml*2', attribute('净含量', '1L'))).not.toContain(
      'integrity.attribute-mismatch',
    );
  });
  it('say the same brand', async () => {
    const papers = {
      brand: { name: 'KOSTRUM' },
      merchant: { name: '示例阔石岳体育用品有限公司' },
      credentials: [markOf('kostrum')],
    };
    const price = { skus: [{ price: '599.00' }] };
    const title = 'KOSTRUM 徒步鞋';
    expect(await codes(title, { ...papers, ...price, ...attribute('品牌', 'OTHERMARK') })).toContain(
      'integrity.brand-mismatch',
    );
    expect(await codes(title, { ...papers, ...price, ...attribute('品牌', 'KOSTRUM/阔石岳') })).not.toContain(
      'integrity.brand-mismatch',
    );
  });
});
