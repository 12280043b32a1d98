import type { Randomness } from '../../core/randomness.js';
import type { AccountRepository } from '../repositories/account.repository.js';
import type { EncryptionKeys } from '../signing-keys/encryption-keys.js';
import type { Rewrapping } from '../signing-keys/rewrap-keys.js';
import { totpContext } from './totp-context.js';

/** Seals the secret of every second factor under the first encryption key. The people may log in meanwhile. */
export async function rewrapSecondFactors(
  accounts: AccountRepository,
  encryptionKeys: EncryptionKeys,
  randomness: Randomness,
): Promise<Rewrapping> {
  const outcomes = { rewrapped: [] as string[], upToDate: [] as string[], unreadable: [] as string[] };
  for (const { subject, sealedTotpSecret: from } of await accounts.list()) {
    if (from === undefined) continue;
    const opened = encryptionKeys.unseal(from, totpContext(subject));
    if (opened === undefined) outcomes.unreadable.push(subject);
    else if (encryptionKeys.isUnderFirst(from)) outcomes.upToDate.push(subject);
    else {
      await accounts.resealTotp({ subject, from, to: encryptionKeys.seal(opened, totpContext(subject), randomness) });
      outcomes.rewrapped.push(subject);
    }
  }
  return outcomes;
}
