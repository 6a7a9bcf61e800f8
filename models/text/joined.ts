import { fold } from './fold.ts';
import type { View } from './views.ts';

/**
 * Characters written as their two halves, left and right: 弓虽生 for 强生, 女乃粉, 减月巴. As `whole`, `left`, `right`. Halves
 * that are read side by side as ordinary words (女子, 日月, 木木) are not here.
 */
const HALVES = `强弓虽 耐而寸 奶女乃 欧区欠 娇女乔 妮女尼 娜女那 娃女圭 娘女良 佳亻圭 伊亻尹 体亻本 健亻建
  化亻匕 仁亻二 保亻呆 松木公 树木对 格木各 桂木圭 梅木每 柏木白 枫木风 椰木耶 桐木同 柯木可
  机木几 板木反 村木寸 根木艮 海氵每 洋氵羊 清氵青 潘氵番 沙氵少 酒氵酉 江氵工 法氵去 波氵皮
  洗氵先 洁氵吉 汰氵太 泡氵包 消氵肖 治氵台 湿氵显 渴氵曷 润氵闰 玛王马 珀王白 理王里 球王求
  现王见 玫王文 联耳关 阳阝日 阿阝可 陈阝东 都者阝 邦丰阝 红纟工 纳纟内 维纟隹 纪纟己 绝纟色
  级纟及 线纟戋 诺讠若 诚讠成 证讠正 诗讠寺 谢讠射 特牛寺 狮犭师 猫犭苗 狼犭良 粉米分 精米青
  糖米唐 轻车圣 轩车干 酷酉告 饼饣并 驰马也 驴马户 骆马各 骑马奇 鲜鱼羊 鸭甲鸟 鹅我鸟 彩采彡
  新亲斤 欣斤欠 斯其斤 胜月生 肤月夫 肥月巴 胖月半 肌月几 脂月旨 胎月台 腰月要 舒舍予 静青争
  野里予 神礻申 祛礻去 福礻畐 科禾斗 秋禾火 稻禾舀 路足各 跑足包 效交攵 敏每攵 飘票风 城土成
  坦土旦 培土咅 埃土矣 始女台 妆丬女 孩子亥 帆巾凡 张弓长 怡忄台 快忄夬 性忄生 情忄青 打扌丁
  护扌户 拉扌立 抗扌亢 拍扌白 换扌奂 提扌是 捷扌疌 排扌非 扎扌乚 时日寸 晒日西 晴日青 暖日爰
  朗良月 歌哥欠 炸火乍 烟火因 炫火玄 烤火考 瓶并瓦 甜舌甘 眼目艮 睛目青 码石马 破石皮 硬石更
  碳石炭 钻钅占 钙钅丐 铂钅白 锐钅兑 锤钅垂 银钅艮 铜钅同 钢钅冈 针钅十 缔纟帝 绿纟录 组纟且
  织纟只 给纟合 细纟田 裙衤君 袖衤由 裤衤库 袋代衣 补衤卜 初衤刀 祖礻且 礼礻乚 视礻见 祝礻兄
  唯口隹 味口未 咖口加 啡口非 唇辰口 呵口可 啤口卑 贵中贝 赠贝曾 财贝才 舰舟见 航舟亢 般舟殳
  艇舟廷 射身寸 勤堇力 动云力 功工力 助且力 励厉力 勃孛力 珠王朱 瑞王耑 琪王其 玩王元 环王不
  顶丁页 颜彦页 频步页 顺川页 预予页 领令页 烦火页 题是页`
  .trim()
  .split(/\s+/);

const wholes = new Map<number, number>();
const lefts = new Uint8Array(0x10000);
for (const row of HALVES) {
  const [whole = '', left = '', right = ''] = row;
  const pair = foldPair(left, right);
  if (pair === undefined) continue;
  wholes.set(pair, fold(whole).units[0] as number);
  lefts[pair >>> 16] = 1;
}

/** Halves are compared as the fold leaves them. */
function foldPair(left: string, right: string): number | undefined {
  const [a, b] = [fold(left).units, fold(right).units];
  if (a.length !== 1 || b.length !== 1) return undefined;
  return (((a[0] as number) << 16) | (b[0] as number)) >>> 0;
}

/** The character whose halves two folded units are; 0 when they are none. Nearly every unit ends at the first look. */
function joinedUnit(left: number, right: number): number {
  if (lefts[left] === 0) return 0;
  return wholes.get(((left << 16) | right) >>> 0) ?? 0;
}

/**
 * A view with halves put together; undefined where there are none, as in nearly every text.
 */
export function joinedView(view: View): View | undefined {
  const { units } = view;
  let at = 0;
  while (at + 1 < units.length && joinedUnit(units[at] as number, units[at + 1] as number) === 0) at++;
  if (at + 1 >= units.length) return undefined;
  const joined = { units: units.slice(), from: view.from.slice(), to: view.to.slice() };
  let size = at;
  for (let i = at; i < units.length; i++) {
    const whole = i + 1 < units.length ? joinedUnit(units[i] as number, units[i + 1] as number) : 0;
    joined.units[size] = whole === 0 ? (units[i] as number) : whole;
    joined.from[size] = view.from[i] as number;
    if (whole !== 0) i++;
    joined.to[size++] = view.to[i] as number;
  }
  return {
    units: joined.units.subarray(0, size),
    from: joined.from.subarray(0, size),
    to: joined.to.subarray(0, size),
  };
}
