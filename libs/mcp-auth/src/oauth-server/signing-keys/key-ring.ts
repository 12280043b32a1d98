import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { ConfigurationError } from '../../core/errors/configuration-error.js';
import { Randomness } from '../../core/randomness.js';
import type { SigningKey } from '../model/signing-key.js';
import { Store } from '../repositories/store.js';
import { EncryptionKeys, sealingContext } from './encryption-keys.js';
import { newKeyPair, PrivateKey } from './key-pair.js';
import { keySchedule, type KeySchedule } from './key-schedule.js';
import { Signer, type PublicSigningKey } from './signer.js';
import { SigningKeySettings } from './signing-key.settings.js';

interface OpenedKey extends PublicSigningKey {
  readonly privateKey: PrivateKey;
}

/** A replica that was paused for longer than this reads the keys again before it signs: its own may be over (KR-05). */
const maxAgeMs = 60_000;

/** Signs with keys that it makes itself, keeps in the store, sealed, and changes by a schedule that every replica knows. */
@Injectable()
export class KeyRing extends Signer {
  private published: readonly OpenedKey[] = [];
  private signing: OpenedKey | undefined;
  private readAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(SigningKeySettings) private readonly settings: SigningKeySettings,
    @Inject(EncryptionKeys) private readonly encryptionKeys: EncryptionKeys,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {
    super();
  }

  /**
   * Loads the keys, and makes one where the algorithm has none yet.
   * @throws ConfigurationError where a stored key cannot be opened: another one in its place would end every login unsaid
   */
  override start(): Promise<void> {
    return this.maintain();
  }

  /** Reads the keys again, makes the next one when it is time, and forgets those that are over. */
  override async maintain(): Promise<void> {
    let stored = await this.store.signingKeys.list();
    if (this.scheduleOf(stored).isRotationDue) {
      await this.store.signingKeys.addOnce(await this.makeKey(stored));
      // Another replica may have been first: what is stored is right, whoever made it.
      stored = await this.store.signingKeys.list();
    }
    const { expired } = this.scheduleOf(stored);
    if (expired.length > 0) await this.store.signingKeys.remove(expired.map(({ keyId }) => keyId));
    this.use(stored);
  }

  /** Makes the next key before its time; it signs as soon as it has been known for long enough. @returns its id */
  async rotate(): Promise<string> {
    const key = await this.makeKey(await this.store.signingKeys.list());
    // Where another one is made at this very moment, that is the next key.
    if (await this.store.signingKeys.addOnce(key)) return key.keyId;
    const [newest] = await this.store.signingKeys.list();
    return newest?.keyId ?? key.keyId;
  }

  async currentKey(): Promise<PublicSigningKey> {
    if (this.clock.monotonicMs() - this.readAtMs > maxAgeMs) this.use(await this.store.signingKeys.list());
    if (this.signing === undefined) throw new Error('The key ring was not started');
    return this.signing;
  }

  async sign(keyId: string, input: string): Promise<Buffer> {
    const key = this.published.find((one) => one.keyId === keyId);
    if (key === undefined) throw new Error('There is no such signing key');
    return key.privateKey.sign(input);
  }

  publicKeys(): Promise<readonly PublicSigningKey[]> {
    return Promise.resolve(this.published);
  }

  private use(stored: readonly SigningKey[]): void {
    const { published, signing } = this.scheduleOf(stored);
    this.published = published.map((key) => this.published.find(({ keyId }) => keyId === key.keyId) ?? this.open(key));
    this.signing = this.published.find(({ keyId }) => keyId === signing?.keyId);
    this.readAtMs = this.clock.monotonicMs();
  }

  private scheduleOf(stored: readonly SigningKey[]): KeySchedule<SigningKey> {
    const { algorithm, rotationSeconds, tokenLifeSeconds } = this.settings;
    const rules = { algorithm, rotationMs: rotationSeconds * 1000, tokenLifeMs: tokenLifeSeconds * 1000 };
    return keySchedule(stored, rules, this.clock.nowMs());
  }

  private async makeKey(stored: readonly SigningKey[]): Promise<SigningKey> {
    const { algorithm } = this.settings;
    const { privatePem, publicJwk } = await newKeyPair(algorithm);
    const keyId = this.randomness.identifier();
    return {
      keyId,
      algorithm,
      generation: (stored[0]?.generation ?? 0) + 1,
      publicJwk,
      sealedPrivateKey: this.encryptionKeys.seal(privatePem, sealingContext(keyId), this.randomness),
      createdAtMs: this.clock.nowMs(),
    };
  }

  private open({ keyId, algorithm, publicJwk, sealedPrivateKey }: SigningKey): OpenedKey {
    const privatePem = this.encryptionKeys.unseal(sealedPrivateKey, sealingContext(keyId));
    if (privatePem === undefined) throw new ConfigurationError([undecipherable(keyId)]);
    return { keyId, algorithm, jwk: publicJwk, privateKey: new PrivateKey(privatePem, algorithm) };
  }
}

function undecipherable(keyId: string) {
  return {
    path: 'auth.encryptionKeys',
    message: `none of them opens the signing key "${keyId}" of the store; add the one that it was stored under`,
    variable: 'MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS',
  };
}
