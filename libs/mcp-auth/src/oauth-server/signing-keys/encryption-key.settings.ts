/** How private things are kept. */
export interface EncryptionKeySettings {
  /** Secrets under which private keys are stored: the first one seals, every one opens. */
  readonly encryptionKeys: readonly string[];
  /** Where a development machine has one, for which none was configured. */
  readonly developmentKeyFile?: string | undefined;
}
