import type { ClaimRules } from '../../models/claims/port.ts';
import { seeded } from '../../models/goods/model/random.ts';
import type { Goods } from '../../models/goods/port.ts';
import { filled, hidden, INNOCENT, OFFENCES, WORKED } from './sayings.ts';
import { Tally } from './score.ts';
import { SHELVES } from './shelves.ts';
import { REGULATED } from './shelves-regulated.ts';
import { arrange, innocentTitles, partsOf } from './titles.ts';

const ALL = [...SHELVES, ...REGULATED];

/** Offences by their code, and the same words where they offend nobody. `needs-evidence` is not an offence, but is seen. */
export function evaluateClaims(claims: ClaimRules, goods: Goods, seed: number, size = 1): Tally[] {
  const random = seeded(seed);
  const all = new Tally('claims: offences and innocent uses of their words', undefined, true);
  const judge = (tally: Tally, title: string, codes: readonly string[]): void => {
    const recognised = goods.recognise({ title });
    const found = claims.find({ title, goods: recognised });
    const told = (claim: (typeof found)[number]) =>
      `「${claim.text}」 ${claim.code} ${claim.status}${claim.exemption ? ` (${claim.exemption})` : ''} ${claim.strength}`;
    const seen = found.filter(({ code, status }) =>
      codes.includes(code) ? status !== 'exempt' : status === 'violation',
    );
    const got = [...new Map(seen.map((claim) => [claim.code, claim])).values()];
    const [expected] = codes;
    // A second offence in one sentence may well be one: only the one put there must be found.
    const right = got.filter(({ code }) => codes.includes(code)).slice(0, 1);
    const judged = expected === undefined ? got : right.map((claim) => ({ ...claim, code: expected }));
    tally.compare(
      title,
      expected === undefined ? [] : [expected],
      judged.map((claim) => ({ label: claim.code, because: `${told(claim)}; goods ${recognised.class}` })),
      `goods ${recognised.class} ${recognised.confidence}; ${found.map(told).join('; ') || 'no rule spoke'}`,
    );
  };
  const both = (tally: Tally, title: string, codes: readonly string[]): void => {
    judge(tally, title, codes);
    judge(all, title, codes);
  };
  const byCode = new Map<string, Tally>();
  for (let i = 0; i < 1500 * size; i++) {
    const { codes, classes, says } = random.pick(OFFENCES);
    const shelf = random.pick(ALL.filter((one) => classes.includes(one.class)));
    const phrase = filled(random.pick(says), random);
    const said =
      random.next() < 0.15 && !codes.includes('claims.off-platform') ? hidden(phrase, random) : phrase;
    const name = `claims: ${codes[0] === 'claims.medical' ? 'medical effects' : codes[0]?.slice(7)}`;
    const tally = byCode.get(name) ?? new Tally(name, { recall: 0.9 });
    byCode.set(name, tally);
    both(tally, arrange([...partsOf(shelf, random), ` ${said} `], random), codes);
  }
  const innocent = new Tally('claims: their words where they say nothing forbidden', { precision: 0.98 });
  const ordinary = SHELVES.filter(({ class: name }) => name === 'ordinary' || name === 'food');
  for (let i = 0; i < 800 * size; i++) {
    const parts = partsOf(random.pick(ordinary), random);
    both(innocent, arrange([...parts, ` ${filled(random.pick(INNOCENT), random)} `], random), []);
  }
  const quiet = new Tally('claims: titles that claim nothing', { precision: 0.995 });
  for (const title of innocentTitles(1000 * size, seed + 7)) judge(quiet, title, []);
  return [all, ...byCode.values(), innocent, quiet, worked(claims, goods)];
}

/** Twenty cases written by hand, right when an offence is seen just where there is one. */
function worked(claims: ClaimRules, goods: Goods): Tally {
  const tally = new Tally('claims: worked cases of context', { precision: 0.8, recall: 0.8 });
  for (const [title, offends] of WORKED) {
    const found = claims
      .find({ title, goods: goods.recognise({ title }) })
      .filter(({ status }) => status !== 'exempt');
    const [first] = found;
    const got = first ? [{ label: 'offence', because: `${first.text} ${first.code} ${first.status}` }] : [];
    tally.compare(title, offends ? ['offence'] : [], got);
  }
  return tally;
}
