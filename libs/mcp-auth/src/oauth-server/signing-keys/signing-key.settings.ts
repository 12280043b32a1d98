import type { SigningAlgorithm } from '../model/signing-key.js';

/** How tokens are signed and private keys are kept. */
export interface SigningKeySettings {
  readonly algorithm: SigningAlgorithm;
  /** Secrets under which private keys are stored: the first one seals, every one opens. */
  readonly encryptionKeys: readonly string[];
  /** Where a development machine has one, for which none was configured. */
  readonly developmentKeyFile?: string | undefined;
  /** After so long another key takes over. */
  readonly rotationSeconds: number;
  /** The longest life of what is signed. */
  readonly tokenLifeSeconds: number;
}
export const SigningKeySettings = Symbol('SigningKeySettings');
