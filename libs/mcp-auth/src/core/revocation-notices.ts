import type { Principal } from './principal.js';

/** Port: tells whoever keeps something open for a caller that the caller's token is revoked. */
export abstract class RevocationNotices {
  /**
   * @param onRevoked called once, also where the token is revoked already
   * @returns ends the watching
   */
  abstract watch(principal: Principal, onRevoked: () => void): () => void;
}

/** Of tokens whose issuer tells of no revocation. */
export class NoRevocationNotices extends RevocationNotices {
  watch(): () => void {
    return () => undefined;
  }
}
