import { describe, expect, it } from 'vitest';
import type {
  CertificateStore,
  FirstPicture,
} from '../../../functions/read-certificates/certificate-store.ts';
import {
  type CertificateEngine,
  pictureReader,
} from '../../../functions/read-certificates/picture-reader.ts';
import { readCertificates } from '../../../functions/read-certificates/read-certificates.ts';
import type { CertificateReading, CertificateUse } from '../../../models/certificate-reading.ts';
import type { Subject } from '../../../models/subject.ts';
import { memoryObjects, memoryQueues } from '../../support/stores.ts';
import { PDQ, picture, reading, subjectWith } from './support.ts';

/** The stage on stores in memory: who reads, who sends, what is kept. */
function house(engine: Partial<CertificateEngine> = {}) {
  const { objects, bodies } = memoryObjects();
  const { queues, sent } = memoryQueues<{ check: string; subject?: Subject; subjectKey?: string }>();
  const kept = {
    readings: new Map<string, CertificateReading>(),
    uses: new Map<string, CertificateUse>(),
    pictures: new Map<string, FirstPicture>(),
    failures: new Map<string, number>(),
  };
  const first = <T>(map: Map<string, T>, key: string, value: T): T => {
    if (!map.has(key)) map.set(key, value);
    return map.get(key) ?? value;
  };
  const store: CertificateStore = {
    async known(tag) {
      const [one, use] = [kept.readings.get(tag), kept.uses.get(tag)];
      return { ...(one ? { reading: one } : {}), ...(use ? { first: use } : {}) };
    },
    keepReading: async (tag, value) => void first(kept.readings, tag, value),
    firstUse: async (tag, use) => first(kept.uses, tag, use),
    firstPicture: async (number, value) => first(kept.pictures, number, value),
    async countFailure(tag) {
      kept.failures.set(tag, (kept.failures.get(tag) ?? 0) + 1);
      return kept.failures.get(tag) ?? 0;
    },
  };
  let reads = 0;
  const whole: CertificateEngine = {
    async read(bytes) {
      reads++;
      return engine.read ? engine.read(bytes) : reading();
    },
    fingerprint: async () => ({ pdq: PDQ, quality: 100 }),
  };
  const deps = {
    objects,
    store,
    queues,
    picture: pictureReader(objects, store, whole),
    queueOf: (stage: string) => stage,
  };
  return { bodies, sent, kept, deps, reads: () => reads };
}

const KEY = { listingId: 'l1', merchantId: 'm1', revision: 1, run: '0' };
const message = (subject: Subject = subjectWith([picture(undefined)])) => ({
  key: KEY,
  check: 'credential',
  attempt: 0,
  subject,
});
const upload = (it: ReturnType<typeof house>, tag = 't1', merchant = 'm1') =>
  it.bodies.set(`uploads/${merchant}/l1/credential-1.jpg`, { body: new Uint8Array([1]), tag });

describe('the stage that reads certificates', () => {
  it('reads a picture once, whoever shows it, and hands the message on to its check', async () => {
    const stage = house();
    upload(stage);
    await readCertificates(message(), stage.deps);
    await readCertificates(message(), stage.deps);
    expect(stage.reads()).toBe(1);
    expect(stage.sent.map(({ url }) => url)).toEqual(['check-credential', 'check-credential']);
    expect(stage.sent[0]?.message.subject?.certificates?.[0]?.reading?.state).toBe('read');
    expect(stage.sent[1]).toEqual(stage.sent[0]);
  });

  it('a picture that is gone is an outcome', async () => {
    const stage = house();
    await readCertificates(message(), stage.deps);
    expect(stage.sent[0]?.message.subject?.certificates?.[0]?.reading).toEqual({
      state: 'unreadable',
      reason: 'image-missing',
    });
  });

  it('a breakdown is retried, and after three times over one picture a missing answer that is not kept', async () => {
    const stage = house({ read: () => Promise.reject(new Error('abort')) });
    upload(stage);
    for (let i = 0; i < 2; i++) {
      await expect(readCertificates(message(), stage.deps)).rejects.toThrow('broke down');
      expect(stage.sent).toEqual([]);
    }
    await readCertificates(message(), stage.deps);
    expect(stage.sent[0]?.message.subject?.certificates?.[0]?.reading).toEqual({
      state: 'failed',
      reason: 'abort',
    });
    expect(stage.kept.readings.size).toBe(0);
  });

  it('what was replaced meanwhile is read as it stands now', async () => {
    const stage = house();
    upload(stage, 't2');
    await readCertificates(message(), stage.deps);
    expect(stage.kept.readings.has('t2')).toBe(true);
    expect(stage.sent[0]?.message.subject?.certificates?.[0]?.tag).toBe('t2');
  });

  it('names the stranger who showed the same file or another picture of the same number, not oneself', async () => {
    const stage = house();
    const by = (merchantId: string, name: string, tag: string) => {
      upload(stage, tag, merchantId);
      const subject = subjectWith(
        [picture(undefined, { tag, firstMerchant: tag === 't1' ? 'm1' : merchantId })],
        undefined,
        name,
      );
      subject.listing.merchantId = merchantId;
      return readCertificates({ ...message(subject), key: { ...KEY, merchantId } }, stage.deps);
    };
    await by('m1', '示例甲店', 't1');
    await by('m1', '示例甲店', 't1');
    await by('m2', '示例乙店', 't1');
    await by('m3', '示例丙店', 't3');
    await by('m4', '示例甲店', 't1');
    const shared = stage.sent.map(({ message }) =>
      message.subject?.certificates?.[0]?.shared?.map(({ how }) => how),
    );
    expect(shared).toEqual([undefined, undefined, ['same-file'], ['same-picture'], undefined]);
  });

  it('a large subject goes on through the bucket', async () => {
    const stage = house();
    upload(stage);
    const subject = subjectWith([picture(undefined)]);
    subject.listing.description = '长'.repeat(70_000);
    await readCertificates(message(subject), stage.deps);
    const { subjectKey } = stage.sent[0]?.message ?? {};
    expect(subjectKey).toBe('work/m1/l1/1.0.credential.json');
    expect(stage.bodies.has(subjectKey ?? '')).toBe(true);
  });
});
