import { Life, type LifeKey, lifeName } from '../../../models/credentials/life/life.ts';
import { CREDENTIAL_SHARDS } from '../../../models/pipeline.ts';
import { spreadOf } from '../../../models/spread.ts';
import { type Item, merchantPk, N, S } from '../records/items.ts';
import { pack, unpack } from '../records/pack.ts';

/** With the merchant's other records, so that reading one's own is one query and no key is hot. */
export const LIFE_SK = 'CRD#';
export const lifeItemKey = (key: LifeKey): Item => ({
  pk: S(merchantPk(key.merchantId)),
  sk: S(`${LIFE_SK}${lifeName(key)}`),
});

/** Shards of their own in the due index: the sweep of late screenings does not see them. */
export const credentialShard = (shard: number) => `CRED#${shard}`;
/** Renewals that wait for a person, beside the queues of cases in their index. */
export const RENEWAL_QUEUE = 'CRED#renewal';

const shardOf = (key: LifeKey): number => spreadOf(`${key.merchantId}#${key.number}`) % CREDENTIAL_SHARDS;

export function lifeToItem(life: Life): Item {
  const waiting = life.renewal?.state === 'needs-review' ? life.renewal : undefined;
  return {
    ...lifeItemKey(life),
    life: pack(life),
    version: N(life.version),
    ...(life.due ? { dueShard: S(credentialShard(shardOf(life))), dueAt: S(life.due.at) } : {}),
    ...(waiting
      ? {
          queue: S(RENEWAL_QUEUE),
          rank: S(`${waiting.dueAt ?? waiting.submittedAt}#${life.merchantId}#${lifeName(life)}`),
        }
      : {}),
  };
}

export const itemToLife = (item: Item): Life => Life.parse(unpack(item.life));

/** The index carries keys only. */
export function keyFromIndex(item: Item): LifeKey[] {
  const merchantId = item.pk?.S?.slice(merchantPk('').length);
  const name = item.sk?.S;
  const cut = name?.indexOf('#', LIFE_SK.length) ?? -1;
  if (merchantId === undefined || name === undefined || cut < 0) return [];
  return [{ merchantId, kind: name.slice(LIFE_SK.length, cut), number: name.slice(cut + 1) }];
}
