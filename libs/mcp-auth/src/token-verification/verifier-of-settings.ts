import type { VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import type { KeySet } from '../identity-provider/key-set.js';
import type { JwtSettings } from './jwt-verifier.settings.js';
import type { KeySource } from './key-source.js';
import { keySetOf } from './key-set-of-source.js';
import { CompactJwsParser, type JwsParser } from './verifiers/compact-jws.js';
import { JwtVerifier, type TrustedIssuer } from './verifiers/jwt.verifier.js';
import { VerifiedTokenCache } from './verifiers/verified-token.cache.js';

/** What issuers do in their own way: how their tokens are written, and how they publish their keys. */
export interface JwtForm {
  createParser(): JwsParser;
  keySetOf(source: KeySource, ports: VerifierPorts): KeySet;
}

/** The form that RFC 7515 and RFC 7517 know. */
export const standardForm: JwtForm = { createParser: () => new CompactJwsParser(), keySetOf };

/** The verifier of settings that are read, with its memory. */
export function verifierOfSettings(
  { issuers, reading, cache }: JwtSettings,
  ports: VerifierPorts,
  form: JwtForm = standardForm,
): TokenVerifier {
  const trusted = issuers.flatMap(({ names, keySource, rules }): [string, TrustedIssuer][] => {
    const keys = form.keySetOf(keySource, ports);
    return names.map((name) => [name, { rules, keys }]);
  });
  const verifier = new JwtVerifier(new Map(trusted), reading, ports.clock, form.createParser());
  return cache.maxAgeSeconds === 0 ? verifier : new VerifiedTokenCache(verifier, cache, ports.clock);
}
