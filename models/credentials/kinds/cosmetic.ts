import { kind } from './kind.ts';

const NMPA = { zh: '国家药品监督管理局', en: 'National Medical Products Administration' };
const PROVINCIAL = { zh: '省级药品监督管理部门', en: 'provincial drug regulator' };

/** Cosmetics: 化妆品监督管理条例 art. 16-17 and 化妆品注册备案管理办法. */
export const COSMETIC_KINDS = [
  kind({
    id: 'cosmetic-registration',
    title: { zh: '特殊化妆品注册证', en: 'Special cosmetic registration' },
    forms: [
      '国妆特字{year}{serial:4-6}',
      '国妆特进字{year}{serial:4-6}',
      '国妆特制字{year}{serial:4-6}',
      '国妆特字{old=G}{year}{serial:4}',
      '国妆特进字{old=J}{year}{serial:4}',
      '卫妆特字({year})第{serial:2-4}号',
      '卫妆特进字({year})第{serial:2-4}号',
    ],
    issuer: NMPA,
    registry: 'nmpa-cosmetic',
    validYears: 5,
    covers: {
      zh: '染发、烫发、祛斑美白、防晒、防脱发及新功效化妆品',
      en: 'hair dye, perm, spot-fading and whitening, sun care, anti-hair-loss and new efficacy',
    },
    confidence: 'E',
    aliases: ['特殊化妆品注册证', '特殊化妆品', '国妆特字', 'cosmetic-special'],
  }),
  kind({
    id: 'cosmetic-filing',
    title: { zh: '普通化妆品备案', en: 'Ordinary cosmetic filing' },
    forms: [
      '{province}G妆网备字{year}{serial:6}',
      '国妆网备进字({province}){year}{serial:6}',
      '国妆网备制字({province}){year}{serial:6}',
      '国妆备进字{old=J}{year}{serial:4-5}',
      '卫妆备进字({year})第{serial:4}号',
    ],
    issuer: PROVINCIAL,
    registry: 'nmpa-cosmetic',
    endless: true,
    covers: { zh: '普通化妆品', en: 'ordinary cosmetics' },
    excludes: {
      zh: '染发、烫发、祛斑美白、防晒、防脱发功效',
      en: 'dye, perm, whitening, sun care and anti-hair-loss claims',
    },
    confidence: 'E',
    aliases: ['普通化妆品备案', '化妆品备案', '妆网备字', 'cosmetic', 'cosmetic-ordinary'],
  }),
  kind({
    id: 'cosmetic-export-filing',
    title: { zh: '出口化妆品备案', en: 'Export cosmetic filing' },
    forms: ['国妆网备出字({province}){year}{serial:6}'],
    issuer: PROVINCIAL,
    registry: 'nmpa-cosmetic',
    endless: true,
    covers: { zh: '仅供出口的化妆品', en: 'cosmetics for export only' },
    excludes: { zh: '境内销售', en: 'domestic sale' },
    confidence: 'E',
  }),
  kind({
    id: 'cosmetic-production-license',
    title: { zh: '化妆品生产许可证', en: 'Cosmetic production licence' },
    forms: ['{province}妆{year}{serial:4}'],
    issuer: PROVINCIAL,
    registry: 'nmpa-cosmetic',
    validYears: 5,
    covers: {
      zh: '生产企业，不证明产品已注册或备案',
      en: 'the maker; it neither registers nor files a product',
    },
    confidence: 'P',
    aliases: ['化妆品生产许可证'],
  }),
  kind({
    id: 'toothpaste-filing',
    title: { zh: '牙膏备案', en: 'Toothpaste filing' },
    forms: ['{province}国牙膏网备字{year}{serial:6}', '国牙膏网备进字({province}){year}{serial:6}'],
    issuer: PROVINCIAL,
    registry: 'nmpa-cosmetic',
    endless: true,
    covers: { zh: '牙膏', en: 'toothpaste' },
    confidence: 'S',
    aliases: ['牙膏备案'],
  }),
];
