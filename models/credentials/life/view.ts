import { dayInChina } from '../../policy/clock.ts';
import type { Terms } from '../../terms.ts';
import { type Bilingual, fill } from '../../text-pair.ts';
import { credentialKind } from '../parse.ts';
import type { ClockRule, HistoryEntry, Life, Renewal } from './life.ts';
import { marksOf, type Term, termOf } from './term.ts';

/** A credential as its merchant and reviewers read it: every deadline with its basis and what follows. */
export type LifeView = {
  kind: string;
  number: string;
  merchantId: string;
  title: Bilingual;
  state: Life['state'];
  stateTitle: Bilingual;
  since: string;
  /** All three dates, so that a difference is seen; `term` is the one that counts. */
  term?: Term & { holdFrom: string };
  declared: Life['declared'];
  registry?: NonNullable<Life['registry']> & { ageSeconds: number };
  asking?: Life['asking'];
  renewal?: Renewal;
  reverify?: Life['reverify'];
  next?: { at: string; rule: ClockRule; what: Bilingual };
  history: HistoryEntry[];
  historyDropped: number;
  refused: Life['refused'];
};

const STATES: Readonly<Record<Life['state'], Bilingual>> = {
  uploaded: { zh: '已提交', en: 'uploaded' },
  parsed: { zh: '已识别，待登记库确认', en: 'read, the registry is being asked' },
  verified: { zh: '已核实', en: 'verified' },
  'needs-review': { zh: '待人工核验', en: 'a person looks at it' },
  rejected: { zh: '未通过', en: 'rejected' },
  active: { zh: '有效', en: 'in force' },
  'expiring-30': { zh: '30 天内到期', en: 'ends within 30 days' },
  'expiring-7': { zh: '7 天内到期', en: 'ends within 7 days' },
  'in-grace': { zh: '宽展期', en: 'in its period of grace' },
  expired: { zh: '已过期，相关商品暂停销售', en: 'expired, its listings are held' },
  renewed: { zh: '已续展，相关商品恢复中', en: 'renewed, its listings are being restored' },
  suspended: { zh: '被发证机关暂停', en: 'suspended by its issuer' },
  revoked: { zh: '被撤销或注销', en: 'revoked or cancelled' },
  forged: { zh: '认定为伪造', en: 'found to be forged' },
};

const NEXT: Readonly<Record<ClockRule, Bilingual>> = {
  'sweep-order': { zh: '重新筛查相关商品', en: 'its listings are screened again' },
  'days-30': { zh: '到期前第一次提醒', en: 'first reminder before it ends' },
  'days-7': { zh: '到期前最后一次提醒', en: 'last reminder before it ends' },
  'term-end': {
    zh: '有效期届满：查询登记库，未续展的按过期处理，相关商品暂停销售',
    en: 'its term ends: the registry is asked, and without a renewal its listings are held',
  },
  'no-answer': {
    zh: '登记库未答复的最后期限：之后按证书所载日期处理，未核实过的转人工',
    en: 'the last day to wait for the registry: then the date on the paper counts, and what was never confirmed goes to a person',
  },
  reverify: { zh: '依法重新核验：{basis}', en: 'verified again by law: {basisEn}' },
  'reverify-limit': {
    zh: '重新核验的法定期限，逾期转人工核验',
    en: 'the limit of the law; after it a person looks at it',
  },
  retry: { zh: '登记库暂无答复，再次查询', en: 'the registry gave no answer and is asked again' },
  look: { zh: '例行查询登记库', en: 'the registry is asked as every day' },
};

/** For `staff`, with the people who decided; a merchant reads that a reviewer did, and why. */
export function viewOf(life: Life, terms: Terms, now: string, reader: 'staff' | 'merchant'): LifeView {
  const term = termOf(life);
  const { registry, asking, reverify, due } = life;
  const named = (by: string) => (reader === 'staff' || by === 'registry' ? by : 'reviewer');
  const renewal = life.renewal?.decidedBy
    ? { ...life.renewal, decidedBy: named(life.renewal.decidedBy) }
    : life.renewal;
  const basis = terms.credentials.reverify.find(({ kinds }) => kinds.includes(life.kind))?.basis;
  const values = { basis: basis?.zh ?? '', basisEn: basis?.en ?? '' };
  return {
    kind: life.kind,
    number: life.number,
    merchantId: life.merchantId,
    title: credentialKind(life.kind)?.title ?? { zh: life.kind, en: life.kind },
    state: life.state,
    stateTitle: STATES[life.state],
    since: life.since,
    ...(term ? { term: { ...term, holdFrom: dayInChina(marksOf(life.kind, term.until, terms).over) } } : {}),
    declared: life.declared,
    ...(registry
      ? {
          registry: {
            ...registry,
            ageSeconds: Math.round((Date.parse(now) - Date.parse(registry.asOf)) / 1000),
          },
        }
      : {}),
    ...(asking ? { asking } : {}),
    ...(renewal ? { renewal } : {}),
    ...(reverify ? { reverify } : {}),
    ...(due ? { next: { ...due, what: fill(NEXT[due.rule], values) } } : {}),
    history: life.history.map((entry) =>
      entry.by === undefined ? entry : { ...entry, by: named(entry.by) },
    ),
    historyDropped: life.dropped,
    refused: life.refused,
  };
}
