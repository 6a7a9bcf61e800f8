import { randomInt } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretPlan } from '../template/plan-types.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * The values of the template's secrets, made at the first start and kept in a file only this user can read.
 * @returns value by secret name and by ARN
 */
export function openSecrets(
  stateDir: string,
  secrets: readonly SecretPlan[],
): Map<string, { arn: string; name: string; value: string }> {
  const file = join(stateDir, 'secrets.json');
  let kept: Record<string, string> = {};
  try {
    kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    // The first start: there is no file yet.
  }
  const found = new Map<string, { arn: string; name: string; value: string }>();
  for (const secret of secrets) {
    const value = secret.value ?? kept[secret.name] ?? generate(secret);
    kept[secret.name] = value;
    const entry = { arn: secret.arn, name: secret.name, value };
    found.set(secret.name, entry);
    found.set(secret.arn, entry);
  }
  if (secrets.length > 0) {
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return found;
}

function generate({ generate: rule }: SecretPlan): string {
  const excluded = rule?.excludeCharacters ?? '';
  const alphabet = [...LETTERS, ...(rule?.excludePunctuation === true ? '' : PUNCTUATION)].filter(
    (character) => !excluded.includes(character),
  );
  let password = '';
  for (let length = 0; length < (rule?.length ?? 32); length += 1)
    password += alphabet[randomInt(alphabet.length)];
  if (rule?.template === undefined || rule.key === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(rule.template) as Record<string, unknown>), [rule.key]: password });
}
