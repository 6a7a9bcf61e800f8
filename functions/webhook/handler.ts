import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { deliver } from './webhook.ts';

const env = readEnvironment({ WEBHOOK_SECRET_ARN: Required });
const secrets = new SecretsManagerClient({});
let secret: Promise<string> | undefined;

export const handler = queueHandler((body) =>
  deliver(body, {
    url: process.env.WEBHOOK_URL ?? '',
    fetch,
    clock: systemClock,
    secret: () => {
      secret ??= secrets.send(new GetSecretValueCommand({ SecretId: env.WEBHOOK_SECRET_ARN })).then(
        (answer) => answer.SecretString ?? '',
        (error: unknown) => {
          // A failed read must not be remembered.
          secret = undefined;
          throw error;
        },
      );
      return secret;
    },
  }),
);
