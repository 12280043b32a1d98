import { Secret, TOTP } from 'otpauth';
import type { Randomness } from '../../core/randomness.js';

const periodSeconds = 30;
/** A code is taken a step early and a step late: clocks of phones differ (RFC 6238 §5.2). */
const window = 1;
const secretBytes = 20;

/** A new secret for an authenticator app, in base32 (RFC 6238). */
export function newTotpSecret(randomness: Randomness): string {
  return new Secret({ buffer: new Uint8Array(randomness.bytes(secretBytes)).buffer }).base32;
}

/** Whether a text is a secret as this server makes them. */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/** What authenticator apps read from a picture. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return totpOf(secret, issuer, label).toString();
}

/** The time step whose code it is; undefined where it is none of these minutes. */
export function totpStep(secret: string, code: string, nowMs: number): number | undefined {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: nowMs, window });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodSeconds) + delta;
}

function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: periodSeconds });
}
