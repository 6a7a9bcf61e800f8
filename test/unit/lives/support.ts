import type { Lives } from '../../../functions/shared/lives/port.ts';
import { type Life, lifeName } from '../../../models/credentials/life/life.ts';
import type { Notice } from '../../../models/credentials/life/notice.ts';

/** The records of lives in memory, with the conditions the table keeps, and every write counted. */
export function memoryLives(): Lives & {
  rows: Map<string, Life>;
  events: Map<string, Notice>;
  writes: number;
  failReads: Set<string>;
} {
  const rows = new Map<string, Life>();
  const events = new Map<string, Notice>();
  const failReads = new Set<string>();
  const nameOf = (key: { merchantId: string; kind: string; number: string }) =>
    `${key.merchantId}/${lifeName(key)}`;
  return {
    rows,
    events,
    writes: 0,
    failReads,
    async read(keys) {
      if (keys.some((key) => failReads.has(key.number))) throw new Error('the table is throttled');
      return keys.flatMap((key) => structuredClone(rows.get(nameOf(key))) ?? []);
    },
    async save(life, notices) {
      if ((rows.get(nameOf(life))?.version ?? 0) !== life.version) return false;
      this.writes++;
      rows.set(nameOf(life), structuredClone({ ...life, version: life.version + 1 }));
      for (const notice of notices) events.set(notice.eventId, notice);
      return true;
    },
    async ofMerchant(merchantId) {
      return { lives: [...rows.values()].filter((life) => life.merchantId === merchantId) };
    },
    async due(shard, now, limit, from) {
      if (shard !== 0) return { keys: [] };
      const all = [...rows.values()]
        .filter((life) => life.due && life.due.at <= now)
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
        .filter((life) => typeof from !== 'string' || nameOf(life).localeCompare(from) > 0);
      const page = all.slice(0, limit);
      const last = page.at(-1);
      return all.length > limit && last ? { keys: page, next: nameOf(last) } : { keys: page };
    },
    async waiting() {
      return [...rows.values()].filter((life) => life.renewal?.state === 'needs-review');
    },
  };
}
