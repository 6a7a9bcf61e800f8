import type { Folded } from '../text/fold.ts';
import { phraseOf, type TypeHit } from './lexicon.ts';

/** A hit with how much it speaks for what the goods are. */
export type WeighedHit = TypeHit & { weight: number; role: 'head' | 'modifier' | 'context' };

/** What, directly after a product word, makes a thing named after it: 血压计包, 面膜碗, 口红架. */
const CONTAINER =
  /^(?:专用|用|的)?(?:收纳|保护|外)?(?:壳|盒子|盒(?![装*\d])|套(?![装餐盒组件])|袋(?![装*\d])|架|支架|底座|挂架|柜|箱(?![装*\d])|罩|碗|勺|刷(?!新)|夹|托|垫|绳|链|扣|挂件|挂绳|贴纸|模型|模具|摆件|玩具|公仔|抱枕|海报|图案|图册|教程|教材|书籍|知识|大全|手册|说明书|配件|滤芯|替换芯|清洗剂?|清洁剂?|槽(?!位)|收纳|包装盒?|包装袋|瓶(?![装*\d])|罐(?![装*\d头])|冷藏[盒箱包]|保护包|入门|教程书?|图解|知识|积木|拼图|便携[盒包]|分装|标签|刀头|刀网|刀片|刷头|滤网|滤袋|尘袋|拖布|边刷|滚刷|耗材|内胆|密封圈|蒸笼|蒸架|把手|旋钮|遥控器?|电源线|印花|配方设计|造型|同款|周边|手办|挂画|装饰|伴侣|搭档|杯(?![*\d])|盖(?![白住世面])|座(?!椅)|灯|机器|机(?!会|能|身)|仪|(?:挤压|分装|封口|切割|搅拌|研磨|开瓶|喂|剥|削|冲洗|烘干|清洗|挤)?器(?!械)|桌|椅|展架|展示架|货架|打火机|种子|种苗|幼苗|苗(?!条)|树苗)/;
/** Words strong enough to name the thing even after a space: 手机 支架. */
const CONTAINER_APART =
  /^ (?:造型|形状|同款|创意|搞怪|搞笑|仿真|卡通|毛绒)? ?(?:专用)?(?:抱枕|靠枕|玩偶|公仔|钥匙扣|冰箱贴|胸针|徽章|书签|摆件|手办|文化衫|支架|保护套|保护壳|收纳[包盒袋箱架]|防尘罩|贴膜|挂绳|挂件|模型|底座|保护膜|配件|种子|种苗|树苗|幼苗)/;
const CONTAINER_BAG = /^(?:专用|用|便携|旅行)?包(?![邮装含*\d治])/;
/** 草莓味, 柠檬香: a flavour or a scent. */
const FLAVOUR =
  /^(?:抵抗|发现者|发现史|的发现|的历史|的故事|的真相|的秘密|简史|史话|传奇|之父|时代|口味|味道?|风味|香型|香味|色(?!素)|同源|提取物|萃取|成分|精油皂|图案|印花|纹|款式|形状|造型|风格|系列?色|般|一样)/;
/** X适用, X通用: what fits X is not X. */
const FITS_AFTER = /^(?:[a-z0-9]{0,8})(?:等)?(?:可用|适用|通用|专用|可以用|都能用|都可用|能用|兼容|适配)/;
/** 惠普803墨盒适用: said after everything, it tells what the goods themselves fit. */
const CLOSES_FIT = /^ ?(?:适用|可用|通用)(?:$|[^\u3400-\u9fffa-z0-9])/;
/** 他达拉非压片糖果: the last character of a drug's name denies nothing. */
const FITS_BEFORE =
  /(?:适用于?|兼容|适配|匹配|通用于|支持|用于|搭配|配合|替代|代替|代餐|比|(?<![那拉])非|不是|不含|无|去除?|防|可用于|for|清洗|清洁|存放|测量?|收纳)$/;
/** 可装面膜, 给猫: a verb of one character by itself; 拼接 牛仔裤 and 家庭装 酸奶 only end in one. */
const VERB_BEFORE = /(?:^|[^\u3400-\u9fff]|[可能来用好])(?:接|给|装|放)$/;
const GIFT_BEFORE =
  /(?:(?<!买[一二两三四0-9])送|赠|附赠|赠送|附送|配|含|另送|加送|买就送|内含|附)(?:[一二两三四五六七八九十0-9]+[个支瓶盒包片条把只份件]?)?$/;
const TOY_BEFORE = /(?:玩具|仿真|模拟|模型|毛绒|迷你仿真|假|塑料仿真|卡通|过家家|纸质|充气|迷你模型)$/;

/**
 * Weighs the product words of a title. Chinese puts the head last: of words that touch, the last names the goods
 * and those before it say what kind; what fits, holds, comes with or tastes of something is not that something.
 */
export function weigh(folded: Folded, hits: readonly TypeHit[]): WeighedHit[] {
  const { text, units } = folded;
  const phrases = phraseOf(units);
  const first = hits[0] ? phrases[hits[0].from] : 0;
  const weighed = hits.map((hit, i): WeighedHit => {
    const before = text.slice(Math.max(0, hit.from - 10), hit.from).trimEnd();
    if (hit.to - hit.from === 1 && !endsPhrase(text, hit)) return { ...hit, weight: 0.02, role: 'context' };
    if (fitsList(text, hit)) return { ...hit, weight: 0.05, role: 'context' };
    const after = text.slice(hit.to, hit.to + 12);
    const next = hits[i + 1];
    if (
      FITS_BEFORE.test(before) ||
      VERB_BEFORE.test(text.slice(Math.max(0, hit.from - 10), hit.from)) ||
      (FITS_AFTER.test(after) && !CLOSES_FIT.test(after)) ||
      GIFT_BEFORE.test(before)
    )
      return { ...hit, weight: 0.05, role: 'context' };
    if (FLAVOUR.test(after)) return { ...hit, weight: 0.04, role: 'context' };
    if (TOY_BEFORE.test(before) && !['toy', 'decor'].includes(hit.group))
      return { ...hit, weight: 0.08, role: 'modifier' };
    if (next && touches(text, hit, next) && next.group !== hit.group)
      return { ...hit, weight: 0.1, role: 'modifier' };
    if (CONTAINER.test(after) || CONTAINER_BAG.test(after) || CONTAINER_APART.test(after))
      return { ...hit, weight: 0.12, role: 'modifier' };
    const last = !hits.slice(i + 1).some((other) => phrases[other.from] === phrases[hit.from]);
    const closing = !/^[\u3400-\u9fff]/.test(after);
    // The goods are said early; what comes late in a long title is often what they suit.
    const early = (phrases[hit.from] === first ? 1.25 : 0.8) * (i === 0 ? 1.2 : hit.from > 20 ? 0.75 : 1);
    return {
      ...hit,
      weight:
        ((last ? 1 : 0.6) + (closing ? 0.3 : 0)) * early * Math.min(1.3, 0.7 + 0.1 * (hit.to - hit.from)),
      role: 'head',
    };
  });
  return weighed.some((hit) => hit.role === 'head') ? weighed : withLastAsHead(text, weighed);
}

/** 惠普803适用墨盒: when every product word is said to be fitted, the one nothing follows is what fits. */
function withLastAsHead(text: string, hits: WeighedHit[]): WeighedHit[] {
  const last = hits.at(-1);
  if (!last || !/(?:适用|适配|兼容|通用)于? ?$/.test(text.slice(0, last.from)) || hits.length > 1)
    return hits;
  return /^[\u3400-\u9fff]/.test(text.slice(last.to)) ? hits : [{ ...last, weight: 0.6, role: 'head' }];
}

/** A word of one character names goods only where its phrase ends: 红木 床, not 起床. */
function endsPhrase(text: string, hit: TypeHit): boolean {
  return !/^[\u3400-\u9fff]/.test(text.slice(hit.to, hit.to + 1));
}

/** 适用于三星小米苹果华为: makers and devices in a list of what the goods fit. */
function fitsList(text: string, hit: TypeHit): boolean {
  if (!hit.ambiguous && hit.group !== 'phone' && hit.group !== 'computer') return false;
  const before = text.slice(Math.max(0, hit.from - 24), hit.from);
  const at = Math.max(...['适用', '兼容', '适配', '通用于'].map((word) => before.lastIndexOf(word)));
  return at >= 0 && !/[，。；;|【】]/.test(before.slice(at));
}

/** Nothing, or only a small joint, between two words. */
function touches(text: string, a: TypeHit, b: TypeHit): boolean {
  const between = text.slice(a.to, b.from);
  return (
    between.length === 0 ||
    /^(?:专用|的|用|型|式|款|便携|多功能|硅胶|智能|一次性|儿童|小|大|迷你|电动|手动|无线|磁吸|桌面|旅行|家用|车载|透明)$/.test(
      between,
    )
  );
}

/** Whether a hit is followed by a container word the lexicon does not know: the goods are then a thing for it. */
export function namedAfter(folded: Folded, hit: TypeHit): string | undefined {
  const after = folded.text.slice(hit.to, hit.to + 12);
  return (CONTAINER.exec(after) ?? CONTAINER_BAG.exec(after) ?? CONTAINER_APART.exec(after))?.[0];
}
