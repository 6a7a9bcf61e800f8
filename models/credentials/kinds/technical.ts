import { kind } from './kind.ts';

const MIIT = { zh: '工业和信息化部', en: 'Ministry of Industry and Information Technology' };
const SAMR = { zh: '市场监督管理部门', en: 'market regulator' };

/** 3C, radio and telecom: 强制性产品认证管理规定, 无线电管理条例 art. 44 and 48, 电信条例 art. 53. */
export const TECHNICAL_KINDS = [
  kind({
    id: 'ccc',
    title: { zh: '强制性产品认证（CCC）证书', en: 'Compulsory certification (CCC)' },
    forms: ['{year~20\\d{2}}{body:2}{category:4}{serial:6}'],
    issuer: { zh: '国家认监委指定的认证机构', en: 'certification body designated by CNCA' },
    registry: 'cnca',
    covers: { zh: '目录内产品', en: 'products of the CCC catalogue' },
    confidence: 'E',
    label:
      /(?:CCC|3C)(?:认证|强制认证)?(?:证书|证)?(?:编号|号码|号)?|强制性?产品认证(?:证书)?(?:编号|号码|号)?|认证证书(?:编号|号码|号)/,
    aliases: ['CCC', 'ccc-certificate', '3C', '3c', '3C认证', 'CCC证书', '强制性产品认证'],
  }),
  kind({
    id: 'radio-approval',
    title: { zh: '无线电发射设备型号核准（CMIIT ID）', en: 'Radio type approval (CMIIT ID)' },
    forms: [
      '{year}{class~[A-Z]{2}}{serial:4-5}',
      '{year~\\d{2}}{class=CFJGLDWZ}{region~[0-9A-HJ-NP-Z]{2}}{enterprise~[0-9A-HJ-NP-Z]{3}}{serial~[0-9A-HJ-NP-Z]\\d{3}}{modular?~(?:\\(M\\)|M)}',
    ],
    issuer: MIIT,
    registry: 'miit',
    covers: { zh: '一个型号的无线电发射设备', en: 'one model of radio transmitter' },
    confidence: 'E',
    label: /CMIIT(?:ID)?|型号核准(?:代码|证)?(?:编号|号码|号)?|核准代码/,
    bare: /20\d{2}[CDFJLA][PJ]\d{4,5}/,
    aliases: ['CMIIT', 'CMIIT ID', 'srrc', 'SRRC', '型号核准', '无线电型号核准'],
  }),
  kind({
    id: 'network-access',
    title: { zh: '电信设备进网许可证', en: 'Telecom network access licence' },
    forms: ['{type:2}-{code~[0-9A-Z]{4}}-{serial:6}'],
    issuer: MIIT,
    registry: 'miit',
    validYears: 3,
    covers: { zh: '接入公用电信网的设备', en: 'equipment joining the public network' },
    confidence: 'E',
    label: /进网许可(?:证)?(?:编号|号码|号)?|进网试用(?:批文)?(?:编号|号)?|NAL/,
    bare: /\d{2}-[0-9A-Z]{4}-\d{6}/,
    aliases: ['进网许可证', '进网许可', 'NAL', 'nal'],
  }),
];

/** Companies, marks and article numbers. */
export const IDENTITY_KINDS = [
  kind({
    id: 'trademark',
    title: { zh: '商标注册号', en: 'Trademark registration number' },
    forms: ['{serial:1-8}{division?=ABC}', 'G{serial:6-7}{division?=ABC}'],
    issuer: { zh: '国家知识产权局商标局', en: 'CNIPA trademark office' },
    registry: 'cnipa',
    validYears: 10,
    graceMonths: 6,
    covers: { zh: '核定类别的商品', en: 'goods of the registered classes' },
    confidence: 'P',
    label:
      /商标(?:注册)?(?:证)?(?:编号|号码|号)|商标注册证?第|(?:国际)?注册商标(?:号)?第?|(?:国际|马德里)(?:商标)?注册号?/,
    aliases: ['商标注册证', '商标', 'brand-trademark'],
  }),
  kind({
    id: 'uscc',
    title: { zh: '统一社会信用代码', en: 'Unified social credit code' },
    forms: [
      '{department~[0-9A-HJ-NP-RTUWXY]}{type~[0-9A-HJ-NP-RTUWXY]}{region:6}{organisation~[0-9A-HJ-NP-RTUWXY]{9}}{check~[0-9A-HJ-NP-RTUWXY]}',
    ],
    issuer: SAMR,
    registry: 'gsxt',
    check: { algorithm: 'uscc', of: 'number' },
    covers: { zh: '一个主体', en: 'one legal person or business' },
    confidence: 'M',
    label: /统一社会信用代码|社会信用代码|信用代码|营业执照(?:注册)?(?:编号|号码|号)?/,
    bare: /(?:1[1-39]|[25][1-39]|8[1-9]|9[1-39]|A[19])\d{6}[0-9A-HJ-NP-RTUWXY]{10}/,
    aliases: ['统一社会信用代码', '营业执照', 'business-license'],
  }),
  kind({
    id: 'business-registration',
    title: { zh: '工商注册号（旧15位）', en: 'Old business registration number' },
    forms: ['{region:6}{serial:8}{check:1}'],
    issuer: SAMR,
    registry: 'gsxt',
    check: { algorithm: 'mod11-10', of: 'number' },
    covers: { zh: '一个主体（已由统一社会信用代码取代）', en: 'one business (replaced by the USCC)' },
    confidence: 'E',
    label: /(?:工商|执照|企业|(?<!国际|商标|马德里))注册号(?:码)?/,
    aliases: ['工商注册号', '营业执照注册号'],
  }),
  kind({
    id: 'gtin',
    title: { zh: '商品条码（GTIN）', en: 'GTIN' },
    forms: ['{number:12-14}', '{number:8}'],
    issuer: { zh: '中国物品编码中心（GS1）', en: 'GS1' },
    check: { algorithm: 'gs1', of: 'number' },
    endless: true,
    covers: {
      zh: '一种规格的商品；前缀只说明编码成员',
      en: 'one trade item; its prefix names the numbering member, not the origin',
    },
    confidence: 'E',
    label:
      /(?:商品)?条形?码(?:编号|号码|号)?|69码|(?:GTIN|EAN)(?:-?(?:8(?=:?\d{8}(?!\d))|1[0-4](?=:?\d{12,14}(?!\d))))?|UPC(?:-?A|-?12(?=:?\d{12}(?!\d)))?|国际条码/,
    bare: /6(?:9\d|8[01])\d{10}/,
    aliases: ['条形码', '条码', '商品条码', 'ean', 'upc', 'barcode'],
  }),
  kind({
    id: 'isbn',
    title: { zh: '国际标准书号（ISBN）', en: 'ISBN' },
    forms: ['{prefix~97[89]}{group:9}{check:1}', '{group:9}{check~[0-9X]}'],
    issuer: { zh: '国家新闻出版署', en: 'National Press and Publication Administration' },
    check: { algorithm: 'isbn', of: 'number' },
    endless: true,
    covers: { zh: '一种图书', en: 'one book' },
    confidence: 'R',
    label: /ISBN(?:-?1[03])?|书号/,
    bare: /97[89](?:-?\d){10}/,
    aliases: ['ISBN', '书号'],
  }),
  kind({
    id: 'imei',
    title: { zh: '国际移动设备识别码（IMEI）', en: 'IMEI' },
    forms: ['{tac:8}{serial:6}{check:1}'],
    issuer: { zh: '全球移动通信系统协会', en: 'GSMA' },
    check: { algorithm: 'luhn', of: 'number' },
    endless: true,
    covers: { zh: '一台移动终端', en: 'one mobile device' },
    confidence: 'E',
    label: /IMEI[12]?|串号|机身码/,
    aliases: ['IMEI', '串号'],
  }),
];
