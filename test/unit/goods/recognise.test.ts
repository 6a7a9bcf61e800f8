import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { buildGoods } from '../../../models/goods/load.ts';
import { GoodsRecognition } from '../../../models/goods/recognition.ts';
import { knowledge, sources } from './knowledge.ts';

const { goods, bytes } = knowledge();
const classOf = (title: string) => goods.recognise({ title }).class;

describe('what goods are', () => {
  it.each([
    ['欧姆龙电子血压计家用上臂式', 'device-2'],
    ['阿莫西林胶囊 0.25g*24粒', 'drug-rx'],
    ['感冒灵颗粒 三九 10袋', 'drug-otc'],
    ['地西泮片 安眠', 'drug-prohibited-online'],
    ['彩色隐形眼镜 日抛 10片', 'device-3'],
    ['深海鱼油软胶囊 100粒', 'health-food'],
    ['婴儿配方奶粉 1段 800g', 'infant-formula'],
    ['东北大米 五常稻花香 5kg', 'food'],
    ['酱香型白酒 53度 500ml', 'alcohol'],
    ['玻尿酸补水保湿面膜 10片', 'cosmetic-ordinary'],
    ['美白祛斑霜 淡化黄褐斑', 'cosmetic-special'],
    ['婴儿润肤霜 宝宝面霜', 'cosmetic-child'],
    ['薄荷牙膏 清新口气 120g', 'toothpaste'],
    ['草本抑菌乳膏 消字号 皮肤外用', 'disinfectant'],
    ['充电宝20000毫安 快充', 'ccc'],
    ['智能手机 全网通 5G 12+256', 'phone'],
    ['对讲机 民用 远距离', 'radio'],
    ['一窝端蟑螂药 家用', 'pesticide'],
    ['狗狗驱虫药 体内外一体', 'vet-drug'],
    ['一次性电子烟 西瓜味', 'tobacco'],
    ['法式碎花连衣裙 收腰 夏季', 'ordinary'],
  ])('%s is %s', (title, expected) => expect(classOf(title)).toBe(expected));

  it.each([
    '血压计收纳包',
    '适用苹果15手机壳防摔硅胶',
    '硅胶面膜碗套装',
    '便携药盒 7天分装',
    '奶粉盒便携外出',
    '避孕套收纳盒',
    '酒精灯玻璃实验',
    '口红收纳架 桌面',
    '隐形眼镜盒 可爱',
    '充电宝保护套 硅胶',
    'LV老花镜 男女高清',
    'A货翡翠手镯 冰种',
    '公牛摆件 客厅 风水',
    '高仿真花 绢花',
    '资治通鉴第一卷 正版书籍',
    '白酒杯 玻璃一口杯',
    '牙膏挤压器 置物架',
    '手机 支架 桌面',
    '车载手机支架',
    '蓝牙耳机保护套',
    '茶叶罐 密封罐 陶瓷',
  ])('%s is named after goods it is not', (title) => expect(classOf(title)).toBe('ordinary'));

  it('a flavour, a gift and what goods fit are not the goods', () => {
    expect(classOf('草莓味儿童牙膏')).toBe('toothpaste');
    expect(classOf('洗衣液 4kg 送抽纸')).toBe('ordinary');
    const charger = goods.recognise({ title: '适用于华为手机充电器 快充头' });
    expect(charger.class).toBe('ccc');
    expect(charger.products.filter((hit) => hit.class === 'phone').every((hit) => !hit.head)).toBe(true);
  });

  it('a word that is also a brand needs the rest of the title to agree', () => {
    expect(classOf('山西黄小米 2.5kg 新米 煮粥')).toBe('food');
    expect(classOf('小米充电宝 10000毫安')).toBe('ccc');
    expect(goods.recognise({ title: '小米 Redmi 全网通 5G 12+256' }).confidence).toBeLessThan(0.6);
  });

  it('second-hand goods are marked', () => {
    expect(goods.recognise({ title: '二手苹果手机 99新 128G' })).toMatchObject({
      class: 'phone',
      used: true,
    });
    expect(goods.recognise({ title: '苹果手机 全新 128G' }).used).toBe(false);
  });

  it('a text that says nothing is not guessed at', () => {
    for (const title of ['abc', '包邮', '2024'])
      expect(goods.recognise({ title }).confidence).toBeLessThan(0.5);
  });

  it('what it found can be seen in the text', () => {
    const title = '【正品】欧姆龙 電子血壓計 家用';
    const { products } = goods.recognise({ title });
    expect(products[0]?.term).toBe('電子血壓計');
    for (const hit of products) expect(title.slice(hit.start, hit.end)).toBe(hit.term);
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: 'grapheme', maxLength: 60 })])(
    'any text gets an answer of the promised shape',
    (title, description) => {
      const answer = goods.recognise({ title, description });
      expect(GoodsRecognition.safeParse(answer).success).toBe(true);
    },
  );
});

describe('declared categories', () => {
  it.each([
    [['美妆', '面部护理', '面膜'], 'cosmetic-ordinary'],
    [['食品', '休闲零食'], 'food'],
    [['医疗器械', '血压计'], 'device-2'],
    [['手机通讯', '手机'], 'phone'],
    [['图书', '教材'], 'ordinary'],
  ] as const)('%s stands for %s', (path, expected) =>
    expect(goods.categoryClass(path)?.class).toBe(expected),
  );

  it('says nothing of a path it does not know', () =>
    expect(goods.categoryClass(['甲乙丙丁'])).toBeUndefined());
});

describe('the artefact', () => {
  it('is the same bytes from the same sources, small enough, and shows thousands of types', () => {
    const sha = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
    expect(sha(buildGoods(sources))).toBe(sha(bytes));
    expect(bytes.length).toBeLessThan(1_200_000);
    expect(sources['product-types.csv']?.split('\n').length).toBeGreaterThan(1_500);
  });

  it('names row and column of a fault', () => {
    const broken = {
      ...sources,
      'product-types.csv': 'code,name,terms,class,licences,online,note\nfood.a,甲,,no-such-class,,,\n',
    };
    expect(() => buildGoods(broken)).toThrow(/product-types\.csv 第 2 行 class 列/);
    const twice = {
      ...sources,
      'product-types.csv':
        'code,name,terms,class,licences,online,note\nfood.a,甲乙,,food,,,\nfood.b,甲乙,,food,,,\n',
    };
    expect(() => buildGoods(twice)).toThrow(/row 3, column terms/);
    expect(() => buildGoods({ ...sources, 'requirements.json': '[{"id":"x"}]' })).toThrow(
      /requirements\.json/,
    );
  });
});
