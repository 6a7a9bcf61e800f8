import { kind } from './kind.ts';

const NMPA = { zh: '国家药品监督管理局', en: 'National Medical Products Administration' };
const PROVINCIAL = { zh: '省级药品监督管理部门', en: 'provincial drug regulator' };
const MUNICIPAL = { zh: '设区的市级药品监督管理部门', en: 'municipal drug regulator' };

/** Drugs: 药品注册管理办法 art. 123 and the numbering of 国药监注〔2001〕582. */
export const DRUG_KINDS = [
  kind({
    id: 'drug-approval',
    title: { zh: '药品批准文号（国药准字）', en: 'Drug approval number' },
    forms: ['国药准字{class=HZSBTFJ}{serial:8}', '国药准字{class=HZS}{origin=CJ}{serial:8}'],
    issuer: NMPA,
    registry: 'nmpa-drug',
    validYears: 5,
    covers: { zh: '药品', en: 'drugs' },
    excludes: {
      zh: '食品、化妆品、医疗器械、消毒产品不得使用',
      en: 'never on food, cosmetics, devices or disinfectants',
    },
    confidence: 'M',
    aliases: ['国药准字', '药品批准文号', '药品注册证', 'drug', 'drug-registration'],
  }),
  kind({
    id: 'drug-import',
    title: { zh: '进口药品注册证号', en: 'Imported drug registration number' },
    forms: ['{bulk?=B}{class=HZS}{origin?=C}{serial:8}'],
    issuer: NMPA,
    registry: 'nmpa-drug',
    validYears: 5,
    covers: { zh: '进口药品（旧证）', en: 'imported drugs (legacy certificate)' },
    confidence: 'M',
    label: /(?:进口药品|医药产品)注册证(?:书)?(?:编号|号码|号)?/,
    aliases: ['进口药品注册证', '医药产品注册证', '进口药品注册证号'],
  }),
  kind({
    id: 'drug-certificate',
    title: { zh: '新药证书／试产批件', en: 'New-drug certificate or trial-production approval' },
    forms: ['国药证字{class=HZSBT}{serial:8}', '国药试字{class=HZSBT}{serial:8}'],
    issuer: NMPA,
    registry: 'nmpa-drug',
    covers: { zh: '新药证书，不是上市批准文号', en: 'a development certificate, not a marketing approval' },
    confidence: 'M',
  }),
  kind({
    id: 'drug-standard-code',
    title: { zh: '药品本位码', en: 'Drug standard code' },
    forms: ['{country=8}{country2=6}{drug=9}{company:4}{product:6}{check:1}'],
    issuer: NMPA,
    registry: 'nmpa-drug',
    check: { algorithm: 'gs1', of: 'number' },
    covers: { zh: '药品', en: 'drugs' },
    confidence: 'E',
    label: /本位码/,
    bare: /869\d{11}/,
    aliases: ['药品本位码', '本位码'],
  }),
];

/** Devices: 医疗器械注册与备案管理办法（令47）art. 115-116 and 经营监督管理办法. */
export const DEVICE_KINDS = [
  kind({
    id: 'device-registration',
    title: { zh: '医疗器械注册证', en: 'Medical device registration' },
    forms: [
      '{province=国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新}械注{origin=准进许}{year}{class=23}{category:2}{serial:4}',
      '{province=国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新}食药监械({origin=准进许})字{year}第{class=123}{category:2}{serial:4}号',
    ],
    issuer: { zh: '国家或省级药品监督管理部门', en: 'national or provincial drug regulator' },
    registry: 'nmpa-device',
    validYears: 5,
    covers: { zh: '第二、三类医疗器械产品', en: 'class II and III devices' },
    excludes: { zh: '药品、化妆品、消毒产品', en: 'drugs, cosmetics, disinfectants' },
    confidence: 'P',
    aliases: [
      '医疗器械注册证',
      '医疗器械注册证号',
      '医疗器械注册证编号',
      '械注准',
      'device',
      'medical-device',
    ],
  }),
  kind({
    id: 'device-filing',
    title: { zh: '第一类医疗器械备案', en: 'Class I device filing' },
    forms: [
      '{province=国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新}{city?~[\\u4e00-\\u9fa5]{1,2}}械备{year}{serial:4}',
    ],
    issuer: MUNICIPAL,
    registry: 'nmpa-device',
    covers: { zh: '第一类医疗器械产品', en: 'class I devices' },
    excludes: { zh: '第二、三类医疗器械', en: 'class II and III devices' },
    confidence: 'P',
    aliases: ['第一类医疗器械备案', '第一类医疗器械备案凭证', '医疗器械备案', '械备'],
  }),
  kind({
    id: 'device-production-license',
    title: { zh: '医疗器械生产许可证', en: 'Device production licence' },
    forms: ['{province}{old?=食}药监械生产许{year}{dash?=-}{serial:4}'],
    issuer: PROVINCIAL,
    registry: 'nmpa-device',
    validYears: 5,
    covers: { zh: '生产企业，不证明产品已注册', en: 'the maker; it does not register a product' },
    confidence: 'P',
    aliases: ['医疗器械生产许可证'],
  }),
  kind({
    id: 'device-business-license',
    title: { zh: '医疗器械经营许可证', en: 'Device business licence' },
    forms: ['{province}{city?~[\\u4e00-\\u9fa5]}{old?=食}药监械经营许{year}{serial~[0-9A-Z]{4,6}}'],
    issuer: MUNICIPAL,
    registry: 'nmpa-device',
    validYears: 5,
    covers: { zh: '经营第三类医疗器械', en: 'trade in class III devices' },
    confidence: 'P',
    aliases: ['医疗器械经营许可证'],
  }),
  kind({
    id: 'device-business-filing',
    title: { zh: '第二类医疗器械经营备案', en: 'Class II device business filing' },
    forms: ['{province}{city?~[\\u4e00-\\u9fa5]}{old?=食}药监械经营备{year}{serial~[0-9A-Z]{4,6}}'],
    issuer: MUNICIPAL,
    registry: 'nmpa-device',
    covers: { zh: '经营第二类医疗器械', en: 'trade in class II devices' },
    confidence: 'P',
    aliases: ['第二类医疗器械经营备案', '第二类医疗器械经营备案凭证', '医疗器械经营备案'],
  }),
  kind({
    id: 'device-ad-approval',
    title: { zh: '医疗器械广告审查批准文号', en: 'Device advertisement approval' },
    forms: ['{province}械广审({medium=文声视})第{serial:6}-{serial2:5}号'],
    issuer: { zh: '省级市场监督管理部门', en: 'provincial market regulator' },
    covers: { zh: '一则医疗器械广告', en: 'one device advertisement' },
    confidence: 'E',
    aliases: ['医疗器械广告批准文号'],
  }),
];
