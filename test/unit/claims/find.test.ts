import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { CLAIM_CODES } from '../../../models/claims/codes.ts';
import { buildClaims } from '../../../models/claims/load.ts';
import { knowledge, sources } from '../goods/knowledge.ts';

const { goods, claims } = knowledge();

function find(title: string, description?: string) {
  const text = description === undefined ? { title } : { title, description };
  return claims.find({ ...text, goods: goods.recognise(text) });
}
const offences = (title: string, description?: string) =>
  find(title, description)
    .filter((claim) => claim.status === 'violation')
    .map((claim) => claim.code);

describe('statements that may not be made', () => {
  it.each([
    ['国家级品质 补水面膜', 'claims.absolute'],
    ['全网销量第一 洗面奶', 'claims.absolute'],
    ['史上最佳 T恤 男', 'claims.absolute'],
    ['苦瓜茶 治疗糖尿病', 'claims.medical-food'],
    ['深海鱼油软胶囊 根治高血压', 'claims.medical-food'],
    ['补水面霜 消炎止痛', 'claims.medical-cosmetic'],
    ['护颈枕头 治疗颈椎病', 'claims.medical'],
    ['草本抑菌乳膏 治疗湿疹', 'claims.medical'],
    ['硝苯地平片 治愈率99%', 'claims.guarantee'],
    ['祛斑霜 无效退款', 'claims.guarantee'],
    ['国务院特供 酱香白酒', 'claims.state-authority'],
    ['红枣枸杞茶 增强免疫力', 'claims.health-function'],
    ['药妆面膜 干细胞', 'claims.cosmetic-banned'],
    ['宝宝面霜 食品级 可食用', 'claims.cosmetic-banned'],
    ['婴儿配方奶粉 媲美母乳', 'claims.breast-milk'],
    ['高粱白酒 不上头 不伤肝', 'claims.alcohol'],
    ['纪念币大全套 银行回购 收取鉴定费', 'claims.buyback'],
    ['十二生肖纪念币 一年后本店按两倍价格回购', 'claims.buyback'],
    ['老邮票全套 升值无忧 三年到期全款赎回', 'claims.buyback'],
    ['五星好评返现 保温杯', 'claims.fictitious-benefit'],
    ['连衣裙 加微信 abc12345 更优惠', 'claims.off-platform'],
    ['考研辅导课程 保过 不过退款', 'claims.invest-education'],
    ['开光 招财转运 手串', 'claims.superstition'],
    ['酵素 7天瘦10斤', 'claims.guarantee'],
    ['连衣裙 Q群 123456 福利', 'claims.off-platform'],
  ])('%s: %s', (title, code) => expect(offences(title)).toContain(code));

  it.each([
    '加薇❤ abc12345',
    '加V信：abc12345',
    '➕薇 13800001111',
    '加vx abc_123',
    '威信号 abc12345 联系',
    '加微 abc12345',
    'QQ：123456789',
    '联系电话 138 0000 1111',
    '加 微 信 领 券',
    '电话一三八零零零零一一一一',
    '扫码加群领优惠',
    '私下交易更便宜',
    'ｖｘ：ａｂｃ１２３４５',
  ])('off the platform, however it is spelt: %s', (text) =>
    expect(offences(`连衣裙 ${text}`)).toContain('claims.off-platform'),
  );

  it.each(['最~佳 面霜', '最 佳 面霜', '蕞佳面霜', '國家級面霜', '国·家·级 面霜'])(
    'through a disguise: %s',
    (title) => {
      const found = find(title).find((claim) => claim.code === 'claims.absolute');
      expect(found?.status).toBe('violation');
      expect(title.slice(found?.start, found?.end)).toBe(found?.text);
    },
  );
});

describe('the same words in an innocent context', () => {
  it.each([
    '资治通鉴第一卷 正版书籍',
    '陈冠军签名篮球',
    '最佳食用温度10℃ 干红葡萄酒',
    '特级初榨橄榄油 500ml',
    '晾衣架 最大承重100kg',
    '空气炸锅 最高温度200度',
    '塑料箱 最小起订量10件',
    '鲜花 最晚当天发货',
    '国家级非物质文化遗产 紫砂壶',
    '一级能效 空调 挂机',
    '第一次当妈妈 婴儿连体衣',
    '万能遥控器 电视通用',
    '面霜 不含激素',
    '支持微信支付 收款音箱',
    '旧机回收 高价回收手机 以旧换新',
    '空气净化器 滤网包过滤',
    '颈椎病防治指南 图书',
    '电子血压计 高血压监测',
    '家用镇流器 降压 变压器',
    '百草味 坚果 唯一码 溯源',
    '请勿加微信 谨防诈骗 连衣裙',
    '抗菌砧板 家用',
    '护眼台灯 学生',
    '减肥瑜伽垫 健身',
    '最新款 连衣裙 2026',
    '水果刀 锋利',
    '治愈系摆件 桌面',
    '最佳拍档 情侣手机壳',
    '打印机 wx-2000 型号',
    '枕头 护颈 改善睡眠',
    '儿童安全座椅 国家级检测',
    '除菌洗衣液 持久留香',
    '驾驶证皮套',
    '祛湿茶具 茶盘',
    '止血带 户外急救',
    '电脑主板 不通过测试包换',
  ])('%s', (title) => expect(offences(title)).toEqual([]));

  it.each([
    ['我们追求最好的服务 连衣裙', 'service'],
    ['本店销量最好的一款 T恤', 'self-comparison'],
    ['不是最好的 但很实用 雨伞', 'negated'],
    ['《最强学霸》 小说', 'quotation'],
    ['儿童绘本 世界上最好的房子', 'work-title'],
  ])('%s is exempt: %s', (title, exemption) => {
    expect(find(title).filter((claim) => claim.code === 'claims.absolute')).toMatchObject([
      { status: 'exempt', exemption },
    ]);
  });

  it('the title of a work is exempt, praise of the book is not', () => {
    expect(offences('绘本 全国销量第一 最好看的故事')).toContain('claims.absolute');
  });

  it('a fact limited by time and region needs its proof, no more and no less', () => {
    const made = find('2025年天猫双11洁面类目销量第一 洗面奶 数据来源尼尔森');
    expect(made).toMatchObject([{ code: 'claims.absolute', status: 'needs-evidence' }]);
    expect(find('羽绒服 全网最低价')).toMatchObject([
      { code: 'claims.lowest-price', status: 'needs-evidence' },
    ]);
  });

  it('a licensed drug or device may speak of its indication, but guarantee nothing', () => {
    expect(offences('布洛芬缓释胶囊 止痛 退烧')).toEqual([]);
    expect(offences('布洛芬缓释胶囊 止痛 绝对安全无副作用')).toContain('claims.guarantee');
  });

  it('a health food may name its function; an ordinary food may not', () => {
    expect(offences('鱼油软胶囊 增强免疫力')).toEqual([]);
    expect(offences('核桃糕 增强记忆力')).toEqual(['claims.health-function']);
  });
});

describe('what a claim says of itself', () => {
  it('carries law, remedy and offsets in the field as uploaded', () => {
    const [claim] = find('【國家級】面霜');
    expect(claim).toMatchObject({
      field: 'title',
      start: 1,
      end: 4,
      text: '國家級',
      law: { article: '9(3)' },
    });
    expect(claim?.remedy.zh).toContain('國家級');
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 150 })])(
    'any text is read, and every span cuts its words out',
    (title) => {
      for (const claim of find(title)) {
        expect(CLAIM_CODES).toContain(claim.code);
        expect(title.slice(claim.start, claim.end)).toBe(claim.text);
        expect(claim.end).toBeGreaterThan(claim.start);
      }
    },
  );

  it('reads the description and the attributes too', () => {
    expect(find('面霜', '我们是全国第一品牌').map((claim) => claim.field)).toEqual(['description']);
  });
});

describe('the rules as files', () => {
  it('name row and column of a fault, and every family has its law', () => {
    const header = 'code,terms,scope,strength,status,not_before,not_after,needs,unless\n';
    expect(() =>
      buildClaims({ ...sources, 'claims.csv': `${header}claims.nothing,词语,*,0.5,violation,,,,\n` }),
    ).toThrow(/claims\.csv 第 2 行 code 列/);
    expect(() =>
      buildClaims({ ...sources, 'claims.csv': `${header}claims.absolute,词语,*,2,violation,,,,\n` }),
    ).toThrow(/strength/);
    expect(() => buildClaims({ ...sources, 'claims.json': '{' })).toThrow(/claims\.json/);
    const { families } = JSON.parse(sources['claims.json'] ?? '{}') as { families: Record<string, unknown> };
    expect(Object.keys(families).sort()).toEqual([...CLAIM_CODES].sort());
  });

  it('made-up titles of ordinary goods raise at most 5 findings in 1,000', () => {
    const titles = (sources['clean-titles.csv'] ?? '').split('\n').slice(1, 1001).filter(Boolean);
    const hits = titles.filter((title) => find(title).some((claim) => claim.status !== 'exempt'));
    expect(titles.length).toBe(1000);
    expect(hits.length).toBeLessThanOrEqual(5);
  });
});

describe('offences hidden in how they are written', () => {
  it.each([
    ['草本膏 zhi疗关节炎', 'zhi疗'],
    ['苦荞茶 降xue压', '降xue压'],
    ['酵素 减月巴神器', '减月巴'],
    ['喷雾 冶疗鼻炎', '冶疗'],
    ['拖把 全网zui低', '全网zui低'],
    ['羽绒服 罪低价', '罪低价'],
    ['全球xiao量第一 耳机', 'xiao量第一'],
  ])('%s says %s', (title, text) => {
    expect(find(title).some((claim) => claim.text.includes(text))).toBe(true);
  });

  it.each(['mini fan现货', 'AI绘图 抗AI检测课程', '冶炼炉模型', '半月巴黎旅行', 'ban斑马 贴纸'])(
    '%s says nothing',
    (title) => {
      expect(find(title)).toEqual([]);
    },
  );
});

describe('offences by what they promise, whatever the goods are taken for', () => {
  it.each([
    ['穴位贴 手到病除', 'claims'],
    ['减肥咖啡 周瘦8斤', 'claims.guarantee'],
    ['身体乳 一周白三个度', 'claims.guarantee'],
    ['保温杯 国家药监局推荐', 'claims.state-authority'],
    ['蚕丝被 中国驰名商标', 'claims.absolute'],
    ['青少年 二次发育 长高神器', 'claims.health-function'],
    ['纳豆 清除血管垃圾', 'claims.medical'],
    ['枸杞茶 预防肾病', 'claims.medical'],
  ])('%s is an offence', (title, code) => {
    expect(offences(title).some((found) => found.startsWith(code))).toBe(true);
  });

  it.each([
    '身高贴 记录宝宝长高 厘米刻度',
    '瘦肉5斤 猪里脊',
    '打印纸 白度高',
    '转运箱 塑料周转筐',
    '天下第一泉 明信片',
    '驱蚊灯 无副作用力 教具',
    '酱菜 高血压患者忌食',
    '治愈心情 小夜灯',
    '万能 遥控器万能',
  ])('%s is none', (title) => {
    expect(offences(title).filter((code) => code !== 'claims.absolute' || !title.includes('万能 '))).toEqual(
      [],
    );
  });
});

describe('ways off the platform and benefits that are none', () => {
  it.each([
    ['卫衣 加裙 66554433 发福利', 'claims.off-platform'],
    ['板鞋 关注公众号 领内部价', 'claims.off-platform'],
    ['手袋 微.信.号 shop2020', 'claims.off-platform'],
    ['手表 微♥信 look777', 'claims.off-platform'],
    ['耳机 淘宝搜店铺 xx数码', 'claims.off-platform'],
    ['球鞋 看主页简介 私发实拍', 'claims.off-platform'],
    ['香水 telegram: perfume88', 'claims.off-platform'],
    ['礼包 打卡领现金 日日提', 'claims.fictitious-benefit'],
    ['抽纸 好坪返现', 'claims.fictitious-benefit'],
    ['丰胸精油 精华', 'claims.cosmetic-banned'],
    ['暖宫贴 缓解痛经', 'claims.medical'],
    ['鱼腥草茶 消炎', 'claims.medical-food'],
  ])('%s: %s', (title, code) => expect(offences(title)).toContain(code));
  it.each([
    '半身裙 加长 加裙长 165',
    '公众号运营教程 书',
    '红包袋 签到台布置',
    '天下第一关 明信片',
    '极品飞车 赛车游戏 光盘',
    '顶级联赛 球衣',
    '最强大脑 亲子桌游',
    '痛经书籍 女性健康',
  ])('%s is innocent', (title) => expect(offences(title)).toEqual([]));
});
