import type { Random } from '../../models/goods/model/random.ts';

/** Ordinary uses of words that are also names; written down, not generated, since only language knows them. */
export const ORDINARY: readonly (readonly [title: string, path: readonly string[]])[] = [
  ['山东栖霞苹果脆甜多汁整箱包邮9斤', ['水果']],
  ['内蒙古赤峰小米新米熬粥油小米月子米', ['粮油']],
  ['陕西米脂油小米2kg 小米粥专用', ['粮油']],
  ['公牛摆件牛气冲天铜牛办公桌面装饰', ['摆件']],
  ['天鹅造型公主床 小天鹅抱枕', ['家居']],
  ['大众口味麻辣火锅底料 老少皆宜', ['食品']],
  ['大量现货批发 长城风光明信片', ['文创']],
  ['中华传统文化绘本 儿童启蒙 全套', ['图书']],
  ['老花镜男高清防蓝光折叠便携', ['眼镜']],
  ['英雄人物贴画 红色教育 教室布置', ['文创']],
  ['凤凰于飞中式婚礼刺绣红盖头', ['婚庆']],
  ['红豆绿豆黑豆五谷豆浆原料包', ['粮油']],
  ['熊猫基地纪念品 毛绒熊猫宝宝', ['玩具']],
  ['骆驼造型沙漠主题积木 儿童拼装', ['玩具']],
  ['蝴蝶结发夹女童 樱花粉', ['饰品']],
  ['现代简约北欧风布艺窗帘', ['家居']],
  ['理想身材瑜伽垫 加宽加厚', ['运动']],
  ['光明正大牌匾 中堂书法', ['字画']],
  ['清风明月茶席 禅意桌旗', ['家居']],
  ['朝阳花种子 四季播种易活', ['园艺']],
  ['红旗飘飘 手摇小国旗 100面', ['文创']],
  ['永久花礼盒 送女友生日礼物', ['礼品']],
  ['老板办公椅可躺真皮大班椅', ['家具']],
  ['鳄鱼夹 金属测试夹 电工用', ['五金']],
  ['海豚音哨子 儿童口哨', ['玩具']],
  ['奔腾的骏马 客厅装饰画', ['字画']],
  ['吉利红包 过年利是封', ['文创']],
  ['飞人造型模型 舞台剧道具', ['道具']],
  ['三星伴月 银戒指 小众设计', ['饰品']],
  ['联想成语游戏卡 亲子早教', ['玩具']],
  ['好奇心百科 儿童十万个为什么', ['图书']],
  ['舒适家居鞋 防滑静音 情侣', ['鞋']],
  ['美的定义 服装设计书籍', ['图书']],
  ['格力高低温试验箱配件管', ['配件']],
  ['荣耀之路 励志书法作品', ['字画']],
  ['火车侠拼装轨道 儿童小火车头', ['玩具']],
  ['可爱多肉小盆栽组合', ['园艺']],
  ['优乐美好时光日记本', ['文具']],
  ['speedy boarding pass holder 护照夹', ['旅行']],
  ['apple tree seedling 果苗', ['园艺']],
  ['nikel plated 镀镍螺丝 304', ['五金']],
  ['dove grey 灰色 窗帘', ['家居']],
  ['tide pod style soap mold 硅胶模具', ['模具']],
  ['兄弟装亲子T恤 三兄弟 夏季', ['服饰']],
  ['回力小汽车 惯性玩具车', ['玩具']],
  ['百合花种球 盆栽 四季开花', ['园艺']],
  ['万里长城拼图1000片', ['玩具']],
  ['大白兔造型夜灯 卧室床头', ['家居']],
  ['雷达图解析教程 数据可视化', ['图书']],
  ['蓝月亮夜光贴 天花板装饰', ['家居']],
  ['太阳神面具 埃及风 舞会道具', ['道具']],
  ['海天一色 手绘油画 客厅', ['字画']],
  ['金龙鱼缸造景石 鱼缸摆件', ['水族']],
  ['老干妈妈款外套 中老年女装', ['服饰']],
  ['白猫图案马克杯 ins', ['家居']],
  ['双汇款单据 收据本 财务', ['文具']],
  ['安踏实走好每一步 励志挂画', ['字画']],
  ['特步骤图解 折纸大全', ['图书']],
  ['乐事多多 对联春联', ['文创']],
  ['徐福记事本 手账', ['文具']],
  ['康师傅带徒弟 传统手工艺纪录', ['图书']],
  ['佳能量饮料瓶 分装瓶', ['家居']],
  ['索尼龙绳 捆扎绳 尼龙绳10米', ['五金']],
  ['东芝麻酱 石磨纯芝麻酱', ['食品']],
  ['波司登山杖 户外徒步', ['户外']],
  ['香飘飘雪花 圣诞装饰 悬挂', ['装饰']],
  ['惠普通话考试用书', ['图书']],
  ['戴尔后背带 婴儿', ['母婴']],
  ['夏季新款冰丝凉感防晒衣 女 轻薄外套', []],
  ['棉麻门帘 布艺隔断帘 卧室', []],
  ['春联对联2027马年 烫金福字', []],
  ['拼音卡片 学前识字卡', []],
  ['便携式小风扇 手持静音', []],
  ['不锈钢保温饭盒 三层', []],
  ['玻璃胶枪 打胶神器', []],
  ['户外折叠桌 蛋卷桌 铝合金', []],
  ['女士真丝睡衣 两件套', []],
  ['仿古宣纸 国画书法', []],
  ['后视镜小圆镜 360度', []],
  ['手工编织毛线 粗线 围巾线', []],
  ['康乃馨鲜花 花束 同城', []],
  ['立式衣帽架 落地', []],
  ['安全出口指示牌 LED', []],
  ['Natural bamboo cutting board kitchen', []],
  ['Summer beach hat for women', []],
  ['Vintage leather journal notebook', []],
  ['Garden hose nozzle spray gun', []],
  ['Solar street light outdoor waterproof', []],
];

/** What shops say besides what they sell: service, delivery, care; no brand in any of it. */
const SAID: readonly string[] = [
  '付款后24小时内发货',
  '下单后请留意物流信息',
  '售后无忧 有问题联系客服',
  '收到货后请当面验收',
  '签收后七天内可退换',
  '内页纸张加厚不洇墨',
  '内里加绒 手感柔软',
  '立领设计 拉链顺滑',
  '音响效果震撼 客厅适用',
  '家用厨房多功能',
  '请按照说明书安装',
  '颜色以实物为准',
  '尺寸手工测量存在误差',
  '建议轻柔机洗 不可漂白',
  '存放于阴凉干燥处',
  '开盖后请尽快饮用',
  '本品不含木糖醇',
  '精选优质原料 匠心制作',
  '面料舒适透气 不易起球',
  '鞋底防滑耐磨 走路轻便',
  '加大加宽 承重更强',
  '支持定制 可印图案',
  '满减优惠 多买多送',
  '老顾客回购 口碑相传',
  '工厂直供 品质可靠',
  '送货上门 包安装',
  '赠送运费险 退货无忧',
  '新手也能轻松上手',
  '男女老少都可以用',
  '居家旅行必备好物',
  '清洗方便 不留死角',
  '一年质保 终身维护',
  '独立包装 干净卫生',
  '颜值在线 拍照好看',
  '晚上看书不伤眼睛',
  '周末露营带上它',
  '孩子放学回家喝一杯',
  '送长辈送朋友体面大方',
  '冬天暖和 夏天凉爽',
  '搭配牛仔裤更显气质',
  '打开盒子就能用',
  '用久了也不会变形',
  '边角打磨光滑 不刮手',
  '字迹清晰 书写流畅',
  '水温四十度左右为宜',
  '请远离儿童和火源',
  '每天早晚各一次',
  '保质期十二个月',
  '产地直发 坏果包赔',
  '先看视频再安装',
  '后盖可拆卸 方便更换',
  '前后双层 防风保暖',
  '圣诞限定 新年礼盒',
  '白天晚上都能看清',
  '香味清淡 不刺鼻',
  '安静不吵 不影响休息',
  '大小刚好 不占地方',
  '加厚底座 稳固不倒',
  '三档可调 一键开关',
  '包装升级 新旧随机',
];

/** English words of titles; each an ordinary word, some one letter from a name. */
const ENGLISH: readonly string[] =
  `about above action advance adventure after again agency airline almond alpine amber ample anchor ankle
  answer antique apron arctic arena armor arrow artist aspire atlas autumn avenue baker balance bamboo banner barber barrel basic
  battle beacon beaver bench better beyond binder bloom board boarding border boston bottom bounce brave bridge bright brook bubble
  bucket buckle builder bundle butter button cabin camel canal candle canyon carbon career cargo carrot castle casual cedar center
  change channel charm chase cheese cherry chest chief choice chrome circle citrus clever climb cloth cloud clover coast cobalt
  comfort common compact compass cookie copper coral corner cosmic couple course cousin cover cradle crane crown cruise curve daily
  dairy dance dealer decor delight denim desert dinner direct dolphin double dragon drawer dream drift driver duck dusty eagle earth
  easter easy echo edge elegant element empty energy engine enjoy essence estate evening ever exact expert extra fabric factor fairy
  falcon family farmer feather fence fever field filter finger finish flame flash flight floral focus folder forever formal fortune
  fossil frame friend front frost future galaxy garage gentle giant ginger glacier globe glory golden grace grain grand grape gravity
  great grip guard guitar hammer handle handy harbor harvest haven heavy helper herbal hiker holder holiday hollow hunter hybrid
  icon image indoor inner insert island ivory jewel jockey journey jumbo jungle junior keeper kitchen kitten knight label ladder
  lander large latch leader league legend lemon level liner liquid little local lodge lounge lucky lunar luster maker mango manor
  maple marble marine market marvel master match meadow medal mellow melody member mentor meter middle mirror modern moment monkey
  morning motion mountain native nature needle nickel noble normal north novel ocean olive onion orbit orient outer oxford paddle
  panda panel parade party passion patrol peach pebble pepper perfect petal picnic pilot pioneer pirate planet plaza pocket polar
  polish popular portal poster powder prairie premier primary prince profile proper public puppy puzzle quarter quick quiet rabbit
  racing radius ranger rapid raven ready record refill regal relax relay rescue retro ribbon ridge rider rocket roller royal runner
  rustic safari sailor salmon sample sandy satin scenic school scout season secret select senior seven shadow shelter shine shower
  signal silent silver simple skate sleek slim smooth soccer social socket solid sonic source south spark special spider spirit spoon
  sport spray square stable stage standard steady stereo stone storm strong studio sugar summit sunset supreme swift table tender
  thunder tiger timber toast token total touch tower traffic trail trainer travel treasure trend triple trophy tropic truck tunnel
  turbo turtle twist ultimate union unique united upper urban valley velvet verse victor village violet vision vista vivid voyage
  wagon walker water wave weekend whale wheel willow window winner winter wonder wooden yellow zebra speed speedy boarding`
    .trim()
    .split(/\s+/);

/** Sentences of shops between goods; nothing in them is a brand. */
export function innocentSentence(random: Random): string {
  const kind = random.below(3);
  if (kind === 0) return `${random.pick(SAID)}${random.pick(['，', '。', ' '])}${random.pick(SAID)}`;
  const words = Array.from({ length: 2 + random.below(3) }, () => random.pick(ENGLISH));
  if (kind === 1) return `${words.join(' ')} ${random.pick(SAID)}`;
  const capital = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return random.next() < 0.5 ? capital.join(' ') : words.join(' ').toUpperCase();
}
