import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { ConfigurationError } from '../../core/errors/configuration-error.js';
import { Randomness } from '../../core/randomness.js';
import type { SigningKey } from '../model/signing-key.js';
import { Store } from '../repositories/store.js';
import { EncryptionKeys } from './encryption-keys.js';
import { newKeyPair, PrivateKey } from './key-pair.js';
import { Signer, type PublicSigningKey } from './signer.js';
import { SigningKeySettings } from './signing-key.settings.js';

interface OpenedKey extends PublicSigningKey {
  readonly privateKey: PrivateKey;
}

/** Signs with keys that it makes itself and keeps in the store, sealed. */
@Injectable()
export class KeyRing extends Signer {
  private readonly encryptionKeys: EncryptionKeys;
  private keys: readonly OpenedKey[] = [];

  constructor(
    @Inject(SigningKeySettings) private readonly settings: SigningKeySettings,
    @Inject(Store) private readonly store: Store,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {
    super();
    this.encryptionKeys = new EncryptionKeys(settings.encryptionKeys);
  }

  /**
   * Loads the keys, and makes one where the algorithm has none yet.
   * @throws ConfigurationError where a stored key cannot be opened: another one in its place would end every login unsaid
   */
  override async start(): Promise<void> {
    let stored = await this.store.signingKeys.list();
    if (!stored.some(({ algorithm }) => algorithm === this.settings.algorithm)) {
      await this.store.signingKeys.addOnce(await this.makeKey(stored));
      // Another replica may have been first: what is stored is right, whoever made it.
      stored = await this.store.signingKeys.list();
    }
    this.keys = stored.map((key) => this.open(key));
  }

  currentKey(): Promise<PublicSigningKey> {
    return Promise.resolve(this.newest());
  }

  async sign(keyId: string, input: string): Promise<Buffer> {
    const key = this.keys.find((one) => one.keyId === keyId);
    if (key === undefined) throw new Error('There is no such signing key');
    return key.privateKey.sign(input);
  }

  publicKeys(): Promise<readonly PublicSigningKey[]> {
    return Promise.resolve(this.keys);
  }

  private newest(): OpenedKey {
    const key = this.keys.find(({ algorithm }) => algorithm === this.settings.algorithm);
    if (key === undefined) throw new Error('The key ring was not started');
    return key;
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
      sealedPrivateKey: this.encryptionKeys.seal(privatePem, contextOf(keyId), this.randomness),
      createdAtMs: this.clock.nowMs(),
    };
  }

  private open({ keyId, algorithm, publicJwk, sealedPrivateKey }: SigningKey): OpenedKey {
    const privatePem = this.encryptionKeys.unseal(sealedPrivateKey, contextOf(keyId));
    if (privatePem === undefined) throw new ConfigurationError([undecipherable(keyId)]);
    return { keyId, algorithm, jwk: publicJwk, privateKey: new PrivateKey(privatePem, algorithm) };
  }
}

function contextOf(keyId: string): string {
  return `signing key ${keyId}`;
}

function undecipherable(keyId: string) {
  return {
    path: 'auth.encryptionKeys',
    message: `none of them opens the signing key "${keyId}" of the store; add the one that it was stored under`,
    variable: 'MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS',
  };
}
