/** What a credential can be in its life (governance §7). */
export const LIFE_STATES = [
  'uploaded',
  'parsed',
  'verified',
  'needs-review',
  'rejected',
  'active',
  'expiring-30',
  'expiring-7',
  'in-grace',
  'expired',
  'renewed',
  'suspended',
  'revoked',
  'forged',
] as const;
export type LifeState = (typeof LIFE_STATES)[number];

/** What can happen to it: by our reading, by the registry, by the clock, by a person, and what follows of itself. */
export const LIFE_EVENTS = [
  'parsed',
  'malformed',
  'registry-valid',
  'registry-renewed',
  'registry-absent',
  'registry-expired',
  'registry-suspended',
  'registry-revoked',
  'unconfirmable',
  'days-30',
  'days-7',
  'grace-began',
  'term-ended',
  'reverification-lapsed',
  'review-confirmed',
  'review-rejected',
  'review-forged',
  'renewal-confirmed',
  'activated',
  'listings-restored',
] as const;
export type LifeEvent = (typeof LIFE_EVENTS)[number];

/**
 * `moves`: where an event leads; to the state itself when it tells nothing new. `stale`: an event that comes too
 * late to matter. What is in neither is illegal. Both are counted on the record and change nothing.
 */
export type LifeRow = {
  readonly moves: Readonly<Partial<Record<LifeEvent, LifeState>>>;
  readonly stale: readonly LifeEvent[];
};

/** What every credential in force does alike: only what the clock may still say differs between them. */
const inForce = (self: LifeState): LifeRow['moves'] => ({
  'registry-valid': self,
  'registry-renewed': 'renewed',
  'registry-absent': 'needs-review',
  'registry-expired': 'expired',
  'registry-suspended': 'suspended',
  'registry-revoked': 'revoked',
  unconfirmable: self,
  'term-ended': 'expired',
  'reverification-lapsed': 'needs-review',
  'review-confirmed': self,
  'review-rejected': 'rejected',
  'review-forged': 'forged',
  'renewal-confirmed': 'renewed',
});

export const LIFE_TABLE: Readonly<Record<LifeState, LifeRow>> = {
  uploaded: { moves: { parsed: 'parsed', malformed: 'rejected' }, stale: [] },
  parsed: {
    moves: {
      'registry-valid': 'verified',
      'registry-absent': 'needs-review',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      unconfirmable: 'needs-review',
      'term-ended': 'expired',
      'review-confirmed': 'verified',
      'review-rejected': 'rejected',
      'review-forged': 'forged',
      'renewal-confirmed': 'verified',
    },
    stale: ['parsed'],
  },
  verified: {
    moves: {
      activated: 'active',
      'registry-absent': 'needs-review',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      'review-forged': 'forged',
    },
    stale: ['parsed', 'registry-valid', 'unconfirmable'],
  },
  'needs-review': {
    moves: {
      'registry-valid': 'verified',
      'registry-renewed': 'verified',
      'registry-absent': 'needs-review',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      unconfirmable: 'needs-review',
      'term-ended': 'expired',
      'review-confirmed': 'verified',
      'review-rejected': 'rejected',
      'review-forged': 'forged',
      'renewal-confirmed': 'verified',
    },
    stale: ['parsed', 'days-30', 'days-7', 'reverification-lapsed'],
  },
  // A person refused it, or it is no number at all: only a person takes that back.
  rejected: {
    moves: { 'review-confirmed': 'verified', 'review-forged': 'forged', 'review-rejected': 'rejected' },
    stale: [
      'parsed',
      'malformed',
      'registry-valid',
      'registry-renewed',
      'registry-absent',
      'registry-expired',
      'registry-suspended',
      'registry-revoked',
      'unconfirmable',
      'days-30',
      'days-7',
      'grace-began',
      'term-ended',
      'reverification-lapsed',
    ],
  },
  active: {
    moves: {
      ...inForce('active'),
      'days-30': 'expiring-30',
      'days-7': 'expiring-7',
      'grace-began': 'in-grace',
    },
    stale: ['parsed', 'activated', 'listings-restored'],
  },
  'expiring-30': {
    moves: { ...inForce('expiring-30'), 'days-7': 'expiring-7', 'grace-began': 'in-grace' },
    stale: ['parsed', 'activated', 'listings-restored', 'days-30'],
  },
  'expiring-7': {
    moves: { ...inForce('expiring-7'), 'grace-began': 'in-grace' },
    stale: ['parsed', 'activated', 'listings-restored', 'days-30', 'days-7'],
  },
  'in-grace': {
    moves: inForce('in-grace'),
    stale: ['parsed', 'activated', 'listings-restored', 'days-30', 'days-7', 'grace-began'],
  },
  expired: {
    moves: {
      'registry-valid': 'expired',
      'registry-renewed': 'renewed',
      'registry-absent': 'expired',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      unconfirmable: 'expired',
      'review-rejected': 'rejected',
      'review-forged': 'forged',
      'renewal-confirmed': 'renewed',
    },
    stale: [
      'parsed',
      'days-30',
      'days-7',
      'grace-began',
      'term-ended',
      'reverification-lapsed',
      'listings-restored',
    ],
  },
  renewed: {
    moves: {
      ...inForce('renewed'),
      'listings-restored': 'active',
      'days-30': 'expiring-30',
      'days-7': 'expiring-7',
      'grace-began': 'in-grace',
    },
    stale: ['parsed', 'activated'],
  },
  // The issuer suspended it: no person of ours lifts that. Its term is looked at when it is in force again.
  suspended: {
    moves: {
      'registry-valid': 'active',
      'registry-renewed': 'renewed',
      'registry-absent': 'needs-review',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      unconfirmable: 'suspended',
      'review-forged': 'forged',
    },
    stale: [
      'parsed',
      'days-30',
      'days-7',
      'grace-began',
      'term-ended',
      'reverification-lapsed',
      'listings-restored',
    ],
  },
  // An issuer may take a revocation back (after review or suit); the registry is believed then, too.
  revoked: {
    moves: {
      'registry-valid': 'active',
      'registry-renewed': 'renewed',
      'registry-absent': 'revoked',
      'registry-expired': 'expired',
      'registry-suspended': 'suspended',
      'registry-revoked': 'revoked',
      unconfirmable: 'revoked',
      'review-forged': 'forged',
    },
    stale: [
      'parsed',
      'days-30',
      'days-7',
      'grace-began',
      'term-ended',
      'reverification-lapsed',
      'listings-restored',
    ],
  },
  // A number in force does not make a forged paper genuine; only a person undoes it, and then looks again.
  forged: {
    moves: { 'review-confirmed': 'needs-review', 'review-forged': 'forged' },
    stale: [
      'parsed',
      'registry-valid',
      'registry-renewed',
      'registry-absent',
      'registry-expired',
      'registry-suspended',
      'registry-revoked',
      'unconfirmable',
      'days-30',
      'days-7',
      'grace-began',
      'term-ended',
      'reverification-lapsed',
      'listings-restored',
    ],
  },
};

/** A table of lives that contradicts itself; found when the module is loaded. */
export class LifeTableError extends Error {
  override name = 'LifeTableError';
}

/**
 * Refuses a table with an unknown state or event, an event that is both a move and stale, or a state no path leads to.
 * @throws LifeTableError naming the fault
 */
export function validateLifeTable(table: Readonly<Record<string, LifeRow>>): void {
  const states = new Set<string>(LIFE_STATES);
  const events = new Set<string>(LIFE_EVENTS);
  for (const state of LIFE_STATES) {
    const row = table[state];
    if (!row) throw new LifeTableError(`no row for ${state}`);
    for (const [event, to] of Object.entries(row.moves)) {
      if (!events.has(event)) throw new LifeTableError(`${state}: unknown event ${event}`);
      if (!states.has(to)) throw new LifeTableError(`${state} × ${event}: unknown state ${to}`);
      if (row.stale.includes(event as LifeEvent))
        throw new LifeTableError(`${state} × ${event} is both a move and stale`);
    }
    for (const event of row.stale)
      if (!events.has(event)) throw new LifeTableError(`${state}: unknown stale event ${event}`);
  }
  const reached = new Set<string>(['uploaded']);
  for (const state of reached) for (const to of Object.values(table[state]?.moves ?? {})) reached.add(to);
  const lost = LIFE_STATES.filter((state) => !reached.has(state));
  if (lost.length > 0) throw new LifeTableError(`no path leads to ${lost.join(', ')}`);
}
validateLifeTable(LIFE_TABLE);

export type Transition =
  | { kind: 'moved'; to: LifeState }
  | { kind: 'kept' }
  | { kind: 'stale' }
  | { kind: 'illegal' };

/** What an event does in a state. Total: every state answers every event. */
export function transition(state: LifeState, event: LifeEvent): Transition {
  const row = LIFE_TABLE[state];
  const to = row.moves[event];
  if (to !== undefined) return to === state ? { kind: 'kept' } : { kind: 'moved', to };
  return row.stale.includes(event) ? { kind: 'stale' } : { kind: 'illegal' };
}
