import { describe, expect, it } from 'vitest';
import { knowledge } from './knowledge.ts';

const { goods, claims } = knowledge();
const TODAY = '2026-06-01';

function needs(title: string, today = TODAY) {
  const recognition = goods.recognise({ title });
  return goods.requirements(recognition, claims.find({ title, goods: recognition }), today);
}
const ids = (title: string, today = TODAY) => needs(title, today).map((need) => need.id);

describe('what goods need', () => {
  it.each([
    ['阿莫西林胶囊 24粒', 'drug-rx-approval'],
    ['感冒灵颗粒 10袋', 'drug-otc-approval'],
    ['人血白蛋白 10g', 'drug-banned-online'],
    ['医用冷敷贴 械字号 5片', 'device-1-filing'],
    ['电子血压计 家用', 'device-2-registration'],
    ['彩色隐形眼镜 日抛', 'device-3-registration'],
    ['鱼油软胶囊 100粒', 'health-food-approval'],
    ['鱼油软胶囊 100粒', 'health-food-statement'],
    ['婴儿配方奶粉 1段', 'infant-formula-registration'],
    ['特医食品 全营养配方粉', 'fsmp-registration'],
    ['补水面膜 10片', 'cosmetic-filing'],
    ['防晒霜 SPF50', 'cosmetic-special-registration'],
    ['宝宝面霜 50g', 'cosmetic-child-filing'],
    ['充电宝 20000毫安', 'ccc-power-bank'],
    ['电饭煲 4L 智能', 'ccc-appliance-core'],
    ['对讲机 民用', 'radio-approval'],
    ['智能手机 全网通', 'phone-network'],
    ['电子烟 一次性', 'tobacco-online'],
  ])('%s: %s', (title, id) => expect(ids(title)).toContain(id));

  it('an ordinary cosmetic that claims to whiten needs a registration', () => {
    const need = needs('补水洗面奶 美白淡斑').find(({ id }) => id === 'cosmetic-special-claim');
    expect(need).toMatchObject({
      credentials: ['cosmetic-registration'],
      because: ['claims.cosmetic-special'],
    });
    expect(ids('补水洗面奶 清洁')).not.toContain('cosmetic-special-claim');
  });

  it('rules begin on their day', () => {
    expect(ids('充电宝 20000毫安', '2024-07-31')).not.toContain('ccc-power-bank');
    expect(ids('充电宝 20000毫安', '2024-08-01')).toContain('ccc-power-bank');
    expect(ids('育发液 生发', '2025-12-31')).not.toContain('cosmetic-abolished-special');
    expect(ids('育发液 生发', '2026-01-01')).toContain('cosmetic-abolished-special');
  });

  it('a used phone needs no new certificates', () => {
    expect(ids('二手苹果手机 99新').filter((id) => id.startsWith('phone-'))).toEqual([
      'phone-used-condition',
    ]);
  });

  it('things named after regulated goods need nothing', () => {
    for (const title of ['血压计收纳包', '适用苹果手机壳', '面膜碗', '药盒 便携'])
      expect(ids(title)).toEqual([]);
  });

  it('every rule names its law, both languages, and a recollection never reaches the strength that blocks', () => {
    for (const title of ['对讲机', '阿莫西林胶囊', '农药 除草剂', '鱼油软胶囊', '电子烟']) {
      for (const need of needs(title)) {
        expect(need.law.length).toBeGreaterThan(0);
        expect(need.message.zh && need.message.en && need.remedy.zh && need.remedy.en).toBeTruthy();
      }
    }
    expect(needs('除草剂 草甘膦').every((need) => need.strength < 0.5)).toBe(true);
  });
});
