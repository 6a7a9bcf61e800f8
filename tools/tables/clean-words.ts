/** Words of innocent titles, by shelf: goods, then what is said of them. Brand-free. */
const split = (text: string): string[] => text.trim().split(/\s+/);

export const goods: Readonly<Record<string, readonly string[]>> = {
  wear: split(
    `连衣裙 半身裙 百褶裙 吊带裙 旗袍 汉服 马面裙 阔腿裤 牛仔裤 休闲裤 西装裤 打底裤 鲨鱼裤 短裤 衬衫 雪纺衫 T恤 卫衣 毛衣 针织开衫 风衣 大衣 羽绒服 棉服 马甲 西装外套 皮衣 睡衣 家居服 内裤 文胸 袜子 丝袜 帽子 渔夫帽 围巾 手套 腰带 领带 雨衣 泳衣 防晒衣 校服 工作服 围裙 舞蹈服 儿童裤子 婴儿连体衣 肚兜 爬服 小白鞋 帆布鞋 凉鞋 拖鞋 雨鞋 马丁靴 雪地靴 高跟鞋 豆豆鞋 老北京布鞋 棉拖鞋 洞洞鞋 舞蹈鞋 鞋垫 鞋带`,
  ),
  home: split(
    `四件套 床笠 被套 枕头 枕套 夏凉被 毛毯 凉席 蚊帐 窗帘 门帘 地毯 地垫 沙发套 沙发垫 桌布 抱枕 收纳箱 收纳袋 衣架 晾衣架 鞋架 置物架 书架 电脑桌 餐桌 椅子 茶几 折叠床 床垫 花瓶 假花 挂画 台灯 落地灯 吸顶灯 小夜灯 垃圾桶 拖把 扫把 抹布 百洁布 保鲜膜 保鲜盒 饭盒 碗 盘子 筷子 勺子 砧板 菜刀架 炒锅 汤锅 蒸锅 砂锅 水壶 茶具 茶杯 玻璃杯 马克杯 保温壶 酒杯 开瓶器 削皮器 擀面杖 烘焙模具 浴帘 浴巾 毛巾 牙刷架 香皂盒 马桶垫 马桶刷 水龙头过滤器 花洒软管 挂钩 无痕钉 门锁 窗户密封条 墙纸 墙贴 防撞条 晾晒绳 挂钟 闹钟 镜子 梳妆台 衣柜 鞋柜 屏风 蜡烛 香薰 除湿袋 樟脑丸 蟑螂屋 粘鼠板 电蚊拍`,
  ),
  food: split(
    `苹果 香蕉 橙子 柚子 车厘子 草莓 蓝莓 葡萄 西瓜 哈密瓜 猕猴桃 芒果 榴莲 荔枝 龙眼 山竹 火龙果 石榴 柿子 红枣 枸杞 桂圆 核桃 花生 瓜子 杏仁 腰果 开心果 板栗 小米 大米 糯米 黑米 红豆 绿豆 黄豆 薏米 燕麦 藜麦 玉米 红薯 土豆 山药 莲藕 银耳 木耳 香菇 粉丝 粉条 腐竹 豆皮 紫菜 海带 虾皮 鱿鱼丝 牛肉干 猪肉脯 鸡爪 鸭脖 腊肠 腊肉 火腿 咸鸭蛋 皮蛋 土鸡蛋 蜂蜜 红糖 冰糖 白糖 食盐 花椒 八角 辣椒 胡椒 孜然 豆瓣酱 芝麻酱 番茄酱 香油 菜籽油 花生油 茶油 米醋 料酒 面粉 挂面 米线 螺蛳粉 酸辣粉 凉皮 馒头 包子 水饺 汤圆 粽子 月饼 蛋糕 面包 饼干 沙琪玛 锅巴 米花糖 麻花 糖果 棉花糖 巧克力豆 果冻 山楂片 话梅 葡萄干 绿茶 红茶 普洱 铁观音 茉莉花茶 菊花茶 玫瑰花 大麦茶 咖啡豆 奶茶粉 酸梅汤 果汁 苏打水 黄酒 米酒 药酒`,
  ),
  digital: split(
    `数据线 充电头 充电宝 手机支架 自拍杆 手机壳 钢化膜 蓝牙耳机 有线耳机 头戴耳机 音箱 麦克风 键盘 鼠标 鼠标垫 U盘 内存卡 读卡器 移动硬盘盒 网线 网卡 路由器支架 转接头 拓展坞 显示器支架 摄像头 行车记录仪 投影幕布 遥控器 电池 插线板 延长线 电源适配器 墨盒 硒鼓 打印纸 相机包 三脚架 补光灯 平板保护套 电脑包 散热器 机箱风扇 硅脂 键帽 手写笔 手表带 智能手环 计算器 收音机 录音笔 老人机 对讲机`,
  ),
  beauty: split(
    `面膜 洗面奶 爽肤水 乳液 面霜 精华液 眼霜 防晒霜 隔离霜 粉底液 气垫 遮瑕膏 散粉 眉笔 眼线笔 眼影盘 睫毛膏 口红 唇釉 腮红 修容盘 卸妆油 卸妆水 化妆棉 棉签 粉扑 美妆蛋 化妆刷 假睫毛 双眼皮贴 指甲油 甲片 香水 身体乳 护手霜 润唇膏 沐浴露 香皂 洗发水 护发素 发膜 染发膏 发蜡 卷发棒 梳子 发夹 发圈 牙膏 牙线 漱口水 剃须刀片 脱毛膏 足贴 浴球 搓澡巾 湿巾 抽纸 卷纸 卫生巾 洗衣液 洗衣凝珠 洗洁精 洁厕灵 除垢剂`,
  ),
  kids: split(
    `积木 拼图 遥控车 毛绒玩具 布娃娃 沙滩玩具 泡泡机 水枪 风筝 陀螺 跳棋 象棋 围棋 飞行棋 扑克牌 橡皮泥 画板 水彩笔 蜡笔 贴纸书 早教机 点读笔 摇铃 牙胶 安抚奶嘴 奶瓶刷 学步车 滑板车 儿童自行车 平衡车 儿童餐椅 儿童水杯 书包 笔袋 文具盒 铅笔 橡皮 尺子 作业本 笔记本 字帖 课外书 绘本 故事书 小说 词典 教辅资料 试卷 文件夹 订书机 胶棒 剪刀 便利贴 荧光笔 中性笔 钢笔墨水 毛笔 宣纸 砚台`,
  ),
  other: split(
    `帐篷 睡袋 露营灯 折叠椅 野餐垫 登山杖 手电筒 望远镜 鱼竿 鱼线 鱼钩 鱼饵 浮漂 渔网 哑铃 瑜伽垫 跳绳 拉力带 护膝 护腕 羽毛球 乒乓球 篮球 足球 台球杆 泳镜 泳帽 滑板 轮滑鞋 自行车锁 车灯 打气筒 头盔 雨刮器 汽车坐垫 方向盘套 遮阳挡 车载香薰 洗车水枪 擦车巾 玻璃水 补漆笔 轮胎胶 螺丝刀 扳手 钳子 锤子 电钻头 卷尺 水平仪 螺丝 膨胀管 胶带 密封胶 砂纸 油漆刷 电线 开关面板 灯泡 花盆 营养土 种子 花肥 园艺剪 浇水壶 多肉植物 绿萝 发财树 猫粮 狗粮 猫砂 猫抓板 狗绳 宠物窝 鱼缸 水草 鸟笼 仓鼠笼 手机挂绳 钥匙扣 戒指 项链 手链 耳环 胸针 发簪 眼镜框 太阳镜 手表 钱包 单肩包 双肩包 帆布包 行李箱 雨伞 遮阳帽 打火机 烟灰缸 佛珠 摆件 十字绣 毛线 布料 纽扣 拉链 缝纫线 口罩 创可贴 体温计 血压计 轮椅 拐杖 老花镜 暖宝宝 热水袋 艾灸贴 按摩锤 泡脚桶`,
  ),
};

export const said = split(
  `新款 夏季 冬季 春秋 加厚 加绒 宽松 修身 显瘦 百搭 韩版 日系 港风 复古 法式 简约 现代 北欧 轻奢 中式 田园 ins风 网红 可爱 卡通 创意 个性 高级感 气质 休闲 时尚 潮流 纯棉 亚麻 真丝 羊毛 牛皮 不锈钢 实木 陶瓷 玻璃 塑料 硅胶 竹制 铝合金 防水 防滑 防摔 耐磨 耐高温 透气 吸汗 速干 保暖 轻便 便携 折叠 可调节 大容量 多功能 静音 充电式 无线 迷你 超薄 加长 加宽 家用 商用 户外 车载 办公室 宿舍 学生 儿童 女士 男士 老人 宝宝 情侣 孕妇 婴儿 小个子 大码 一次性 可水洗 手工 定制 礼盒装 送礼 新鲜 现摘 农家 自产 特产 正宗 传统 老式 即食 独立包装 散装 整箱 包邮 批发 厂家直销 源头工厂 限时 特价 清仓 三件套 两只装 5斤 10斤 500g 250克 1000ml 2米 1.8m 50片 100个 12色 小号 中号 大号 均码 白色 黑色 红色 粉色 蓝色 绿色 灰色 卡其色 透明 彩色 印花 刺绣 条纹 格子 蕾丝 碎花 翻领 圆领 高腰 长袖 短袖 七分 直筒 喇叭 系带 加高 软底 厚底 平底 护眼 省电 强力 速热 恒温 智能 定时 自动 手动 全自动 高清 原味 香辣 五香 麻辣 奶香 无糖 低脂 高纤维 补水 保湿 温和 清爽 控油 滋润 持久 自然 不脱妆 裸色 显白 去屑 柔顺 留香 深层清洁 开学 毕业季 生日礼物 结婚 乔迁 春节 端午 中秋 国庆 母亲节 教师节 露营 旅行 健身 跑步 瑜伽 钓鱼 骑行 登山 游泳 广场舞 厨房 卧室 客厅 阳台 卫生间 浴室 书房 玄关 花园 工地 食堂 酒店 餐厅 幼儿园 大众口味 兄弟情义 永久保质 完美身材 舒适柔软 光明磊落 英雄气概 冠军品质 理想生活 标致小巧 好奇宝宝 联想记忆 统一发货 樱花图案 蝴蝶造型 熊猫图案 凤凰刺绣 骆驼绒 鳄鱼纹 公牛头 狮子 老虎 猫头鹰 长城图 雷达 火车 飞机 坦克 恐龙 花仙子 美的享受 甜美 优美 精美 双星座 清风 明月 白雪 星辉 晨光 红旗 朝阳 中华 吉利 奔腾`,
);

/** Latin words that innocent titles carry; a brand one letter away must not answer to them. */
export const latin = split(
  `shoes shirt dress skirt pants jeans jacket coat hoodie sweater socks boots sandals slipper bag wallet belt watch ring necklace earrings bracelet hair beauty face cream mask lipstick lotion soap shampoo perfume baby kids girls boys women woman mens ladies toys game games puzzle block color colour black white green yellow orange purple silver golden rose pink brown grey gray blue small medium large size free style fashion vintage retro classic simple sweet lovely cute cool summer winter spring autumn cotton linen leather wool silk rubber plastic steel glass wooden paper metal ceramic phone case cover charger cable power bank earphone headset speaker mouse keyboard screen light lamp bulb camera lens tripod video audio music sound radio wireless bluetooth gaming laptop tablet computer desktop printer storage memory card reader adapter converter plug socket switch battery solar portable mini super ultra plus max pro lite air note home house kitchen table chair sofa pillow blanket curtain carpet towel bottle mug bowl plate knife spoon fork basket box holder stand rack hook hanger mirror clock candle flower garden plant seeds tools drill hammer screw wrench tape glue paint brush outdoor camping hiking fishing cycling running fitness yoga swimming football basketball tennis badminton sports travel luggage backpack umbrella sunglass glasses hat gloves scarf gift party birthday christmas wedding happy love heart star moon world china japan korea paris london italy france germany american europe import original quality best hot new sale price discount coffee milk chocolate cookie candy snack fruit honey water juice wine beer organic natural fresh healthy protein vitamin calcium omega coenzyme collagen peptide glucose office school student pencil eraser notebook marker sticker album photo frame poster print design creative handmade custom design luxury premium deluxe standard basic series model version edition limited collection fashionable comfortable waterproof windproof breathable foldable adjustable rechargeable magnetic automatic electric digital smart remote control sensor timer motor engine wheel tire brake pedal chain helmet mount bracket clip strap cord rope hose pipe valve filter pump fan heater cooler freezer oven stove grill toaster blender mixer juicer kettle steamer vacuum cleaner washer dryer iron sewing machine type usb led lcd hdmi wifi nfc gps rgb dpi diy ins pvc abs pet pp pu eva xl xxl xxxl cm mm kg ml pcs set pair hours days store shop official original authentic genuine thanks hello welcome boss sunny funny happy honey dream angel prince princess queen king hero magic crystal diamond pearl ocean forest mountain river desert island beach sunset rainbow cloud storm thunder lightning snow ice fire earth wind`,
);
