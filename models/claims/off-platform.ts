import type { Folded } from '../text/fold.ts';

export type Span = { from: number; to: number; strength: number };

/** Spellings of the messengers' names after folding: 微信 and what is put for it. */
const MESSENGER =
  '(?:微[ .·、_*♥❤♡-]?信|微[ .·]?芯|薇[ .·]?信|威[ .·]?信|徽[ .·]?信|维[ .·]?信|wei?[ .]?xin|weixin|wechat|wei信|微xin|[vw][ .·]?x(?![a-z])|v信|w信|微x|薇x|卫星|vx|wx|微❤|薇❤|v❤|[vw]心|薇心|微心)';
const ADD = '(?:加|\\+|➕|十|添加|联系|私聊?|扫|找|咨询|搜|关注|家|咖)';
const ID = '[a-z][a-z0-9_-]{4,19}';
const NUMERAL = '[0-9零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]';

const PATTERNS: readonly [RegExp, number][] = [
  [
    new RegExp(
      `${ADD}[ .·、_*我的个下店主客服掌柜老板官方:：]{0,6}${MESSENGER}(?:号)?(?:[:： ]{0,3}(?:${ID}|${NUMERAL}{5,12}))?`,
      'g',
    ),
    0.85,
  ],
  [
    new RegExp(
      `${MESSENGER}[.·]?(?:号|同号|联系|咨询|私聊|客服|下单|找我|详聊)(?:[:： ]{0,3}(?:${ID}|${NUMERAL}{5,12}))?`,
      'g',
    ),
    0.8,
  ],
  [new RegExp(`${MESSENGER}[:： ]{1,3}(?:${ID}|${NUMERAL}{5,12})`, 'g'), 0.85],
  [
    new RegExp(
      `${ADD}[ .·]{0,2}(?:v|微|薇|威|徽|❤|q|扣)(?![a-z0-9\\u3400-\\u9fff])[:： ]{0,3}(?:${ID}|${NUMERAL}{5,12})?`,
      'g',
    ),
    0.78,
  ],
  [
    new RegExp(
      `${ADD}[ .·]{0,2}(?:v|微|薇|威|徽|扣|q)[:： ]{0,3}(?:[a-z]{1,3}${NUMERAL}{4,12}|${NUMERAL}{5,12}|[a-z]+_?${NUMERAL}{3,})`,
      'g',
    ),
    0.85,
  ],
  [/(?:加微|加薇|加威|加徽|家薇|佳薇|\+薇|\+微|➕微|➕薇|➕v|加v)(?![领尔米型波信量电调距风量])/g, 0.72],
  [/(?:加|进|入|群)?(?:qq|扣扣|企鹅|口口|q q|q(?=群))(?:群|号)?[:： ]{0,3}[1-9][0-9]{4,10}/g, 0.82],
  [/(?:加|进)(?:qq|扣扣|q|微信|粉丝|福利|内购|vip)群/g, 0.75],
  // 裙 put for 群: a number makes it one.
  [/(?:加|进|入|扣扣|qq|q)(?:裙|君羊)[:： ]{0,3}[1-9][0-9]{5,10}/g, 0.8],
  [/(?:关注|搜索?)(?:微信)?公众号/g, 0.65],
  [/(?<![a-z])(?:tg|telegram|电报|纸飞机)(?:群|频道|[:：@ ]{1,3}[a-z][a-z0-9_]{4,})/g, 0.75],
  [
    new RegExp(
      `(?:电话|手机号?|联系方式|联系|致电|来电|热线|拨打|tel|同号)[:： 是为]{0,3}(?:1${NUMERAL}[ -]?)(?:${NUMERAL}[ -]?){8}${NUMERAL}`,
      'g',
    ),
    0.85,
  ],
  [/(?:^|[^0-9a-z.])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])/g, 0.7],
  [/(?:电话|致电|热线|拨打|座机)[:： ]{0,3}(?:0[0-9]{2,3}-?[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4})/g, 0.6],
  [/(?:一|壹|幺)[三五七八九叁伍柒捌玖][零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{9}/g, 0.8],
  [
    /(?:扫码|扫描二维码|扫二维码|长按二维码|识别二维码|扫一扫)(?:添?加|进群|加群|关注|联系|咨询|下单|领取?|获取优惠|私聊|找我)[\u4e00-\u9fff]{0,4}/g,
    0.72,
  ],
  [/(?:https?:\/\/|www\.)[a-z0-9.-]+(?:\/[a-z0-9/_?=&%.-]*)?/g, 0.65],
  [/(?:^|[^a-z0-9.@-])[a-z0-9-]{2,30}\.(?:com|cn|net|top|vip|shop|xyz|cc)(?![a-z])/g, 0.6],
  [/(?:线下|私下|站外|平台外|淘外|直接)(?:交易|转账|付款|打款|汇款)/g, 0.75],
  [/(?:支付宝|银行卡|微信)(?:直接)?(?:转账|打款|汇款)(?:优惠|更便宜|立减|享|再减)?/g, 0.7],
  [
    /(?:淘宝|天猫|京东|拼多多|闲鱼|抖音|快手|小红书)(?:上|里)?(?:搜索?|找)(?:店铺|店名|我们|本店|同名|旗舰店)/g,
    0.6,
  ],
  [/(?:看|见|戳|点)(?:我)?(?:主页|头像|空间|签名)(?:简介|联系|加|有|下单|找)/g, 0.7],
  [/(?:加|添加)(?:我|店主|客服|老板|掌柜)(?:为)?好友/g, 0.72],
  [
    /(?:私聊|私信|私我|滴滴我|戳我)(?:领|拿|有|更|获|享|优惠|便宜|报价|看款|询价|发图)[\u4e00-\u9fff]{0,4}/g,
    0.5,
  ],
];
const NEGATED = /(?:不要|请勿|切勿|勿|谨防|不得|禁止|严禁|不会|从不|不|拒绝|警惕|别)(?:.{0,6})$/;

/** Stretches of folded text that lead buyers off the platform, however the messenger is spelt. */
export function offPlatformSpans(folded: Folded, innocent: readonly string[]): Span[] {
  const { text } = folded;
  const spans: Span[] = [];
  for (const [pattern, strength] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const lead = /^[^\u3400-\u9fff0-9a-z+➕]/.test(match[0]) ? 1 : 0;
      const from = match.index + lead;
      const to = match.index + match[0].trimEnd().length;
      const before = text.slice(Math.max(0, from - 10), from);
      const near = text.slice(Math.max(0, from - 8), to + 8);
      if (
        NEGATED.test(before) ||
        innocent.some((word) => near.includes(word) && !/[0-9a-z]{6}/.test(match[0]))
      )
        continue;
      if (to > from) spans.push({ from, to, strength });
    }
  }
  return merged(spans);
}

function merged(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1);
    if (last && span.from < last.to) {
      last.to = Math.max(last.to, span.to);
      last.strength = Math.max(last.strength, span.strength);
    } else kept.push({ ...span });
  }
  return kept;
}
