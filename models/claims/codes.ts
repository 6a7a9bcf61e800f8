/** Every code a claim can carry. Stable: policies and merchants' tools refer to them. */
export const CLAIM_CODES = [
  'claims.absolute',
  'claims.medical-food',
  'claims.medical-cosmetic',
  'claims.medical',
  'claims.guarantee',
  'claims.state-authority',
  'claims.health-function',
  'claims.cosmetic-banned',
  'claims.cosmetic-special',
  'claims.breast-milk',
  'claims.alcohol',
  'claims.buyback',
  'claims.fictitious-benefit',
  'claims.off-platform',
  'claims.invest-education',
  'claims.lowest-price',
  'claims.superstition',
] as const;
export type ClaimCode = (typeof CLAIM_CODES)[number];
