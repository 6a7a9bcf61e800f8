import { describe, expect, it } from 'vitest';
import { knowledge } from './knowledge.ts';

const { goods, claims } = knowledge();
const classOf = (title: string) => goods.recognise({ title }).class;

describe('phones by maker and model', () => {
  it.each([
    '小米14 Ultra 16+512G 黑色',
    'Redmi K70 Pro 12+256',
    'Redmi Note 13 5G',
    '荣耀X50 GT 12+256 骁龙8',
    '华为Mate60 Pro+ 16+1T 未拆封',
    'vivo X100s 12GB+256GB',
    'OPPO Find X7 全网通',
    '一加Ace3 16+512 国行',
    '苹果15 Pro Max 256G',
    'iPhone 16 Pro 128G 国行',
    '三星 Galaxy S24 Ultra 12+256',
    '真我GT5 Pro 天玑 双卡',
    '全新iPhone14 128G 赠充电头 钢化膜',
    '苹果16Pro 黑色',
    '小米15Ultra 白色 顺丰',
  ])('%s is a phone', (title) => {
    expect(classOf(title)).toBe('phone');
  });

  it.each([
    '小米14手机壳 透明',
    '小米14 Ultra 保护壳 磁吸',
    '适用小米14钢化膜',
    'iPhone 15 Pro 手机膜 钢化膜',
    'iPhone16 手机壳 磁吸',
    '小米 5斤 新米熬粥',
    '苹果12个装 红富士脆甜',
    '小米手环8 NFC',
    '小米充电宝20000毫安',
    '华为MatePad 11 8+256G',
    '三星980Pro 1TB固态硬盘',
    '荣耀之路 书法作品 5G时代',
    '一加一等于二 儿童绘本',
  ])('%s is none', (title) => {
    expect(classOf(title)).not.toBe('phone');
  });
});

describe('words by their sense', () => {
  it.each([
    ['鼠标垫超大号笔记本电脑桌垫', 'ordinary'],
    ['超大鼠标垫 办公 笔记本电脑 键盘垫', 'ordinary'],
    ['笔记本电脑支架 散热', 'ordinary'],
    ['笔记本 A5 横线 加厚', 'ordinary'],
    ['联想笔记本 i5 16G 512G', 'ccc'],
    ['粉丝福利 有线耳机 入耳式', 'ordinary'],
    ['山东龙口粉丝500g', 'food'],
    ['宠物止泻药 幼犬', 'vet-drug'],
    ['止泻药 成人腹泻 12片', 'drug-otc'],
    ['蓝帽子 钙维生素D软胶囊 成人', 'health-food'],
    ['惠普803墨盒适用', 'ordinary'],
    ['买一送一 游戏手机 大屏', 'phone'],
    ['当归饮片 按方配药', 'tcm-piece'],
  ])('%s: %s', (title, expected) => {
    expect(classOf(title)).toBe(expected);
  });

  it('takes 治愈 on stationery for a mood, not a medical claim', () => {
    for (const title of ['治愈手账本', '治愈系插画笔记本 A5', '治愈手账贴纸 少女心']) {
      const recognised = goods.recognise({ title });
      expect(recognised.code).toMatch(/^(?:station|decor|book)\./);
      expect(
        claims.find({ title, goods: recognised }).filter((claim) => claim.status === 'violation'),
      ).toEqual([]);
    }
    const goodsOf = goods.recognise({ title: '颈椎按摩枕 治愈颈椎病' });
    expect(claims.find({ title: '颈椎按摩枕 治愈颈椎病', goods: goodsOf })).not.toEqual([]);
  });
});

describe('infant formula by stage and weight', () => {
  it.each(['星飞帆3段700g', '皇家美素佳儿 2段 800克 罐装', '启赋蓝钻一段900g'])(
    '%s is infant formula',
    (title) => {
      expect(classOf(title)).toBe('infant-formula');
    },
  );
  it.each(['3段变速电钻 900g', '旺仔4段 800g', '1段米粉 225g 宝宝辅食', '第3段 毛线 500g'])(
    '%s is none',
    (title) => {
      expect(classOf(title)).not.toBe('infant-formula');
    },
  );
});

describe('forms only foods come in', () => {
  it.each(['护肝片 压片糖果', '板蓝根固体饮料 便携条装'])('%s is food', (title) => {
    expect(classOf(title)).toBe('food');
  });
});
