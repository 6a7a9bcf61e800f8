import { dayInChina } from '../../policy/clock.ts';
import type { LifeState } from '../life.ts';
import { type Life, lifeName } from './life.ts';
import { type Term, termOf } from './term.ts';

/** What a check reads of a credential's record: what was learnt of it before, by the registry or by a person. */
export type LifeTruth = {
  state: LifeState;
  term?: Term;
  /** The registered date a person saw and overruled. */
  over?: string;
  /** Day in China on which the law's limit of re-verification is reached. */
  reverifyLimit?: string;
  /** When the registry last spoke of it. */
  asOf?: string;
};
/** By `kind#number`. */
export type LifeTruths = ReadonlyMap<string, LifeTruth>;
export const NO_TRUTHS: LifeTruths = new Map();

export function truthsOf(lives: readonly Life[]): LifeTruths {
  return new Map(
    lives.map((life) => {
      const term = termOf(life);
      const { confirmed, registry, reverify, state } = life;
      return [
        lifeName(life),
        {
          state,
          ...(term ? { term } : {}),
          ...(confirmed?.over === undefined ? {} : { over: confirmed.over }),
          ...(reverify ? { reverifyLimit: dayInChina(reverify.limitAt) } : {}),
          ...(registry ? { asOf: registry.asOf } : {}),
        },
      ];
    }),
  );
}
