import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Randomness } from '../../core/randomness.js';
import { Store } from '../repositories/store.js';
import { EncryptionKeys } from '../signing-keys/encryption-keys.js';
import { newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.js';
import { totpContext } from './totp-context.js';
import { totpStep } from './totp.js';

const foreverMs = 100 * 365 * 24 * 3600 * 1000;

/** Codes of authenticator apps, and the recovery codes for when the app is lost. */
@Injectable()
export class SecondFactors {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(EncryptionKeys) private readonly encryptionKeys: EncryptionKeys,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  async isOn(subject: string): Promise<boolean> {
    return (await this.store.people.accounts.find(subject))?.sealedTotpSecret !== undefined;
  }

  /** Whether it is a code of this moment that nobody has used, or a recovery code; either is spent by it. */
  async accepts(subject: string, code: string): Promise<boolean> {
    const nowMs = this.clock.nowMs();
    const sealed = (await this.store.people.accounts.find(subject))?.sealedTotpSecret;
    const secret = sealed && this.encryptionKeys.unseal(sealed, totpContext(subject));
    const step = secret === undefined ? undefined : totpStep(secret, code, nowMs);
    if (step !== undefined) return this.store.people.accounts.useTotpStep(subject, step);
    return this.store.people.personalSecrets.spendOnce(recoveryCodeDigest(subject, code), nowMs);
  }

  /**
   * Switches it on, once the person has shown that their app knows the secret.
   * @returns recovery codes, to be shown once; undefined where the code does not fit
   */
  async switchOn(subject: string, secret: string, code: string): Promise<readonly string[] | undefined> {
    const step = totpStep(secret, code, this.clock.nowMs());
    if (step === undefined) return undefined;
    const sealedTotpSecret = this.encryptionKeys.seal(secret, totpContext(subject), this.randomness);
    await this.store.people.accounts.change(subject, { sealedTotpSecret });
    await this.store.people.accounts.useTotpStep(subject, step);
    return this.renewRecoveryCodes(subject);
  }

  async switchOff(subject: string): Promise<void> {
    await this.store.people.accounts.change(subject, { sealedTotpSecret: null });
    await this.store.people.personalSecrets.forgetAllOf(subject, 'recovery_code');
  }

  /** @returns the new codes, to be shown once */
  async renewRecoveryCodes(subject: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes(this.randomness);
    const expiresAtMs = this.clock.nowMs() + foreverMs;
    const { personalSecrets } = this.store.people;
    await personalSecrets.forgetAllOf(subject, 'recovery_code');
    await personalSecrets.store(
      codes.map((code) => ({
        digest: recoveryCodeDigest(subject, code),
        purpose: 'recovery_code',
        subject,
        expiresAtMs,
      })),
    );
    return codes;
  }

  recoveryCodesLeft(subject: string): Promise<number> {
    return this.store.people.personalSecrets.countOf(subject, 'recovery_code');
  }
}
