/** One-character names of the provinces, with the code GB/T 2260 begins their regions with. */
export const PROVINCE_CODES: Readonly<Record<string, string>> = {
  京: '11',
  津: '12',
  冀: '13',
  晋: '14',
  蒙: '15',
  辽: '21',
  吉: '22',
  黑: '23',
  沪: '31',
  苏: '32',
  浙: '33',
  皖: '34',
  闽: '35',
  赣: '36',
  鲁: '37',
  豫: '41',
  鄂: '42',
  湘: '43',
  粤: '44',
  桂: '45',
  琼: '46',
  渝: '50',
  川: '51',
  贵: '52',
  云: '53',
  藏: '54',
  陕: '61',
  甘: '62',
  青: '63',
  宁: '64',
  新: '65',
};

export const PROVINCES = Object.keys(PROVINCE_CODES).join('');
const codes = new Set(Object.values(PROVINCE_CODES));

/** Whether two digits begin regions of GB/T 2260. Old codes (71 台湾 …) are left to the registry. */
export const isProvinceCode = (code: string): boolean => codes.has(code);
