import type { Life, LifeKey } from '../../../models/credentials/life/life.ts';
import type { Notice } from '../../../models/credentials/life/notice.ts';

/** The records of credentials' lives. */
export type Lives = {
  /** Those of the keys that are known, in one request a hundred. */
  read(keys: readonly LifeKey[]): Promise<Life[]>;
  /**
   * Writes a life over the version it was read at (0: there was none), its notices in the same transaction. False when
   * another wrote in between: read again.
   */
  save(life: Life, notices: readonly Notice[]): Promise<boolean>;
  /** A merchant's, by kind and number; `after` is the last name of the page before. */
  ofMerchant(merchantId: string, limit: number, after?: string): Promise<{ lives: Life[]; next?: string }>;
  /** A page of one shard's keys due by `now`, earliest first; `from` goes on where a page ended. */
  due(
    shard: number,
    now: string,
    limit: number,
    from?: unknown,
  ): Promise<{ keys: LifeKey[]; next?: unknown }>;
  /** Renewals that wait for a person, the earliest to decide first. */
  waiting(limit: number): Promise<Life[]>;
};
