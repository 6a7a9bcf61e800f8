/** Which kinds of number a paper of a title bears; a title that is not here proves nothing. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  营业执照: ['uscc', 'business-registration'],
  食品经营许可证: ['food-business-license', 'uscc'],
  食品生产许可证: ['food-production-license', 'uscc'],
  仅销售预包装食品经营者备案: ['food-business-filing', 'food-business-license', 'uscc'],
  保健食品注册证书: ['health-food-registration'],
  国产保健食品批准证书: ['health-food-registration'],
  保健食品备案凭证: ['health-food-filing'],
  特殊医学用途配方食品注册证书: ['special-medical-food'],
  婴幼儿配方乳粉产品配方注册证书: ['infant-formula'],
  药品注册证书: ['drug-approval', 'drug-import', 'drug-standard-code'],
  药品注册批件: ['drug-approval', 'drug-import', 'drug-standard-code'],
  医疗器械注册证: ['device-registration'],
  医疗器械生产许可证: ['device-production-license', 'uscc'],
  医疗器械经营许可证: ['device-business-license', 'uscc'],
  第一类医疗器械备案凭证: ['device-filing'],
  第二类医疗器械经营备案凭证: ['device-business-filing', 'uscc'],
  化妆品生产许可证: ['cosmetic-production-license', 'uscc'],
  特殊化妆品注册证: ['cosmetic-registration'],
  国产特殊用途化妆品行政许可批件: ['cosmetic-registration'],
  国产普通化妆品备案凭证: ['cosmetic-filing'],
  进口普通化妆品备案凭证: ['cosmetic-filing'],
  普通化妆品备案: ['cosmetic-filing'],
  中国国家强制性产品认证证书: ['ccc'],
  强制性产品认证: ['ccc'],
  商标注册证: ['trademark'],
  商标注册证明: ['trademark'],
  授权书: ['brand-authorization', 'trademark', 'uscc'],
  品牌授权书: ['brand-authorization', 'trademark', 'uscc'],
  商标使用授权书: ['brand-authorization', 'trademark', 'uscc'],
  电信设备进网许可证: ['network-access'],
  无线电发射设备型号核准证: ['radio-approval'],
  消毒产品生产企业卫生许可证: ['disinfectant-license', 'uscc'],
  农药登记证: ['pesticide-registration'],
};

/** Kinds of number that belong on a paper of that title; none when the title is not one we know. */
export function kindsOfTitle(title: string): readonly string[] {
  return TITLES[title] ?? [];
}

/**
 * Papers that name the very seller: another merchant has no use for them. All others belong to a maker or a right holder, whose
 * resellers may show the same scan.
 */
export const SELLERS_OWN: ReadonlySet<string> = new Set([
  'uscc',
  'business-registration',
  'food-business-license',
  'food-business-filing',
  'device-business-license',
  'device-business-filing',
  'brand-authorization',
]);
