import type { Random } from '../../models/goods/model/random.ts';

/** What is said, of which goods, and the codes any of which is right; `{…|…}` takes one of its words. */
export type Saying = {
  readonly codes: readonly string[];
  readonly classes: readonly string[];
  readonly says: readonly string[];
};

const ANY: readonly string[] = ['ordinary', 'food', 'cosmetic-ordinary', 'ccc', 'phone'];
/** Medical claims have a code for each kind of goods, and cosmetics may not use the words either. */
const MEDICAL: readonly string[] = [
  'claims.medical',
  'claims.medical-food',
  'claims.medical-cosmetic',
  'claims.cosmetic-banned',
];
const DISEASE =
  '{糖尿病|高血压|痛风|胃病|失眠|便秘|湿疹|鼻炎|颈椎病|关节炎|哮喘|贫血|前列腺炎|皮炎|脂肪肝|咽炎}';

export const OFFENCES: readonly Saying[] = [
  {
    codes: ['claims.absolute'],
    classes: ANY,
    says: [
      '{全国|全球|行业|中国|世界|全网|亚洲}{销量|口碑|品质|人气|排名|}第一',
      '{行业|全网|全国}{销量|销售}冠军',
      '{世界|全国|同类|全球}{最好|最佳|最强|最先进}的{工艺|选择|品质|材料}',
      '{国家级|世界级|最高级|顶级|顶尖}{工艺|品质|用料|享受|配方|技术}',
      '{史上|全网|同行}最{强|好|佳}',
      '{独一无二|绝无仅有|史无前例|举世无双|空前绝后}的{品质|体验|工艺}',
      '{最佳|最优|最好}{品质|选择|效果|工艺}',
      '{质量|技术}{全球领先|世界领先|国际领先} {行业|全国}第一品牌',
      '销量{NO.1|No1|TOP1}',
      '第一品牌 {品质|信誉}保证',
      '{全球|全国|行业}{销量|技术}领先品牌',
      '全网第{①|1|壹}',
      '{蕞佳|醉好|最隹}{选择|品质}',
      '国嫁级工艺',
    ],
  },
  {
    codes: MEDICAL,
    classes: ['food'],
    says: [
      `{能|可以|可|}治{疗|好|愈}${DISEASE}`,
      `对${DISEASE}有{治疗作用|疗效|显著疗效}`,
      `{根治|治愈|专治}${DISEASE}`,
      `${DISEASE}{患者吃了就好|人吃了见效|一吃就好}`,
      '{消炎杀菌|抗癌防癌|降血压降血糖|止咳化痰|活血化瘀}',
      '预防{心脑血管疾病|癌症|中风|糖尿病|高血压}',
    ],
  },
  {
    codes: MEDICAL,
    classes: ['cosmetic-ordinary'],
    says: [
      '治疗{皮炎|湿疹|痤疮|荨麻疹|脚气}',
      '{消炎|杀菌|抗菌}{去痘|止痒|祛痘}',
      '{医用级|药用级|处方}{配方|护肤|修复}',
      '{根除|杀灭}螨虫 治痘{痘|印|}',
      '{活血化瘀|祛风止痒|清热解毒}',
      '{药妆|医学护肤品|械字号护肤}',
    ],
  },
  {
    codes: MEDICAL,
    classes: ['ordinary', 'ccc'],
    says: [
      '{治疗|可治愈|根治}{颈椎病|关节炎|腰椎间盘突出|失眠|近视|鼻炎|静脉曲张}',
      '缓解并治疗{腰椎间盘突出|肩周炎|风湿}',
      '{疏通血管|软化血管} 防治{中风|高血压}',
      '恢复视力 {治近视|矫正近视}',
    ],
  },
  {
    codes: ['claims.guarantee'],
    classes: ['drug-otc', 'device-2', 'health-food'],
    says: [
      '{有效率|治愈率|总有效率}{高达|达|}{95|98|99.5}%',
      '{无任何副作用|零副作用|无毒副作用|没有副作用}',
      '无效{全额退款|包退|退款}',
      '{保证|一个疗程|三天|七天}{有效|见效}',
      '{永不复发|绝不反弹|不复发}',
      '{安全无副作用|100%有效|百分百有效|彻底治愈}',
    ],
  },
  {
    codes: ['claims.state-authority'],
    classes: ['alcohol', 'food', 'ordinary'],
    says: [
      '{国宴|军队|部队|国务院|人民大会堂|中南海}{特供|专供|特供酒|专用酒}',
      '{中央机关|国家机关|省委机关}{专供|特供|指定}',
      '{国务院|国家卫健委|政府|国家药监局}{推荐|指定}{产品|用品|}',
      '{国家免检|免检}产品',
    ],
  },
  {
    // Lowering blood sugar or pressure by food is a medical claim as well.
    codes: ['claims.health-function', 'claims.medical-food'],
    classes: ['food'],
    says: [
      '{增强|提高|提升}{免疫力|抵抗力}',
      '{改善|帮助|促进}{睡眠|消化}{质量|}',
      '{调节|平稳|辅助降}{血脂|血糖|血压}',
      '{润肠通便|排毒养颜|养肝护肝|健脾祛湿|补气养血}',
      '{缓解体力疲劳|抗疲劳|延缓衰老}',
      '{减肥|瘦身|燃脂|刮油}',
    ],
  },
  {
    codes: ['claims.off-platform'],
    classes: ANY,
    says: [
      '加{V信|微❤|薇芯|vx|V|卫星|微信} {zxk20188|lin_77881|shop9981|qiqi520a}',
      '{薇❤|➕V|VX|威信}：{shop9981|abc7788xx|kk20399}',
      '{私聊|联系}{VX|微信|薇信} {dg66778|mm99812} {下单便宜|拿货|优惠}',
      '{扣扣|QQ|企鹅}{号|：| }{88123456|1029384756}',
    ],
  },
  {
    codes: ['claims.alcohol'],
    classes: ['alcohol'],
    says: [
      '{喝了|}不{上头|伤肝|伤身}',
      '{解乏|消除疲劳}',
      '增强体力{壮阳|}',
      '{开车也能喝|一醉方休|不醉不归}',
      '缓解{焦虑|压力}',
    ],
  },
  {
    codes: ['claims.superstition'],
    classes: ['ordinary'],
    says: [
      '{大师|高僧}开光{ 招财转运|}',
      '{辟邪|镇宅辟邪}{挡灾|}',
      '旺{桃花|财运} {改运|转运}',
      '{佩戴可|}化解太岁',
      '{招财|旺夫}转运 有求必应',
    ],
  },
  {
    codes: ['claims.fictitious-benefit'],
    classes: ANY,
    says: [
      '{好评|五星好评|晒单|晒图}返{现|红包|现金}{2元|5元|10元|}',
      '{五星|带图}{晒图|好评}{返|领}{红包|现金}',
      '{写|给|留}{好评|五星}{送|领|返}{话费|红包|现金}',
      '{下单|充值|拼单}返现{ 秒到|}',
      '{0元购|零元购|免费领手机|仅付邮费}',
    ],
  },
  {
    codes: ['claims.lowest-price', 'claims.absolute'],
    classes: ANY,
    says: ['{全网|全国|史上|历史}最低{价|}', '{全网|同行}底价 {击穿底价|错过再无}'],
  },
];

/** Words of the rules where they say nothing forbidden: exemptions of the enforcement guide, idioms, names, uses. */
export const INNOCENT: readonly string[] = [
  '最佳{赏味期|饮用温度|食用方法|使用时间|观看距离}{ 开封后两周内| 见瓶身|}',
  '本店{今年|目前|}卖得最好的一款',
  '最{大|高}{承重|可调|支持}{80kg|三档|256G}',
  '第一{次使用前请清洗|册 上下卷|单元练习|季 珍藏版|人称射击}',
  '顶级配置可选（{i9|i7}版本）',
  '最{晚|迟}{次日|48小时内}发货',
  '{品牌理念|服务宗旨|经营理念}：{顾客第一|服务至上|追求最好的体验}',
  '{一级|二级}能效 国家标准',
  '特级{面粉|初榨橄榄油} GB/T1355',
  '国家级{非物质文化遗产|自然保护区}{传承人|产地|}',
  '{冠军|世界冠军}同款{球拍|球鞋} 签名款',
  '唯一{编号|编码|识别码} 防伪',
  '首款之后的第二代',
  '最小起订量{10|2}件',
  '最{后三天|后一天}{活动|优惠}',
  '尺寸最{长|宽}处32cm',
  '独一无二的你 生日贺卡',
  '万能{遥控器 通用|胶 502|扳手|充电器支架}',
  '极{光绿|昼白|夜黑} 配色',
  '{治愈|疗愈}系{插画|挂画|手账} 抱枕',
  '{消炎|感冒|退烧|止痛}药{收纳盒|分装盒|盒子}',
  '疗愈{钢琴曲集|绘本|香薰}',
  '招财猫 {储蓄罐|摆件}',
  '转运珠 {编绳手链|配件}',
  '微信{公众号运营教程|小程序开发} 书',
  '以旧换新 旧机回收抵扣',
  '无效率焦虑 时间管理书籍',
  '安全{帽 工地施工|带 高空作业|锤}',
  '绝对值{编码器|不等式 练习册}',
  '最美{乡村|风景|中国} 明信片',
  '不要用最{大火力|高温}{烹饪|洗涤}',
  '避免最{热|冷}的时段使用',
  '{保健品|药品}分装{药盒|瓶}',
  '中国第一历史档案馆 编',
  '超{大屏|长待机|轻薄} 全{自动|棉|新}',
  '{血压计|血糖仪|体温计}收纳包',
  '{减肥|减脂}{食谱|训练计划} 书籍',
  '{糖尿病|高血压}{防治指南|饮食手册} 图书',
  '酒驾警示 {贴纸|宣传画}',
  '{医用|药用}{柜|架} 不锈钢',
  '本品不能代替药物 {请遵医嘱|}',
  '红包袋 {返校|开业}利是封',
  '好评如潮 {感谢支持|回购率高}',
  '{QQ糖|企鹅公仔} 卡通',
  'V领 {针织|雪纺}上衣',
  '第一夫人同款{外套|手提袋}',
  '防水等级最高可达 IPX7',
  '消毒{柜|锅} 餐具',
  '独家{记忆 香薰|图案 设计}',
  '最爱{妈妈|老师} 贺卡',
  '最{新款|近下单送赠品|少两件起拍|长可伸缩至3米}',
  '第{一时间发货|二代升级}',
  '唯美风 {婚纱摄影|摆件}',
  '首次使用请充满电',
  '治安巡逻灯 警示灯',
  '止滑垫 浴室',
  '减压玩具 捏捏乐',
  '顶级赛事 转播机位',
  '近视镜 防蓝光 镜框',
  '睡眠{音乐 CD|眼罩}',
  '返厂维修 {手表|相机}',
  '加V领 针织衫 女',
  '开光 雕刻刀',
  '军队 模型 士兵 拼装',
  '冠军 奖杯 定制',
];

/** A template with its slots filled. */
export function filled(template: string, random: Random): string {
  return template.replace(/\{([^}]*)\}/g, (_, words: string) => random.pick(words.split('|')));
}

/** Ways a phrase is written so that a word list misses it. */
export function hidden(phrase: string, random: Random): string {
  const chars = [...phrase];
  const at = 1 + random.below(Math.max(1, chars.length - 1));
  const sign = random.pick(['.', '·', '*', '/', '-', ' ', '\u200b', '丨', '~']);
  return [...chars.slice(0, at), sign, ...chars.slice(at)].join('');
}

/** Worked cases of context: what is said, of what, and whether it offends. */
export const WORKED: readonly (readonly [title: string, offends: boolean])[] = [
  ['国家级工艺 不锈钢保温杯', true],
  ['国家级非物质文化遗产 手工剪纸', false],
  ['最佳品质 真皮女包', true],
  ['红酒 最佳饮用温度16度', false],
  ['销量第一的洗发水', true],
  ['语文书 第一单元练习', false],
  ['全网最低价 连衣裙', true],
  ['货架 最低层高20cm', false],
  ['苦荞茶 降血糖治糖尿病', true],
  ['血糖仪 监测血糖 试纸50条', false],
  ['面霜 治疗湿疹皮炎', true],
  ['治愈系 ins风 挂画', false],
  ['白酒 军队特供', true],
  ['军绿色 特供工装裤 风格', false],
  ['保温杯 五星好评返现', true],
  ['返现卡收纳册', false],
  ['手串 大师开光辟邪', true],
  ['招财进宝 红包袋', false],
  ['感冒药 无效退款 治愈率百分百', true],
  ['顾客第一 诚信经营 雨伞', false],
];
