/** Names of the tables a transaction writes to: `records` holds what is known, `outbox` what is still to be told. */
export type Tables = { readonly records: string; readonly outbox: string };
