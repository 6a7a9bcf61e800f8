import * as z from 'zod';
import { dayInChina } from '../../policy/clock.ts';
import { Bilingual, fill } from '../../text-pair.ts';
import { LIFE_STATES } from '../life.ts';
import { credentialKind } from '../parse.ts';
import { type Draft, marks, NOTICES, type NoticeName } from './draft.ts';
import { termOf } from './term.ts';

/** An event about a credential: what happened, what to do, by when, and what follows when the day passes. */
export const Notice = z.object({
  type: z.enum(NOTICES.map((name) => `credential.${name}` as const)),
  eventId: z.string(),
  at: z.string(),
  merchantId: z.string(),
  kind: z.string(),
  number: z.string(),
  state: z.enum(LIFE_STATES),
  validUntil: z.string().optional(),
  /** Who says so: the registry, a reviewer, or only the merchant. */
  source: z.enum(['registry', 'reviewer', 'declared']).optional(),
  daysLeft: z.number().int().optional(),
  /** By when something is to be done. */
  deadline: z.string().optional(),
  what: Bilingual,
  todo: Bilingual,
  otherwise: Bilingual,
});
export type Notice = z.infer<typeof Notice>;

type Text = { what: Bilingual; todo: Bilingual; otherwise: Bilingual };
const RENEW: Bilingual = {
  zh: '向发证机关申请续展，续展后在「我的资质」提交新的截止日期（可附证书照片），无需逐个修改商品。',
  en: 'Renew it with the issuer, then submit the new date under your credentials (a photo may be attached); listings need no edit.',
};
const HELD: Bilingual = {
  zh: '使用该资质的商品暂停销售，资质恢复后自动恢复。',
  en: 'Listings that rely on it are held, and restored by themselves once it is in force again.',
};

/** Sentences for people; `{title}`, `{number}`, `{until}`, `{days}` and `{by}` are filled in. */
export const NOTICE_TEXTS: Readonly<Record<NoticeName, Text>> = {
  expiring: {
    what: {
      zh: '{title}「{number}」将于 {until} 到期，还有 {days} 天。',
      en: '{title} “{number}” runs until {until}: {days} days left.',
    },
    todo: RENEW,
    otherwise: {
      zh: '{by} 之后仍未续展的，资质按过期处理，相关商品暂停销售。',
      en: 'If it is not renewed by {by}, it counts as expired and its listings are held.',
    },
  },
  'in-grace': {
    what: {
      zh: '{title}「{number}」已于 {until} 到期，进入法定宽展期。',
      en: '{title} “{number}” ended on {until} and is in its statutory period of grace.',
    },
    todo: RENEW,
    otherwise: {
      zh: '{by} 之后仍未续展的，资质失效，相关商品暂停销售。',
      en: 'If it is not renewed by {by}, it lapses and its listings are held.',
    },
  },
  expired: {
    what: {
      zh: '{title}「{number}」已过期（有效期至 {until}），未查到续展记录。',
      en: '{title} “{number}” has expired (valid until {until}); no renewal is known.',
    },
    todo: RENEW,
    otherwise: HELD,
  },
  renewed: {
    what: {
      zh: '{title}「{number}」续展已确认，有效期至 {until}。',
      en: 'The renewal of {title} “{number}” is confirmed: valid until {until}.',
    },
    todo: {
      zh: '无需操作；请在下次编辑商品时更新申报的有效期。',
      en: 'Nothing; bring the declared date up to date when you next edit.',
    },
    otherwise: {
      zh: '相关商品自动重新筛查，没有其他问题的恢复销售。',
      en: 'Its listings are screened again and restored where nothing else is wrong.',
    },
  },
  reinstated: {
    what: {
      zh: '{title}「{number}」在登记库中恢复有效。',
      en: '{title} “{number}” is in force again in the registry.',
    },
    todo: { zh: '无需操作。', en: 'Nothing.' },
    otherwise: {
      zh: '相关商品自动重新筛查，没有其他问题的恢复销售。',
      en: 'Its listings are screened again and restored where nothing else is wrong.',
    },
  },
  suspended: {
    what: {
      zh: '{title}「{number}」被发证机关暂停。',
      en: '{title} “{number}” was suspended by its issuer.',
    },
    todo: {
      zh: '向发证机关了解原因并完成整改；如已恢复，登记库更新后系统自动恢复。',
      en: 'Settle the matter with the issuer; once the registry shows it in force, listings are restored.',
    },
    otherwise: HELD,
  },
  revoked: {
    what: {
      zh: '{title}「{number}」已被撤销或注销。',
      en: '{title} “{number}” was revoked or cancelled.',
    },
    todo: {
      zh: '提交其他有效资质，或下架相关商品。',
      en: 'Submit another credential in force, or withdraw the goods.',
    },
    otherwise: HELD,
  },
  forged: {
    what: {
      zh: '{title}「{number}」的证书经人工核验认定为伪造。',
      en: 'A reviewer found the paper of {title} “{number}” to be forged.',
    },
    todo: {
      zh: '如有异议，请附发证机关证明申诉。',
      en: 'If you disagree, appeal with a statement of the issuer.',
    },
    otherwise: { zh: '相关商品停止销售。', en: 'Its listings stay withdrawn.' },
  },
  rejected: {
    what: {
      zh: '{title}「{number}」未通过人工核验。',
      en: 'A reviewer did not accept {title} “{number}”.',
    },
    todo: { zh: '提交清晰、真实、有效的证书。', en: 'Submit a legible, genuine credential in force.' },
    otherwise: HELD,
  },
  'needs-review': {
    what: {
      zh: '{title}「{number}」目前无法确认，已转人工核验。',
      en: '{title} “{number}” cannot be confirmed at present; a person looks at it.',
    },
    todo: {
      zh: '核对编号和持有人，上传证书照片以便核验。',
      en: 'Check number and holder, and upload a photo of the certificate.',
    },
    otherwise: {
      zh: '核验完成前，相关商品可能暂停销售。',
      en: 'Until then its listings may be held.',
    },
  },
  'renewal-refused': {
    what: {
      zh: '{title}「{number}」的续展未被认可。',
      en: 'The renewal of {title} “{number}” was not accepted.',
    },
    todo: { zh: '按审核理由补正后重新提交。', en: 'Correct it as the reviewer says and submit again.' },
    otherwise: { zh: '仍按原有效期（至 {until}）处理。', en: 'The earlier date ({until}) stays in force.' },
  },
  'reverification-due': {
    what: {
      zh: '{title}「{number}」须按规定重新核验：{basis}',
      en: '{title} “{number}” must be verified again: {basisEn}',
    },
    todo: {
      zh: '核对持有人和编号与证书一致，并在「我的资质」上传现行证书。',
      en: 'See that holder and number agree with the certificate, and upload the current one.',
    },
    otherwise: {
      zh: '{by} 之后仍未完成的，该资质转人工核验，相关商品可能暂停销售。',
      en: 'If it is not done by {by}, a person looks at it and its listings may be held.',
    },
  },
};

/** The notices of a finished step. The id holds the record's version: a repeated write repeats it. */
export function noticesOf(draft: Draft): Notice[] {
  const { life, now, terms } = draft;
  const term = termOf(life);
  const moments = marks(draft);
  return draft.notices.map(({ name, deadline }) => {
    const until = term?.until;
    const by =
      deadline ?? (name === 'expiring' ? moments?.ends : name === 'in-grace' ? moments?.over : undefined);
    const daysLeft =
      until === undefined
        ? undefined
        : Math.round(
            (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${dayInChina(now)}T00:00:00Z`)) / 86_400_000,
          );
    const basis = terms.credentials.reverify.find(({ kinds }) => kinds.includes(life.kind))?.basis;
    const title = credentialKind(life.kind)?.title ?? { zh: life.kind, en: life.kind };
    const put = (text: Bilingual): Bilingual => {
      const values = {
        number: life.number,
        until: until ?? '–',
        days: daysLeft ?? '–',
        by: by === undefined ? '–' : dayInChina(new Date(Date.parse(by) - 1).toISOString()),
        basis: basis?.zh ?? '',
        basisEn: basis?.en ?? '',
      };
      return {
        zh: fill(text, { ...values, title: title.zh }).zh,
        en: fill(text, { ...values, title: title.en }).en,
      };
    };
    const { what, todo, otherwise } = NOTICE_TEXTS[name];
    return {
      type: `credential.${name}` as const,
      eventId: `credential.${life.merchantId}.${life.kind}.${encodeURIComponent(life.number)}.${name}.${life.version + 1}`,
      at: now,
      merchantId: life.merchantId,
      kind: life.kind,
      number: life.number,
      state: life.state,
      ...(term ? { validUntil: term.until, source: term.source } : {}),
      ...(daysLeft === undefined ? {} : { daysLeft }),
      ...(by === undefined ? {} : { deadline: by }),
      what: put(what),
      todo: put(todo),
      otherwise: put(otherwise),
    };
  });
}
