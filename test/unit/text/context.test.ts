import { describe, expect, it } from 'vitest';
import { screenBrands } from '../../../models/text/brands.ts';
import { realLexicon } from './support.ts';

const lexicon = realLexicon();
const screen = (title: string, category: string[] = []) => screenBrands({ title, category }, lexicon);
const claimed = (title: string, category?: string[]) => [
  ...new Set(screen(title, category).mentions.map((mention) => mention.brand)),
];
const reasons = (title: string, category?: string[]) =>
  screen(title, category).suppressed.map((mention) => mention.because[0]);

describe('goods that fit another maker’s goods', () => {
  it.each([
    ['惠普HP803墨盒适用'],
    ['惠普HP803墨盒适用 黑色大容量'],
    ['佳能打印机墨盒 通用'],
    ['硒鼓 适用机型：惠普1020'],
    ['防摔壳 compatible with Xiaomi 14'],
    ['飞利浦剃须刀刷头替换头适用'],
    ['奔驰机型适用 雨刮片'],
    ['苹果华为小米通用充电线'],
    ['适用于苹果、华为、小米的手机壳'],
    ['戴森V8吸尘器滤芯', ['家电', '配件']],
    ['小米扫地机边刷滚刷', ['家电配件']],
    ['惠普803墨盒 大容量', ['办公', '打印耗材']],
  ])('%s claims nothing', (title, category?: string[]) => {
    expect(claimed(title, category)).toEqual([]);
    expect(screen(title, category).suppressed.some((mention) => mention.role === 'compatibility')).toBe(true);
  });

  it.each([
    ['惠普原装803墨盒', [], 'HP'],
    ['苹果充电器原装正品', ['手机配件'], 'Apple'],
    ['罗技无线鼠标 办公', ['电脑配件'], 'Logitech'],
    ['倍思数据线 快充', ['手机配件'], 'Baseus'],
    ['男女通用 耐克运动鞋', [], 'Nike'],
    ['家用通用 美的电饭煲', [], 'Midea'],
    ['敏感肌适用 雅诗兰黛面霜', [], 'Estee Lauder'],
  ])('%s in %s claims %s', (title, category, brand) => {
    expect(claimed(title, category)).toContain(brand);
  });
});

describe('names too short to stand alone', () => {
  it.each(['付款后发货 面霜补水', '音响效果震撼', '手术后护理', '后盖可拆卸 面膜'])(
    '%s: one character inside words is no name',
    (title) => {
      expect(claimed(title)).toEqual([]);
      expect(reasons(title)).toContain('one-character');
    },
  );

  it('reads a one-character name that stands for itself among its goods', () => {
    expect(claimed('后 水乳套装 面霜')).toContain('Whoo');
    expect(claimed('响 威士忌 700ml')).toContain('Hibiki');
  });

  it.each(['内页可爱 手账本', '内页加厚不洇墨', '立领设计 拉链顺滑', '立领衬衫 商务'])(
    '%s: a two-character disguise needs its goods',
    (title) => {
      expect(claimed(title)).toEqual([]);
      expect(reasons(title)).toContain('short-disguise');
    },
  );

  it('believes short disguises among their goods', () => {
    expect(claimed('戴洱 笔记本电脑')).toContain('Dell');
    expect(claimed('海洱 冰箱双开门')).toContain('Haier');
  });

  it('needs goods for two letters', () => {
    expect(claimed('纸尿裤 NB90片 新生儿')).toEqual([]);
    expect(claimed('NB 574 复古跑鞋')).toContain('New Balance');
    expect(claimed('LV neverfull 购物袋女包')).toContain('Louis Vuitton');
  });
});

describe('words that are not names', () => {
  it.each([
    'speedy boarding pass holder 护照夹',
    'maple wood board 砧板',
    'quick release button 快拆',
    'HDMI channel splitter 转接器',
    'chest of drawers 收纳柜',
    'avenue poster 装饰画',
  ])('%s: dictionary words are not corrected into brands', (title) => {
    expect(claimed(title)).toEqual([]);
  });

  it('corrects them among the brand’s goods', () => {
    expect(claimed('Channel 女包 链条包')).toContain('Chanel');
    expect(claimed('speedy 泳镜', ['运动', '泳镜'])).toContain('Speedo');
  });

  it.each([
    '佳能量饮料瓶 分装瓶',
    '安踏实走好每一步 励志挂画',
    '特步骤图解 折纸大全',
    '惠普通话考试用书',
    '双汇款单据 财务',
  ])('%s: a name across two words is neither', (title) => {
    expect(claimed(title)).toEqual([]);
    expect(reasons(title)).toContain('across-words');
  });

  it.each([
    ['安踏实体店同款跑鞋', 'Anta'],
    ['蒙牛奶酪棒 儿童零食', 'Mengniu'],
    ['佳能量贩装相机包 单反相机', 'Canon'],
  ])('%s keeps %s for its goods', (title, brand) => {
    expect(screen(title).mentions.map((mention) => mention.brand)).toContain(brand);
  });
});

describe('separators and slang', () => {
  it.each(['丨', '｜', '·', '•', '|', 'ー', '丶'])('reads names parted by %s', (sign) => {
    expect(claimed(`${[...'NIKE'].join(sign)} 运动鞋`)).toContain('Nike');
    expect(claimed(`${[...'阿迪达斯'].join(sign)} 跑鞋`)).toContain('adidas');
    expect(claimed(`爆款${[...'adidas'].join(sign)} 跑鞋`)).toContain('adidas');
  });

  it.each([
    ['A锥 黑红 篮球鞋', 'Jordan'],
    ['腊梅面霜 60ml', 'La Mer'],
    ['北脸 冲锋衣 三合一', 'The North Face'],
    ['老驴 水桶包 女包', 'Louis Vuitton'],
    ['大鹅 羽绒服 远征', 'Canada Goose'],
    ['钩子鞋 42码', 'Nike'],
  ])('%s means %s', (title, brand) => {
    expect(claimed(title)).toContain(brand);
  });

  it.each(['A锥形漏斗 不锈钢', '腊梅树苗 盆栽', '铁锅炖大鹅 调料', '陶瓷大鹅摆件'])(
    '%s: slang away from its goods means nothing',
    (title) => {
      expect(claimed(title)).toEqual([]);
    },
  );
});

describe('one disguise, two names', () => {
  it('takes the nearer spelling and the name whose goods are there', () => {
    expect(claimed('d3ll 笔记本电脑')).toEqual(['Dell']);
    expect(claimed('comi 铅笔 文具')).toEqual(['Comix']);
  });
});

describe('a name before 风味', () => {
  it('is a maker when it opens the title and is nothing else, and a flavour elsewhere', () => {
    expect(claimed('老干妈风味豆豉 280g')).toEqual(['Laoganma']);
    expect(claimed('锅巴 老干妈风味 80g')).toEqual([]);
    expect(claimed('苹果风味酸奶')).toEqual([]);
  });
});

describe('a name that runs on into another word', () => {
  it.each([
    ['欧普通过式地插'],
    ['金龙鱼竿 超轻手竿'],
    ['夏普洱茶 熟茶饼'],
    ['东芝麻酱 拌面火锅蘸料'],
    ['雀巢穴 木质鸟窝'],
  ])('%s names no brand', (title) => {
    expect(claimed(title)).toEqual([]);
  });

  it.each([
    ['蒙牛奶粉 中老年', 'Mengniu'],
    ['康佳音响 蓝牙', 'Konka'],
    ['九阳光波炉 家用', 'Joyoung'],
    ['格力气泡水机', 'Gree'],
    ['金龙鱼食用油 5L', 'Jinlongyu'],
    ['方太太阳能热水器', 'Fotile'],
  ])('%s is still %s’s: what follows is its goods', (title, brand) => {
    expect(claimed(title)).toContain(brand);
  });
});

describe('ordinary words that are names', () => {
  it.each([
    ['石头G20S 自清洁', 'Roborock'],
    ['一加 Ace3 Pro 新机', 'OnePlus'],
    ['苹果14 Pro 黑色', 'Apple'],
    ['小.米路由器', 'Xiaomi'],
    ['骆_驼 登山鞋', 'Camel'],
  ])('%s is %s: a model follows, or signs part what nobody parts', (title, brand) => {
    expect(claimed(title)).toContain(brand);
  });

  it.each(['小米5斤 熬粥', '苹果85大果 一箱', '石头锅 砂锅', '苹果、香蕉、梨 果篮', '一加一 数学启蒙'])(
    '%s names nobody',
    (title) => {
      expect(claimed(title)).toEqual([]);
    },
  );
});

describe('what only bears a maker’s name', () => {
  it.each(['任正非传 华为创始人传记', '雷军自传 小米创业 正版书', '迪奥先生的花园 小说 出版社直发'])(
    '%s: a book is about whom it names',
    (title) => {
      expect(claimed(title)).toEqual([]);
    },
  );
  it.each([
    ['得力 练习册 小学生', 'Deli'],
    ['华为平板 送绘本 学习机', 'Huawei'],
  ])('%s: goods beside books are the maker’s', (title, brand) => {
    expect(claimed(title)).toContain(brand);
  });
  it.each(['牛栏山公园 明信片', '浪琴海景区 冰箱贴', '茅台古镇 旅游纪念章'])(
    '%s: a place is none',
    (title) => {
      expect(claimed(title)).toEqual([]);
    },
  );
  it('wants the brand’s goods where the name runs on and other goods stand apart', () => {
    expect(reasons('康师傅教你做 钥匙扣')).toContain('goods-apart');
    expect(claimed('康师傅老坛酸菜 方便面 桶装')).toContain('Master Kong');
    expect(claimed('大疆御3 无人机 航拍')).toContain('DJI');
  });
  it('reads 以纯棉 as 纯棉, and 以纯 before its goods', () => {
    expect(claimed('以纯棉T恤打底')).toEqual([]);
    expect(claimed('以纯短袖T恤男')).toContain('Yishion');
  });
});

describe('short and ordinary names in disguise', () => {
  it.each([
    ['L V 老花手提包', 'Louis Vuitton'],
    ['D.J.I 航拍无人机', 'DJI'],
    ['苹guo手机 15', 'Apple'],
    ['公niu插座 五孔', 'BULL'],
    ['椰子350v2运动鞋', 'adidas'],
  ])('%s is %s', (title, brand) => {
    expect(claimed(title)).toContain(brand);
  });
  it.each(['女装 S M L XL 宽松', 'a b c 字母贴 拼音', 'L V 型支架', '山guo 干货', '3m卷尺 钢'])(
    '%s is none',
    (title) => {
      expect(claimed(title)).toEqual([]);
    },
  );
});
