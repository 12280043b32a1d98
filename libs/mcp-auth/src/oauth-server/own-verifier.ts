import type { VerifierPorts } from '../composition/auth-kind.js';
import { Clock, SharedClock } from '../core/clock.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { VerifiedTokenCache } from '../token-verification/verifiers/verified-token.cache.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { RevocationFeed } from './revocations/revocation-feed.js';
import { Signer } from './signing-keys/signer.js';
import { OpaqueTokenVerifier } from './tokens/opaque-token.verifier.js';
import { OwnAccessTokens } from './tokens/own-access-tokens.js';
import { ownJwtVerifier } from './tokens/own-jwt-verifier.js';
import { OwnTokenVerifier } from './tokens/own-token.verifier.js';
import { UnrevokedTokenVerifier } from './tokens/unrevoked-token.verifier.js';

const jwtCacheBounds = { maxTokens: 10_000, maxAgeSeconds: 60 };
/** A revoked opaque token is dead a second later, everywhere. */
const opaqueCacheBounds = { maxTokens: 10_000, maxAgeSeconds: 1 };

/** Tokens of this server are verified as those of any issuer are, save that keys, store and revocations are at hand. */
export function createOwnVerifier({ issuer, audiences }: OAuthServerSettings, { find }: VerifierPorts): TokenVerifier {
  const clock = new FoundClock(() => find(SharedClock));
  const jwt = ownJwtVerifier({ issuer, audiences, signer: () => find(Signer), clock });
  const opaque = new OpaqueTokenVerifier(() => find(OwnAccessTokens), audiences);
  return new OwnTokenVerifier(
    new UnrevokedTokenVerifier(new VerifiedTokenCache(jwt, jwtCacheBounds, clock), () => find(RevocationFeed)),
    new VerifiedTokenCache(opaque, opaqueCacheBounds, clock),
  );
}

/** Looked for when it is first asked: verifiers are made before the clock is. */
class FoundClock extends Clock {
  private clock: Clock | undefined;

  constructor(private readonly find: () => Clock) {
    super();
  }

  nowMs(): number {
    return this.found().nowMs();
  }

  monotonicMs(): number {
    return this.found().monotonicMs();
  }

  private found(): Clock {
    return (this.clock ??= this.find());
  }
}
