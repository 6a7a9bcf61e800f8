import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';

export interface TokenRequest {
  readonly sub: string;
  /** Become the claim `cognito:groups`, as a user pool would give them. */
  readonly roles: readonly string[];
  readonly audience?: string;
  /** Further claims, such as `custom:merchantId`. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** @default 3600 */
  readonly expiresInSeconds?: number;
}

export interface Claims {
  readonly [name: string]: unknown;
}

/** Signs and checks the tokens of local users: the stand-in for a Cognito user pool. */
export interface Issuer {
  readonly jwks: { readonly keys: readonly JWK[] };
  mint(request: TokenRequest, issuerUrl: string): Promise<string>;
  /** @throws when the token is expired, of another issuer or audience, or not signed with this key */
  verify(token: string, issuerUrl: string, audience: readonly string[]): Promise<Claims>;
}

const ALGORITHM = 'RS256';

/** The key is made once and kept in a file only this user can read, so that tokens outlive a restart. */
export async function openIssuer(stateDir: string, now: () => number): Promise<Issuer> {
  const folder = join(stateDir, 'issuer');
  const file = join(folder, 'key.json');
  const jwk = readKey(file) ?? (await makeKey(folder, file));
  const { d, p, q, dp, dq, qi, ...publicPart } = jwk;
  void [d, p, q, dp, dq, qi];
  const kid = await calculateJwkThumbprint(publicPart);
  const publicJwk: JWK = { ...publicPart, kid, alg: ALGORITHM, use: 'sig' };
  const [signingKey, checkingKey] = await Promise.all([
    importJWK(jwk, ALGORITHM),
    importJWK(publicJwk, ALGORITHM),
  ]);
  return {
    jwks: { keys: [publicJwk] },
    mint: ({ sub, roles, audience = 'touchstone', claims = {}, expiresInSeconds = 3600 }, issuerUrl) => {
      const issued = Math.floor(now() / 1000);
      return new SignJWT({
        ...claims,
        'cognito:groups': [...roles],
        token_use: 'access',
        client_id: audience,
      })
        .setProtectedHeader({ alg: ALGORITHM, kid })
        .setSubject(sub)
        .setIssuer(issuerUrl)
        .setAudience(audience)
        .setIssuedAt(issued)
        .setExpirationTime(issued + expiresInSeconds)
        .sign(signingKey);
    },
    verify: async (token, issuerUrl, audience) => {
      const { payload } = await jwtVerify(token, checkingKey, {
        issuer: issuerUrl,
        algorithms: [ALGORITHM],
        currentDate: new Date(now()),
        ...(audience.length > 0 ? { audience: [...audience] } : {}),
      });
      return payload;
    },
  };
}

function readKey(file: string): JWK | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch {
    return undefined;
  }
}

async function makeKey(folder: string, file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  chmodSync(file, 0o600);
  return jwk;
}
