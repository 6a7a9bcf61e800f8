import type { ShapeName } from '../images/shapes.ts';

/** An innocent kind of goods: enough words for thousands of different titles. */
export type MixKind = {
  readonly shape: ShapeName;
  readonly category: readonly string[];
  readonly nouns: readonly string[];
  readonly traits: readonly string[];
  readonly options: readonly string[];
  readonly attribute: readonly [string, readonly string[]];
  /** Yuan. */
  readonly price: readonly [number, number];
};

/** Goods that need no licence, among them those whose words look like something else. */
export const INNOCENT_KINDS: readonly MixKind[] = [
  {
    shape: 'shirt',
    category: ['服饰', '上衣'],
    nouns: ['圆领短袖上衣', '长袖衬衫', '针织开衫', '连帽卫衣'],
    traits: ['宽松', '纯色', '秋季', '薄款', '百搭', '通勤'],
    options: ['白色 M', '灰色 L', '藏青 XL'],
    attribute: ['面料', ['棉', '聚酯纤维', '亚麻']],
    price: [39, 199],
  },
  {
    shape: 'case',
    category: ['手机配件', '手机壳'],
    nouns: ['适用苹果16手机壳', '适用小米15手机壳', '兼容华为手机保护套'],
    traits: ['磨砂', '防摔', '透明', '简约', '软边'],
    options: ['黑色', '雾蓝', '奶白'],
    attribute: ['材质', ['硅胶', 'TPU', 'PC']],
    price: [9, 49],
  },
  {
    shape: 'book',
    category: ['图书', '文学'],
    nouns: ['短篇小说集第一卷', '地方志选编', '旅行随笔', '手工编织图解'],
    traits: ['精装', '平装', '彩印', '修订版'],
    options: ['单册', '两册'],
    attribute: ['装帧', ['平装', '精装']],
    price: [18, 98],
  },
  {
    shape: 'flower',
    category: ['家居', '装饰摆件'],
    nouns: ['高仿真花绢花摆件', '仿真绿植盆栽', '客厅干花花束'],
    traits: ['北欧', '婚庆', '落地', '小清新'],
    options: ['单枝', '三枝', '整束'],
    attribute: ['材质', ['绢布', '塑料']],
    price: [12, 128],
  },
  {
    shape: 'glasses',
    category: ['配饰', '眼镜'],
    nouns: ['LV老花镜', '折叠老花镜', '防风骑行眼镜'],
    traits: ['轻便', '高清', '男女通用', '便携'],
    options: ['100度', '200度', '300度'],
    attribute: ['镜框材质', ['金属', '板材']],
    price: [19, 89],
  },
  {
    shape: 'figurine',
    category: ['家居', '工艺品'],
    nouns: ['公牛摆件', '陶瓷小天鹅摆件', '骏马树脂摆件'],
    traits: ['创意', '办公室', '手工', '复古'],
    options: ['小号', '中号', '大号'],
    attribute: ['材质', ['树脂', '陶瓷', '黄铜']],
    price: [29, 239],
  },
  {
    shape: 'kettle',
    category: ['厨具', '水具'],
    nouns: ['不锈钢烧水壶', '玻璃冷水壶', '茶水分离杯'],
    traits: ['大容量', '加厚', '耐热', '家用'],
    options: ['1.5升', '2升'],
    attribute: ['容量', ['1.5L', '2L']],
    price: [25, 159],
  },
  {
    shape: 'bag',
    category: ['箱包', '女包'],
    nouns: ['帆布单肩包', '手提收纳包', '血压计收纳包', '通勤双肩包'],
    traits: ['大容量', '轻便', '防泼水', '简约'],
    options: ['米色', '黑色', '军绿'],
    attribute: ['材质', ['帆布', '尼龙']],
    price: [29, 199],
  },
  {
    shape: 'grain',
    category: ['家居', '餐具'],
    nouns: ['陶瓷饭碗', '面膜碗套装', '木质沙拉碗'],
    traits: ['日式', '家用', '釉下彩', '创意'],
    options: ['单只', '四只装'],
    attribute: ['材质', ['陶瓷', '木']],
    price: [9, 89],
  },
  {
    shape: 'headphones',
    category: ['收纳', '整理'],
    nouns: ['头戴耳机收纳盒', '耳机海绵套', '耳机支架'],
    traits: ['防压', '便携', '通用', '硬壳'],
    options: ['黑色', '灰色'],
    attribute: ['材质', ['EVA', '海绵', '铝合金']],
    price: [8, 59],
  },
  {
    shape: 'bangle',
    category: ['珠宝', '手镯'],
    nouns: ['编织手绳', '木珠手串', '玻璃手镯'],
    traits: ['手工', '复古', '简约', '情侣'],
    options: ['16厘米', '18厘米'],
    attribute: ['材质', ['木', '玻璃', '棉绳']],
    price: [15, 129],
  },
  {
    shape: 'sack',
    category: ['宠物', '用品'],
    nouns: ['豆腐猫砂', '宠物尿垫', '木屑垫料'],
    traits: ['除味', '结团', '低尘', '大包'],
    options: ['6升', '12升'],
    attribute: ['规格', ['6L', '12L']],
    price: [19, 99],
  },
];

/** What a description is made of: plain statements with nothing to object to. */
export const PLAIN_SENTENCES = [
  '现货，付款后四十八小时内发出。',
  '尺寸为人工测量，存在一到三厘米误差。',
  '图片因光线与屏幕不同会有轻微色差，请以实物为准。',
  '包装内含商品一件与说明书一份。',
  '清洗时请使用温水，避免长时间暴晒。',
  '支持七天无理由退货，退回时请保持商品完好。',
  '最大承重八千克，请勿超重使用。',
  '本店客服时间为早九点到晚十点。',
  '如需发票请在下单时备注抬头。',
  '适合日常家用，也可以作为礼物送给家人朋友。',
  '做工细致，边角经过打磨处理。',
  '收到后请先检查外包装是否完好再签收。',
  '同一款式有多种规格可选，请按需要下单。',
  '手工测量数据仅供参考，介意者请先咨询客服。',
  '发货前逐件检查，外箱加缓冲材料。',
  '偏远地区运费请先咨询，默认发普通快递。',
  '长时间不用时请放在干燥通风处保存。',
  '首次使用前建议用清水冲洗并晾干。',
  '如有缺件，请在签收后三日内联系补发。',
  '产品细节见图，颜色以所选规格为准。',
  '批次不同，纹理与色泽会有自然差异。',
  '请勿靠近明火，儿童请在家长陪同下使用。',
  '本页照片均为本店实拍，未经许可请勿转用。',
  '第一次购买的朋友可以先选小规格试用。',
];
