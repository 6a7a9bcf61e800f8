import type { CredentialMention } from '../credentials/port.ts';
import type { Evidence } from '../finding.ts';
import type { RegistryAnswer, RegistryRecord } from '../registry/port.ts';

/** What the registry answered, as evidence. An outage may be bridged with what was known before; then it says so. */
export function registryEvidence(
  { kind, normalized }: CredentialMention,
  answer: Exclude<RegistryAnswer, { state: 'unavailable' }>,
  text: string,
  record?: RegistryRecord,
): Evidence {
  return {
    type: 'registry',
    kind,
    number: normalized,
    answer: answer.stale ? `${text} (stale)` : text,
    ageSeconds: answer.ageSeconds,
    ...(record ? { record: recordFields(record) } : {}),
  };
}

function recordFields(record: RegistryRecord): Record<string, string> {
  const { fields, ...rest } = record;
  return {
    ...fields,
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >),
  };
}
