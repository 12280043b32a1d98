import type { SigningAlgorithm } from '../model/signing-key.js';

/** How tokens are signed. */
export interface SigningKeySettings {
  readonly algorithm: SigningAlgorithm;
  /** After so long another key takes over. */
  readonly rotationSeconds: number;
  /** The longest life of what is signed. */
  readonly tokenLifeSeconds: number;
}
export const SigningKeySettings = Symbol('SigningKeySettings');
