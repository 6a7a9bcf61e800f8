import { beforeAll, describe, expect, it } from 'vitest';
import { LEAST_STRENGTH } from '../../../models/checks/requirements.ts';
import { LEAST_CHANNEL_STRENGTH } from '../../../models/checks/three-products.ts';
import type { DeclaredCredential } from '../../../models/listing.ts';
import { type OpenKnowledge, openKnowledge } from '../samples/screen-sample.ts';
import { reasonsFor } from './reasons.ts';

let knowledge: OpenKnowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});

const paper = (kind: string, number: string) => ({ credentials: [{ kind, number }] as DeclaredCredential[] });
const wrong = async (title: string, change: { credentials?: DeclaredCredential[]; description?: string }) =>
  (await reasonsFor(knowledge, title, change)).get('credential.wrong-credential');

describe('a paper of another kind than the goods', () => {
  it.each([
    ['医用退热贴 儿童', 'cosmetic-filing', '粤G妆网备字2023112233', ['医疗器械', '化妆品']],
    ['电子血压计 家用', 'cosmetic-registration', '国妆特字20230456', ['医疗器械', '化妆品']],
    ['补水面膜 10片', 'health-food-registration', '国食健注G20190123', ['化妆品', '保健食品']],
    ['苏打饼干 500g', 'device-filing', '粤穗械备20210123', ['食品', '医疗器械']],
    ['蚊香液 无味', 'cosmetic-filing', '浙G妆网备字2022334455', ['农药', '化妆品']],
  ])('%s with %s names both', async (title, kind, number, both) => {
    const reason = await wrong(title, paper(kind, number));
    expect(reason?.outcome).not.toBe('pass');
    expect(reason?.evidence[0]).toMatchObject({ value: number });
    for (const name of both) expect(reason?.statement.zh).toContain(name);
  });
  it('is seen where the text shows it too', async () => {
    expect(await wrong('一次性医用外科口罩', { description: '备案：粤G妆网备字2023112233' })).toBeDefined();
  });
  it.each([
    ['医用退热贴 儿童', 'device-filing', '粤穗械备20210123'],
    ['补水面膜 10片', 'cosmetic-filing', '粤G妆网备字2023112233'],
    ['苏打饼干 500g', 'food-production-license', 'SC10444010300018'],
    ['褪黑素软糖 保健食品', 'food-production-license', 'SC10444010300018'],
    ['面膜 送医用冷敷贴 套装', 'device-filing', '粤穗械备20210123'],
    ['T恤 纯棉 短袖', 'cosmetic-filing', '粤G妆网备字2023112233'],
  ])('%s with %s is none', async (title, kind, number) => {
    expect((await wrong(title, paper(kind, number)))?.statement.zh ?? '').not.toContain('出示的却是');
  });
});

describe('a brand named in disguise and plainly', () => {
  it('owes its papers as one named plainly does', async () => {
    const told = async (title: string) => [...(await reasonsFor(knowledge, title)).keys()];
    expect(await told('耐/克 耐克 跑鞋')).toContain('qualification.missing');
    expect(await told('阿d达s 三叶草 卫衣')).toContain('qualification.missing');
  });
});

describe('a category the title says itself', () => {
  const told = async (title: string, category: string[]) => [
    ...(await reasonsFor(knowledge, title, { category })).keys(),
  ];
  it('is no mismatch though the word alone names other goods', async () => {
    expect(await told('汽车脚垫 全包围', ['汽车用品', '脚垫'])).not.toContain('integrity.category-mismatch');
    expect(await told('碎花连衣裙 收腰', ['鞋靴', '运动鞋'])).toContain('integrity.category-mismatch');
  });
});

describe('what is too weak for any row of the policy', () => {
  it('is measured by that policy', () => {
    const least = (code: string): number =>
      Math.min(
        ...knowledge.set.policy.rules
          .filter((rule) => rule.codes.includes(code))
          .flatMap((rule) => rule.bands.map((band) => band.atLeast)),
      );
    for (const [code, strength] of Object.entries(LEAST_STRENGTH))
      expect(strength, code).toBe(Math.min(least(`credential.${code}`), least(`product.${code}`)));
    expect(LEAST_CHANNEL_STRENGTH).toBe(least('product.wrong-channel'));
  });
  it('is not said of a bag among noise', async () => {
    const told = await reasonsFor(knowledge, '韩版 女 帆布 爆款 限时 USB 5V 2A 网红 XYZ-88 ins', {});
    expect([...told.keys()]).not.toContain('credential.missing-credential');
  });
});
