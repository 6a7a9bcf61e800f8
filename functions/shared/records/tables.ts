import { Required } from '../environment.ts';

/** Names of the tables a transaction writes to: `records` holds what is known, `outbox` what is still to be told. */
export type Tables = { readonly records: string; readonly outbox: string };

/** The settings a function that writes records has to have, beside its own. */
export const TABLE_SETTINGS = { RECORDS_TABLE: Required, OUTBOX_TABLE: Required };

export function tablesOf(env: { RECORDS_TABLE: string; OUTBOX_TABLE: string }): Tables {
  return { records: env.RECORDS_TABLE, outbox: env.OUTBOX_TABLE };
}
