import { describe, expect, it } from 'vitest';
import { checkAgainstRegistry } from '../../../models/checks/credential-registry.ts';
import type { LifeTruth } from '../../../models/credentials/life/truth.ts';
import { parseCredential } from '../../../models/credentials/parse.ts';
import type { DeclaredCredential } from '../../../models/listing.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';
import type { Subject } from '../../../models/subject.ts';
import { down, says, terms } from './life-support.ts';

const TODAY = '2026-07-10';
const subject = { today: TODAY, listing: { title: '示例防晒乳', attributes: {} } } as unknown as Subject;

function codes(
  declared: Partial<DeclaredCredential>,
  answer: RegistryAnswer | undefined,
  truth?: LifeTruth,
  kind = 'cosmetic-registration',
  number = '国妆特字20240135',
): string[] {
  const shown = {
    declared: { kind, number, ...declared },
    where: { type: 'field' as const, field: 'credentials[0].number', value: number },
    mention: parseCredential(kind, number),
  };
  const { findings, missing } = checkAgainstRegistry(shown, subject, answer, terms, truth);
  return [
    ...findings.map(({ code, strength }) => `${code} ${strength}`),
    ...(missing.length > 0 ? ['missing'] : []),
  ];
}

describe('the declared term against the registry’s', () => {
  it('a renewed credential is not expired because the listing shows the old date: only a reminder to update it', () => {
    expect(codes({ validUntil: '2026-06-30' }, says({ validUntil: '2031-06-30' }))).toEqual([
      'credential.declared-date 0.9',
    ]);
  });
  it('an ended one does not run on because the listing shows a newer date', () => {
    expect(codes({ validUntil: '2031-06-30' }, says({ validUntil: '2026-06-30' }))).toEqual([
      'credential.expired 0.95',
    ]);
  });
  it('its last day is a day in force, the next is not', () => {
    expect(codes({}, says({ validUntil: TODAY }))).toEqual(['credential.expiring 0.9']);
    expect(codes({}, says({ validUntil: '2026-07-09' }))).toEqual(['credential.expired 0.95']);
  });
  it('a date that has passed is doubt where the registry confirms it without a date, and an end where nobody confirms', () => {
    expect(codes({ validUntil: '2026-06-30' }, says({}))).toEqual(['credential.expired 0.6']);
    expect(codes({ validUntil: '2026-06-30' }, { ...says({}), stale: true } as RegistryAnswer)).toEqual([
      'credential.expired 0.95',
    ]);
    expect(codes({ validUntil: '2026-06-30' }, undefined)).toEqual(['credential.expired 0.95']);
    expect(codes({ validUntil: '2026-06-30' }, down)).toEqual(['credential.expired 0.95', 'missing']);
  });
  it('a filing has no term: a declared date that has passed is to be removed', () => {
    const filing = (answer: RegistryAnswer) =>
      codes({ validUntil: '2026-06-30' }, answer, undefined, 'cosmetic-filing', '粤G妆网备字2024001234');
    expect(filing(says({}))).toEqual(['credential.declared-date 0.9']);
    expect(filing(says({ status: 'cancelled' }))).toEqual([
      'credential.expired 0.95',
      'credential.cancelled 0.97',
    ]);
  });
});

describe('what the record knows', () => {
  const registry = { until: '2031-06-30', source: 'registry' } as const;
  it('counts while the registry is down, and the answer is missing all the same', () => {
    expect(codes({ validUntil: '2026-06-30' }, down, { state: 'active', term: registry })).toEqual([
      'credential.declared-date 0.9',
      'missing',
    ]);
    expect(codes({}, down, { state: 'suspended' })).toEqual(['credential.suspended 0.97', 'missing']);
  });
  it('gives way to the registry when that answers', () => {
    expect(codes({}, says({ validUntil: '2031-06-30' }), { state: 'suspended' })).toEqual([]);
    expect(codes({}, says({ status: 'revoked' }), { state: 'active', term: registry })).toEqual([
      'credential.revoked 0.97',
    ]);
  });
  it('lets a reviewer’s confirmation stand over the very date the reviewer saw, and over no other', () => {
    const truth: LifeTruth = {
      state: 'active',
      term: { until: '2031-06-30', source: 'reviewer' },
      over: '2026-06-30',
    };
    expect(
      codes({ validUntil: '2031-06-30' }, says({ validUntil: '2026-06-30', status: 'expired' }), truth),
    ).toEqual([]);
    expect(codes({ validUntil: '2031-06-30' }, says({ validUntil: '2026-07-01' }), truth)).toEqual([
      'credential.expired 0.95',
    ]);
    expect(
      codes({ validUntil: '2031-06-30' }, says({ validUntil: '2026-06-30', status: 'revoked' }), truth),
    ).toContain('credential.revoked 0.97');
  });
  it('holds what a person found to be forged, whatever the registry says of the number', () => {
    expect(codes({}, says({ validUntil: '2031-06-30' }), { state: 'forged' })).toEqual([
      'credential.forged 0.97',
    ]);
  });
  it('sends what was not verified anew in time to a person', () => {
    const lapsed: LifeTruth = { state: 'needs-review', reverifyLimit: TODAY };
    expect(codes({}, says({ validUntil: '2031-06-30' }), lapsed)).toEqual(['credential.needs-review 0.7']);
    expect(codes({}, says({ validUntil: '2031-06-30' }), { ...lapsed, reverifyLimit: '2026-07-11' })).toEqual(
      [],
    );
  });
});
