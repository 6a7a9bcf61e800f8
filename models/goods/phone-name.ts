/** Makers of phones and the names of their series, folded. Models change each year; how they are named does not. */
const MAKERS =
  '小米|xiaomi|红米|redmi|荣耀|honor|华为|huawei|vivo|iqoo|oppo|一加|oneplus|真我|realme|三星|samsung|努比亚|nubia|魅族|meizu|红魔|redmagic|摩托罗拉|motorola|moto|中兴|zte|苹果|apple|谷歌|google|索尼|sony|诺基亚|nokia|传音|tecno|infinix|黑鲨|联想|lenovo|海信|hisense|天语|酷派|coolpad|金立|gionee';
const SERIES =
  'iphone|galaxy|mate|pura|nova|畅享|magic|play|reno|find|ace|neo|note|turbo|civi|mix|edge|razr|axon|xperia|pixel|nord|narzo|gt|ultra|fold|flip|pocket|x|s|k|z|p|y|v|a|c|t|m|n|u|xs|xr|se';
const MODEL = `(?:${SERIES})? ?(?:[a-z]{0,2}\\d{1,3}(?! ?(?:(?:kg|g|ml|l|cm|mm|w|v)(?![a-z])|斤|克|个|只|枚|箱|盒|袋|件|元|瓶|片|包|张|寸|英寸|年|月|天|度|号|岁|期|折|%))(?:[a-z]{1,2}(?![a-z]))?|x|fold ?\\d?|flip ?\\d?)(?: ?(?:pro|max|plus|ultra|mini|se|lite|turbo|青春版|活力版|至尊版|典藏版|至臻版|\\+|[stx]))*`;
/** 小米14 Ultra, Redmi K70 Pro, iPhone 15 Pro Max, Galaxy S24. */
const NAMED = new RegExp(
  `(?:(?<![a-z])(?:${MAKERS})(?: ?(?:手机|galaxy))? ?${MODEL}|(?<![a-z])(?:iphone|galaxy|redmi|iqoo|realme|pixel) ?${MODEL})(?!\\d)`,
);
/** The makers' other goods carry the same kind of names. */
const OTHER_GOODS =
  /pad|平板|book|笔记本|watch|手表|手环|band|buds|耳机|音箱|电视|(?<![a-z])tv(?![a-z])|路由|摄像头|监控|相机|镜头[膜贴圈]|打印|洗衣|冰箱|空调|电饭|净化|扫地|吸尘|充电[器宝头线]|数据线|移动电源|显示器|主机|游戏机|眼镜|体重秤|门锁|壳|[机护软硅]套|膜|支架|配件|后盖|总成|电池|替换|模型|机模|维修|贴纸|汽车|轿车|suv|电动车|摩托(?!罗拉)|固态|硬盘|内存条/;
const GIFTS = /[送赠][\u3400-\u9fffa-z0-9+]{1,8}/g;
/** Makers whose name is also an ordinary word: they need a fact besides. */
const WORDS = /^(?:苹果|小米|荣耀|真我|黑鲨|联想|中兴|三星|红魔|x|v)/;
/** Trims of models: no apple is a Pro. */
const TRIM = /\d ?(?:pro|max|plus|ultra|青春版|至尊版)/;
/** Facts only a phone has together: memory as 12+256, networks, chips of phones. */
const FACTS =
  /\d{1,2} ?(?:gb?)? ?\+ ?\d{1,4} ?(?:gb?|tb?)?|(?:64|128|256|512) ?gb?(?![a-z])|[12] ?tb?(?![a-z])|全网通|双卡|双待|5g|4g|骁龙|天玑|麒麟\d|澎湃|国行|港版|美版|未拆封|未激活|官换|充新|影像|曲面屏|直屏|折叠屏|高刷|快充|大电池|钛金属|全新原封|存储|公开版|学生机|备用机|官翻|官方翻新|官方认证翻新|9[0-9]新|[789]成新|靓机|无锁|有锁|电池健康/g;

export type PhoneName = { readonly from: number; readonly to: number; readonly facts: number };

/** A phone called by its maker and model alone, with how many facts of a phone the title tells besides. */
export function phoneName(text: string): PhoneName | undefined {
  const found = NAMED.exec(text);
  if (!found) return undefined;
  const from = found.index;
  const to = from + found[0].trimEnd().length;
  if (OTHER_GOODS.test(text.replace(/大电池|电池容量|毫安电池/g, '').replace(GIFTS, ''))) return undefined;
  const before = text.slice(Math.max(0, from - 6), from);
  if (/(?:适用|适配|兼容|通用|支持|用于|for|适合|同款)(?:于)? ?$/.test(before)) return undefined;
  const facts = new Set((text.slice(0, from) + text.slice(to)).match(FACTS)).size;
  if (facts === 0 && WORDS.test(found[0]) && !TRIM.test(found[0])) return undefined;
  return { from, to, facts };
}
