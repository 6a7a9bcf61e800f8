import type { GoodsClass } from '../../models/goods/recognition.ts';

/** A shelf of goods as sellers speak of them; the words are the evaluation's own, none of the training's templates. */
export type Shelf = {
  readonly class: GoodsClass;
  /** Categories of the brand lexicon whose brands sell here. */
  readonly brands: readonly string[];
  readonly path: readonly string[];
  readonly goods: readonly string[];
  readonly traits: readonly string[];
  readonly sizes: readonly string[];
};

const list = (text: string): string[] => text.trim().split(/\s+/);

export const SHELVES: readonly Shelf[] = [
  {
    class: 'ordinary',
    brands: ['shoes', 'sports'],
    path: ['鞋靴', '运动鞋'],
    goods: list('跑步鞋 篮球鞋 板鞋 休闲鞋 训练鞋 帆布鞋 老爹鞋 徒步鞋 足球鞋 凉鞋'),
    traits: list('缓震 回弹 轻质 网面 耐磨大底 防滑 透气 学生 男款 女款 情侣款 黑白配色 低帮 高帮 厚底增高'),
    sizes: list('36-44码 42码 US9 EUR43 38.5 大码46'),
  },
  {
    class: 'ordinary',
    brands: ['apparel'],
    path: ['服饰内衣', '男装'],
    goods: list('羽绒服 夹克衫 冲锋衣 卫衣 衬衣 牛仔裤 休闲裤 针织衫 风衣 POLO衫 毛呢大衣 连帽外套'),
    traits: list('宽松版型 修身 加绒保暖 抗皱免烫 中年爸爸装 青年潮流 商务通勤 纯色 撞色拼接 重磅 立领'),
    sizes: list('M-4XL 170/92A XL 2XL 180斤可穿 均码'),
  },
  {
    class: 'ordinary',
    brands: ['luxury', 'bags'],
    path: ['箱包皮具', '女包'],
    goods: list('单肩包 手提包 托特包 链条包 腋下包 钱夹 卡包 水桶包 斜挎小方包 双肩背包'),
    traits: list('头层牛皮 通勤百搭 小众设计 大容量 复古 菱格 老花图案 金属扣 轻便 真皮'),
    sizes: list('大号 中号 小号 mini 26cm 20x15'),
  },
  {
    class: 'phone',
    brands: ['phones'],
    path: ['手机数码', '手机'],
    goods: list('手机 智能手机 5G手机 全网通手机 游戏手机 拍照手机 折叠屏手机'),
    traits: list('双卡双待 大电池 高刷屏 快充 超清影像 骁龙处理器 国行未拆封 学生机 全新 公开版'),
    sizes: list('8+256G 12GB+512GB 128g 6.7英寸 16+1T'),
  },
  {
    class: 'ccc',
    brands: ['appliances'],
    path: ['家用电器', '生活电器'],
    goods: list(
      '冰箱 滚筒洗衣机 壁挂空调 电饭煲 微波炉 电吹风 电热水壶 空气炸锅 吸尘器 电风扇 液晶电视 电磁炉',
    ),
    traits: list('变频节能 一级能效 静音 大容量 智能预约 家用 小型 触控面板 除菌净味 自清洁'),
    sizes: list('10公斤 1.5匹 5L 220V 2200W 450升 55寸'),
  },
  {
    class: 'ordinary',
    brands: ['electronics', 'computers'],
    path: ['数码配件', '外设'],
    goods: list('机械键盘 无线鼠标 蓝牙耳机 头戴耳机 音响 移动硬盘 U盘 显示屏 摄像头 麦克风'),
    traits: list('降噪 低延迟 RGB灯效 即插即用 办公 电竞 续航持久 三模连接 人体工学 高音质'),
    sizes: list('87键 1TB 64G 27英寸 3.5mm 2.4G'),
  },
  {
    class: 'cosmetic-ordinary',
    brands: ['cosmetics'],
    path: ['美容护肤', '面部护理'],
    goods: list('面霜 精华液 爽肤水 洁面乳 面膜 眼霜 口红 粉底液 气垫霜 卸妆油 身体乳 护手霜 眼影盘'),
    traits: list('补水保湿 滋润 清爽不油腻 敏感肌可用 持妆 显气色 提亮肤色 烟酰胺 玻尿酸 温和'),
    sizes: list('50ml 100g 30毫升 5片装 3.5g 两支装'),
  },
  {
    class: 'food',
    brands: ['food'],
    path: ['食品饮料', '休闲零食'],
    goods: list('饼干 薯片 牛奶 酸奶 方便面 巧克力 速溶咖啡 果汁饮料 坚果 火腿肠 酱油 食用油 麦片 面包 糖果'),
    traits: list('早餐代餐 办公室零食 独立小包 儿童爱吃 香浓 酥脆 低糖 追剧 网红爆款 家庭装'),
    sizes: list('500g*2袋 整箱12瓶 250ml×24盒 1.8L 20包 礼盒装'),
  },
  {
    class: 'alcohol',
    brands: ['liquor'],
    path: ['酒类', '白酒'],
    goods: list('白酒 浓香型白酒 酱香酒 干红葡萄酒 啤酒 威士忌 黄酒'),
    traits: list('粮食酿造 宴请送礼 口粮酒 年份 纸盒装 聚会 收藏 绵柔'),
    sizes: list('500ml 53度 52°500ml*6 整箱 750ml 双支礼盒'),
  },
  {
    class: 'ordinary',
    brands: ['baby'],
    path: ['母婴用品', '尿裤湿巾'],
    goods: list('纸尿裤 拉拉裤 婴儿湿巾 奶瓶 婴儿推车 儿童安全座椅 隔尿垫 背带'),
    traits: list('超薄透气 防侧漏 新生儿 夜用 柔软亲肤 可折叠 宽口径 防胀气'),
    sizes: list('L码 NB90片 XL 240ml 0-4岁 80抽*5包'),
  },
  {
    class: 'ordinary',
    brands: ['toys'],
    path: ['玩具', '拼搭'],
    goods: list('拼装玩具 颗粒积木 遥控汽车 变形机器人 芭比娃娃 盲盒手办 魔方 毛绒公仔'),
    traits: list('男孩生日礼物 益智 亲子互动 6岁以上 收藏摆件 可动关节 限定'),
    sizes: list('568颗粒 1:14 30cm 三阶 一中盒'),
  },
  {
    class: 'ordinary',
    brands: ['stationery'],
    path: ['文具', '书写工具'],
    goods: list('中性笔 钢笔 圆珠笔 自动铅笔 荧光笔 笔记本 订书机 水彩颜料'),
    traits: list('考试专用 速干 顺滑 学生奖品 办公 复古 按动式 商务签字'),
    sizes: list('0.5mm 12支/盒 A5 B5 24色 明尖'),
  },
  {
    class: 'ordinary',
    brands: ['tools'],
    path: ['五金工具', '电动工具'],
    goods: list('充电电钻 角磨机 冲击钻 螺丝批套装 活动扳手 激光测距仪 热风枪 手电锯'),
    traits: list('无刷锂电 工业级 大功率 家用维修 多功能 木工 便携箱装'),
    sizes: list('20V 12v双电 46件套 100型 50米'),
  },
  {
    class: 'ordinary',
    brands: ['outdoor'],
    path: ['运动户外', '露营'],
    goods: list('双人帐篷 登山背包 羽绒睡袋 折叠露营椅 登山杖 徒步包 冲锋裤 露营推车'),
    traits: list('防暴雨 轻量化 速开免搭 三季 加厚 可承重300斤 户外徒步'),
    sizes: list('3-4人 50L 0度 两支装 1.6kg'),
  },
  {
    class: 'ordinary',
    brands: ['watches', 'jewelry'],
    path: ['钟表首饰', '手表'],
    goods: list('机械腕表 石英手表 女士手链 男表 项链吊坠 钢带手表 运动电子表'),
    traits: list('蓝宝石镜面 防水50米 夜光 商务 日历显示 情侣对表 镂空'),
    sizes: list('40mm 36毫米 18k 925银 长45cm'),
  },
  {
    class: 'ordinary',
    brands: ['auto', 'parts'],
    path: ['汽车用品', '养护'],
    goods: list('全合成机油 汽车轮胎 雨刮片 火花塞 空气滤清器 刹车油 电瓶 车载吸尘器'),
    traits: list('四季通用型 静音耐磨 原厂品质 国六 长效 舒适'),
    sizes: list('5W-30 4L 205/55R16 60Ah 一对装 0W-20'),
  },
  {
    class: 'ordinary',
    brands: ['home'],
    path: ['家居', '日用'],
    goods: list('乳胶漆 花洒 智能马桶 床垫 四件套 不粘锅 菜刀 保鲜盒 浴室龙头 沙发'),
    traits: list('净味环保 增压 独立弹簧 全棉 家用厨房 一体式 加厚 免安装'),
    sizes: list('5L 1.8x2米 32cm 三件套 18升'),
  },
  {
    class: 'ordinary',
    brands: ['pet'],
    path: ['宠物用品', '主粮'],
    goods: list('猫粮 狗粮 猫砂 宠物罐头 冻干零食 猫条 狗咬胶'),
    traits: list('无谷 高蛋白 成猫 幼犬 泰迪 除臭 增肥发腮'),
    sizes: list('10kg 1.5公斤 6L 12罐 20斤'),
  },
];

/** Goods of the regulated classes, for category recognition; named differently from the lexicon where sellers do. */
export const REGULATED: readonly Shelf[] = [
  {
    class: 'drug-rx',
    brands: ['pharmacy'],
    path: ['医药', '处方药'],
    goods: list(
      '阿莫西林胶囊 头孢克肟分散片 阿托伐他汀钙片 二甲双胍缓释片 厄贝沙坦片 左氧氟沙星片 奥美拉唑肠溶胶囊 氯沙坦钾片',
    ),
    traits: list('医院同款 凭处方 降压 消炎 大药房 胃酸过多 慢性病用药 血脂高'),
    sizes: list('24粒 0.25g*12片 20mg*7片 2盒 0.5g*60片'),
  },
  {
    class: 'drug-otc',
    brands: ['pharmacy'],
    path: ['医药', '非处方药'],
    goods: list(
      '布洛芬缓释胶囊 感冒灵颗粒 板蓝根颗粒 蒙脱石散 健胃消食片 藿香正气口服液 对乙酰氨基酚片 氯雷他定片 红霉素软膏 云南白药气雾剂',
    ),
    traits: list('家庭常备 退烧 腹泻 过敏性鼻炎 咽喉肿痛 消化不良 跌打损伤 OTC'),
    sizes: list('10袋 0.3g*20粒 12片 10ml*10支 85g+30g'),
  },
  {
    class: 'device-2',
    brands: ['pharmacy'],
    path: ['医疗器械', '家用检测'],
    goods: list('上臂式电子血压计 血糖仪 额温枪 制氧机 雾化器 医用外科口罩 避孕套 电子体温计 助听器'),
    traits: list('家用 语音播报 老人 全自动 免调码 医用级 大屏'),
    sizes: list('50条试纸 5L 一台 10只/袋 套装'),
  },
  {
    class: 'health-food',
    brands: ['health'],
    path: ['保健食品', '营养'],
    goods: list(
      '褪黑素片 钙维生素D软胶囊 蛋白粉 辅酶Q10软胶囊 氨糖软骨素钙片 鱼油软胶囊 益生菌胶囊 铁皮石斛颗粒',
    ),
    traits: list('蓝帽子 增强免疫力 改善睡眠 中老年 补钙 官方 成人'),
    sizes: list('100粒 60片*2瓶 450g 200粒 30袋'),
  },
  {
    class: 'infant-formula',
    brands: ['baby'],
    path: ['母婴', '奶粉'],
    goods: list('婴儿配方奶粉1段 较大婴儿配方奶粉2段 幼儿配方奶粉3段 婴幼儿配方羊奶粉'),
    traits: list('新国标 A2 乳铁蛋白 有机 0-6个月 OPO结构脂'),
    sizes: list('800g 700克*6罐 900g 400g盒装'),
  },
  {
    class: 'cosmetic-special',
    brands: ['cosmetics'],
    path: ['美妆', '防晒'],
    goods: list('防晒霜 防晒乳 染发膏 烫发水 美白淡斑精华 祛斑霜 防脱洗发水'),
    traits: list('SPF50+ 高倍 盖白发 清爽 军训 植物 遮白'),
    sizes: list('60ml 50g 100ml*2 一盒 500ml'),
  },
  {
    class: 'toothpaste',
    brands: ['cosmetics'],
    path: ['个护', '口腔'],
    goods: list('牙膏 儿童牙膏 抗敏牙膏 含氟牙膏'),
    traits: list('清新口气 护龈 防蛀 家庭装 薄荷味'),
    sizes: list('120g*4 90克 60g 3支'),
  },
  {
    class: 'tobacco',
    brands: [],
    path: ['其他', '其他'],
    goods: list('香烟 电子烟 烟弹 一次性电子烟 雪茄'),
    traits: list('硬盒 细支 薄荷爆珠 水果味 一条 雾化'),
    sizes: list('一条10包 3颗装 20支 6000口'),
  },
  {
    class: 'pesticide',
    brands: [],
    path: ['园艺', '植保'],
    goods: list('草甘膦除草剂 吡虫啉杀虫剂 多菌灵杀菌剂 阿维菌素 百菌清 杀鼠剂'),
    traits: list('果树 蔬菜 蚜虫 红蜘蛛 烂根杂草 农用'),
    sizes: list('500g 1000ml 100克*10 一袋'),
  },
  {
    class: 'vet-drug',
    brands: ['pet'],
    path: ['宠物', '医疗'],
    goods: list('犬用驱虫药 猫体内外驱虫滴剂 兽用阿莫西林可溶性粉 犬心保 宠物止泻药 氟苯尼考粉'),
    traits: list('猫狗通用 幼犬 猪牛羊鸡 拉稀 体外 跳蚤蜱虫'),
    sizes: list('6片 3支装 100g 一盒'),
  },
  {
    class: 'disinfectant',
    brands: [],
    path: ['清洁', '消毒'],
    goods: list('84消毒液 75%酒精消毒液 免洗手消毒凝胶 碘伏消毒液 次氯酸消毒水 酒精棉片'),
    traits: list('家用杀菌 室内 皮肤伤口 学校 喷雾 宠物'),
    sizes: list('500ml 5L 100片 60ml*3'),
  },
  {
    class: 'tcm-piece',
    brands: [],
    path: ['中药', '饮片'],
    goods: list('黄芪片 当归 党参段 三七粉 川贝母 金银花 白术 天麻片 决明子'),
    traits: list('无硫 产地直发 泡水煲汤 大货 手选 特级 药材铺'),
    sizes: list('250克 500g 50g 罐装'),
  },
];
