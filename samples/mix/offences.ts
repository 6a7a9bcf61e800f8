import type { Random } from '../../test/support/random.ts';

/** One thing wrong, put into an otherwise ordinary listing. */
export type MixOffence = {
  readonly name: string;
  /** Changes to the listing. `title` is what stands there. */
  apply(title: string, random: Random): MixChange;
};
export type MixChange = {
  readonly title?: string;
  readonly description?: string;
  readonly brand?: string;
  readonly category?: readonly string[];
  readonly bait?: boolean;
  readonly reference?: boolean;
};

const SPORT = ['耐克', '阿迪达斯', '安踏', 'New Balance'];
const DISGUISED = ['耐/克', 'n i k e', '阿 迪 达 斯', 'ａｄｉｄａｓ', 'N1KE'];

export const OFFENCES: readonly MixOffence[] = [
  {
    name: 'fake-phrase',
    apply: (_, random) => ({
      title: `${random.pick(SPORT)}运动鞋 ${random.pick(['高仿', '莆田纯原', '原单', '1:1'])} ${random.pick(['男女同款', '现货', '秋季新款'])}`,
      category: ['鞋靴', '运动鞋'],
    }),
  },
  {
    name: 'no-brand-papers',
    apply: (_, random) => {
      const brand = random.pick(SPORT);
      return {
        title: `${brand} 跑步鞋 透气 ${random.pick(['男款', '女款', '缓震'])}`,
        brand,
        category: ['鞋靴', '跑步鞋'],
      };
    },
  },
  {
    name: 'disguised-brand',
    apply: (_, random) => ({
      title: `${random.pick(DISGUISED)} 休闲运动鞋 ${random.pick(['透气', '轻便', '耐磨'])}`,
      category: ['鞋靴', '运动鞋'],
    }),
  },
  {
    name: 'absolute',
    apply: (title, random) => ({ title: `${random.pick(['国家级', '最佳', '全国第一', '顶级'])}${title}` }),
  },
  {
    name: 'medical-food',
    apply: (_, random) => ({
      title: `${random.pick(['红枣', '枸杞', '蜂蜜', '燕麦片'])} 250克`,
      description: `本品能${random.pick(['治疗糖尿病', '根治高血压', '降血糖', '抗癌'])}，长期食用效果显著。`,
      category: ['食品', '零食'],
    }),
  },
  {
    name: 'cosmetic-unfiled',
    apply: (_, random) => ({
      title: `${random.pick(['保湿面霜', '修护精华液', '洁面乳'])} 补水 50ml`,
      category: ['美妆', '护肤'],
    }),
  },
  {
    name: 'power-bank-without-ccc',
    apply: (_, random) => ({
      title: `充电宝 移动电源 ${random.pick(['10000毫安', '20000毫安'])} 快充`,
      category: ['数码', '移动电源'],
    }),
  },
  {
    name: 'off-platform',
    apply: (title, random) => ({
      title,
      description: `${random.pick(['加微信', '加薇❤', '加vx'])} abc${random.whole(100, 999)}8 领取优惠，私下转账更便宜。`,
    }),
  },
  { name: 'bait', apply: (title) => ({ title, bait: true }) },
  { name: 'reference-price', apply: (title) => ({ title, reference: true }) },
];
