import { PROVINCE_CODES } from '../../credentials/provinces.ts';
import type { ReadLine } from './ocr.ts';

/** How an authority's name ends. */
const AUTHORITY =
  /[\u4e00-\u9fa5]{2,24}?(?:药品监督管理局|食品药品监督管理局|市场监督管理局|市场监督管理总局|工商行政管理局|行政审批服务局|行政审批局|知识产权局|商标局|卫生健康委员会|工业和信息化部|认证中心(?:有限公司)?|认证有限公司)/;

/** Full names of the provinces by the character their numbers begin with. */
const PROVINCE_NAMES: Readonly<Record<string, string>> = {
  北京: '京',
  天津: '津',
  河北: '冀',
  山西: '晋',
  内蒙古: '蒙',
  辽宁: '辽',
  吉林: '吉',
  黑龙江: '黑',
  上海: '沪',
  江苏: '苏',
  浙江: '浙',
  安徽: '皖',
  福建: '闽',
  江西: '赣',
  山东: '鲁',
  河南: '豫',
  湖北: '鄂',
  湖南: '湘',
  广东: '粤',
  广西: '桂',
  海南: '琼',
  重庆: '渝',
  四川: '川',
  贵州: '贵',
  云南: '云',
  西藏: '藏',
  陕西: '陕',
  甘肃: '甘',
  青海: '青',
  宁夏: '宁',
  新疆: '新',
};

/** The authority a certificate names, and the line it stands in. */
export function issuerIn(lines: readonly ReadLine[]): { value: string; line: ReadLine } | undefined {
  for (const line of lines) {
    const value = AUTHORITY.exec(line.text.replace(/\s/g, '').replace(/^.*[:：]/, ''))?.[0];
    if (value !== undefined) return { value, line };
  }
  return undefined;
}

/** Level and province of an authority: `国`, or the character of its province; undefined when the name tells neither. */
export function authorityArea(name: string): string | undefined {
  if (/^(?:中国|国家)/.test(name)) return '国';
  const province = Object.keys(PROVINCE_NAMES).find((full) => name.startsWith(full));
  const area = province === undefined ? undefined : PROVINCE_NAMES[province];
  return area !== undefined && area in PROVINCE_CODES ? area : undefined;
}
