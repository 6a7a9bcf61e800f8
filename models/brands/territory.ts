const ELSEWHERE =
  /(?:中国)?(?:香港|澳门|澳門|台湾|臺灣|hong\s*kong|macau|macao|taiwan|hksar)(?:,? *china)?(?:特别行政区|特區|地区|地區|省)?|港澳台|港澳/g;
const MAINLAND =
  /中国|中华人民共和国|大陆|内地|境内|国内|全国|大中华|中國|大陸|china|\bcn\b|\bprc\b|mainland|全球|全世界|世界|各国|worldwide|global|world|无(?:地域|地区|区域)?限制?|不限|不受限|所有|全部|任何|unlimited|all\s+(?:countries|territories)/;
/** 北京市, 华东地区: a part of the mainland is no foreign country; whether the buyer lives there nobody knows here. */
const WITHIN =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|华东|华南|华北|华中|东北|西北|西南/;
const EXCEPT =
  /(?:除|不含|不包括|不包含|排除|except|excluding|other\s+than|outside)[了 :thefor]{0,5}(?:中国大陆|中国内地|中国境内|大陆|内地|中国(?!香港|澳门|台湾)|(?:mainland\s+)?china)|(?:中国大陆|中国内地|大陆|内地|中国|境内)(?:地区|市场)?(?:除外|以外|之外)|境外|海外|国外|overseas/;

/** Whether a grant's territory, as written, takes in the Chinese mainland; 中国香港 and 除中国大陆以外 do not. */
export function coversMainland(territory: string): boolean {
  const text = territory.normalize('NFKC').toLowerCase();
  if (EXCEPT.test(text)) return false;
  const rest = text.replace(ELSEWHERE, ' ');
  return MAINLAND.test(rest) || WITHIN.test(rest);
}
