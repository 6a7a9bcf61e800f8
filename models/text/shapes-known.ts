/**
 * Characters readers take for one another that pictures compared as wholes miss: the school lists of look-alikes and
 * what is seen on shelves (康帅傅, 大白免, 奥利粤). In a group any stands for any other.
 */
export const knownShapes: readonly string[] =
  `兔免 奥粤 鸟乌岛 雪雷雳 师帅狮 末未 士土 己已巳 日曰 天夭夫 大太犬 白自百 王玉主 干千于 木本术 西酉 力刀 贝见 侯候 崔雀 晴睛
  拨拔 折拆 治冶洽 栗粟 茶荼 梁粱 戊戌戍成 微徽 享亨 券卷 代伐 辨辩辫 狼狠 即既 历厉 由田甲申 丽两 洛络骆 雅稚 莱菜 茅芳
  清请情 康庚 奇寄 宝宅 浦蒲 哈蛤 动劫 旺汪 阳阴 果菓 下丅卞 上丄 口囗 回囬 国囯 丰韦 利刹 伊尹 佳隹挂 娃蛙 帝蒂 肤扶 尼泥 玛码
  博搏 顿顷 恩思 斯期 克兑 迪油 罗岁 诺若 沃沐 戴载 森林 真直 牌碑 牛午 马鸟 羊半 龙尤 虎虏 豹貌 熊态 鹅俄 鱼渔`
    .trim()
    .split(/\s+/);
