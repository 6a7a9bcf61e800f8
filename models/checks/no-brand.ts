const NOTHING =
  /^(?:无|没有|暂无|非|不详|未知|其他|其它|自有|自制|自产|自主|国产|杂牌|白牌|通用|定制|no|non|none|null|nil|na|other|others|oem|odm|unbranded|generic|without)+$/;
const BRAND = /(?:注册商标|商标|品牌|牌子|牌|brand(?:ed|s)?|logo)/g;

/**
 * What merchants write where they have no brand: 无, 无品牌, 其他/other, 无/无注册商标, N/A, a dash. Words and signs are judged, not
 * whole entries, so that every joining of them is read alike.
 */
export function saysNoBrand(name: string): boolean {
  const level = name.normalize('NFKC').toLowerCase();
  const words = level.replace(/[^\p{L}\p{N}]/gu, '');
  const said = words.replace(BRAND, '');
  return said === '' || NOTHING.test(said);
}
