import { describe, expect, it } from 'vitest';
import { findMarks } from '../../../functions/find-marks/find-marks.ts';
import { type MarkDetector, pictureLooker } from '../../../functions/find-marks/picture-looker.ts';
import { stageBefore } from '../../../functions/shared/dispatch.ts';
import type { MarkAnswer } from '../../../models/marks/mark-answer.ts';
import type { Subject } from '../../../models/subject.ts';
import { memoryObjects, memoryQueues } from '../../support/stores.ts';
import { hit, image, seen, subjectOf } from './support.ts';

/** The stage on stores in memory: what is looked at, kept and sent. `tick` passes with every look. */
function house(
  detect: MarkDetector = async () => seen(hit()),
  { version = 'v1', whole = false, tick = 0 } = {},
) {
  const { objects, bodies } = memoryObjects();
  const { queues, sent } = memoryQueues<{ subject?: Subject; subjectKey?: string }>();
  const kept = new Map<string, MarkAnswer>();
  let [looks, now] = [0, 0];
  const deps = {
    objects,
    queues,
    look: pictureLooker({
      objects,
      store: {
        known: async (tag, of) => kept.get(`${tag}/${of}`),
        keep: async (tag, of, answer) => void kept.set(`${tag}/${of}`, answer),
      },
      knowledge: {
        get: async () => ({
          id: 'k',
          set: { marks: { marks: [], holdsWhole: () => whole } },
          versions: {},
          ...(version === '' ? {} : { marks: version }),
        }),
      },
      detect: (bytes, index) => {
        looks++;
        now += tick;
        return detect(bytes, index);
      },
    }),
    queueOf: (stage: string) => stage,
    elapsed: () => now,
  };
  const upload = (file = 'main.jpg', tag = 't1') =>
    bodies.set(`uploads/m1/l1/${file}`, { body: new Uint8Array([1]), tag });
  const answers = () => sent.at(-1)?.message.subject?.images.map(({ marks }) => marks?.status);
  return { deps, sent, kept, upload, answers, bodies, looks: () => looks };
}

const WAITING = { status: 'waiting' } as const;
const message = (subject: Subject = subjectOf([image(WAITING)])) => ({
  key: { listingId: 'l1', merchantId: 'm1', revision: 1, run: '0' },
  check: 'counterfeit',
  attempt: 0,
  subject,
});

describe('the stage that looks for marks', () => {
  it('looks once at a content, whoever shows it, and hands the message on to the check', async () => {
    const stage = house();
    stage.upload();
    await findMarks(message(), stage.deps);
    await findMarks(message(), stage.deps);
    expect(stage.looks()).toBe(1);
    expect(stage.sent.map(({ url }) => url)).toEqual(['check-counterfeit', 'check-counterfeit']);
    expect(stage.sent[0]?.message.subject?.images[0]?.marks).toEqual(seen(hit()));
    expect(stage.sent[1]).toEqual(stage.sent[0]);
  });

  it('looks again when the marks changed, not at all when there are none any more', async () => {
    const stage = house();
    stage.upload();
    await findMarks(message(), stage.deps);
    const later = house(undefined, { version: 'v2' });
    later.upload();
    later.kept.set('t1/v1', seen());
    await findMarks(message(), later.deps);
    expect(later.looks()).toBe(1);
    const none = house(undefined, { version: '' });
    await findMarks(message(), none.deps);
    expect([none.looks(), none.answers()]).toEqual([0, ['ok']]);
  });

  it('a picture that is a registered one as a whole is not opened', async () => {
    const stage = house(undefined, { whole: true });
    await findMarks(message(), stage.deps);
    expect([stage.looks(), stage.answers(), stage.kept.size]).toEqual([0, ['ok'], 1]);
  });

  it.each<[string, MarkDetector]>([
    ['timeout', async () => ({ status: 'timeout' })],
    ['unavailable', () => Promise.reject(new Error('aborted'))],
    ['unavailable', async () => ({ status: 'unavailable', reason: 'truncated' })],
  ])(
    'a detector that answers %s has said nothing that is kept, and the check hears of it',
    async (status, detect) => {
      const stage = house(detect);
      stage.upload();
      await findMarks(message(), stage.deps);
      expect([stage.answers(), stage.kept.size]).toEqual([[status], 0]);
    },
  );

  it('a picture that is gone is a missing answer', async () => {
    const stage = house();
    await findMarks(message(), stage.deps);
    expect(stage.answers()).toEqual(['unavailable']);
  });

  it('a message out of time leaves the rest for the next try, which finds what was kept', async () => {
    const stage = house(undefined, { tick: 50_000 });
    const files = ['1.jpg', '2.jpg', '3.jpg'];
    for (const file of files) stage.upload(file, file);
    const subject = subjectOf(files.map((file) => image(WAITING, { file, tag: file })));
    await findMarks(message(subject), stage.deps);
    expect(stage.answers()).toEqual(['ok', 'ok', 'timeout']);
    await findMarks(message(subject), stage.deps);
    expect([stage.answers(), stage.looks()]).toEqual([['ok', 'ok', 'ok'], 3]);
  });

  it('what was replaced meanwhile is kept under the content that was read', async () => {
    const stage = house();
    stage.upload('main.jpg', 't2');
    await findMarks(message(), stage.deps);
    expect([...stage.kept.keys()]).toEqual(['t2/v1']);
  });

  it('a large subject goes on through the bucket', async () => {
    const stage = house();
    stage.upload();
    const subject = subjectOf([image(WAITING)]);
    subject.listing.description = '长'.repeat(70_000);
    await findMarks(message(subject), stage.deps);
    const { subjectKey } = stage.sent[0]?.message ?? {};
    expect(subjectKey).toBe('work/m1/l1/1.0.counterfeit.json');
    expect(stage.bodies.has(subjectKey ?? '')).toBe(true);
  });

  it('only the counterfeit check waits for it, and only while a picture waits', () => {
    const waiting = subjectOf([image(WAITING)]);
    expect(stageBefore('counterfeit', waiting)).toBe('find-marks');
    expect(stageBefore('marketing-claims', waiting)).toBeUndefined();
    expect(stageBefore('credential', waiting)).toBeUndefined();
    expect(stageBefore('counterfeit', subjectOf([image(seen()), image(undefined)]))).toBeUndefined();
  });
});
