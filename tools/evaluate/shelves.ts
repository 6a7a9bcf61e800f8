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
  /** The goods' words name brands themselves. */
  readonly named?: boolean;
};

export const list = (text: string): string[] => text.trim().split(/\s+/);

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
    goods: list('机械键盘 有线鼠标 头戴耳机 入耳式耳机 移动硬盘 U盘 电脑摄像头 麦克风 鼠标垫'),
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
    goods: list('纸尿裤 拉拉裤 婴儿湿巾 奶瓶 隔尿垫 婴儿背带'),
    traits: list('超薄透气 防侧漏 新生儿 夜用 柔软亲肤 可折叠 宽口径 防胀气'),
    sizes: list('L码 NB90片 XL 240ml 0-4岁 80抽*5包'),
  },
  {
    class: 'ordinary',
    brands: ['toys'],
    path: ['玩具', '拼搭'],
    goods: list('手办摆件 盲盒手办 卡牌收藏 成人拼装模型 扑克牌 桌游'),
    traits: list('生日礼物 收藏 朋友聚会 可动关节 限定 桌面装饰'),
    sizes: list('1:14 30cm 一中盒 54张'),
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
    goods: list('全合成机油 雨刮片 火花塞 空气滤清器 刹车油 汽车电瓶 车载香薰 行车记录仪'),
    traits: list('四季通用型 静音耐磨 原厂品质 国六 长效 舒适'),
    sizes: list('5W-30 4L 60Ah 一对装 0W-20'),
  },
  {
    class: 'ordinary',
    brands: ['home'],
    path: ['家居', '日用'],
    goods: list('乳胶漆 花洒 床垫 四件套 不粘锅 菜刀 保鲜盒 浴室龙头 沙发'),
    traits: list('净味环保 增压 独立弹簧 全棉 家用厨房 一体式 加厚 免安装'),
    sizes: list('5L 1.8x2米 32cm 三件套 18升'),
  },
  {
    class: 'ordinary',
    brands: ['pet'],
    path: ['宠物用品', '主粮'],
    goods: list('猫粮 狗粮 猫砂 宠物罐头 猫咪冻干零食 猫条 狗咬胶'),
    traits: list('无谷 高蛋白 成猫 幼犬 泰迪 增肥发腮'),
    sizes: list('10kg 1.5公斤 6L 12罐 20斤'),
  },
  {
    // Toys, push chairs and child seats need certification (CNCA catalogue, 2025: categories 22, 11 and 16).
    class: 'ccc',
    brands: ['toys'],
    path: ['玩具', '拼搭'],
    goods: list('拼装玩具 颗粒积木 遥控汽车玩具 变形机器人 换装娃娃 儿童滑板车 婴儿推车 儿童安全座椅'),
    traits: list('男孩生日礼物 益智 亲子互动 3岁以上 环保 可动关节 女孩'),
    sizes: list('568颗粒 1:14 30cm 大号'),
  },
  {
    // Displays, loudspeakers, adapters and radio equipment: certified or type-approved; one class here.
    class: 'ccc',
    brands: ['electronics'],
    path: ['数码', '影音'],
    goods: list(
      '电脑显示器 蓝牙音箱 蓝牙耳机 无线鼠标 充电宝 电源适配器 无线路由器 智能手表 对讲机 氮化镓充电器',
    ),
    traits: list('降噪 低延迟 办公 电竞 续航持久 便携 高音质 全新'),
    sizes: list('27英寸 65W 20000毫安 双频 一对装'),
  },
  {
    class: 'ccc',
    brands: [],
    path: ['汽车用品', '轮胎'],
    goods: list('汽车轮胎 防爆轮胎 SUV轮胎 电动自行车 智能马桶 电热毯'),
    traits: list('静音 耐磨 国标 家用 舒适 原厂品质'),
    sizes: list('205/55R16 一条 48V 双人'),
  },
];
