import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { SessionSettings } from '../login/session.settings.js';
import type { Account } from '../model/account.js';
import { pageUrl } from '../model/page-paths.js';
import { Store } from '../repositories/store.js';
import { relyingPartyId } from './relying-party.js';

type WebAuthn = typeof import('@simplewebauthn/server');

/** What a page needs for a passkey. */
export interface PasskeyCeremony {
  readonly action: string;
  readonly options: string;
  readonly scriptUrl: string;
}

const challengeTtlMs = 15 * 60 * 1000;

/**
 * Passkeys (WebAuthn level 3): discoverable, with the person verified by the device, so that one is enough to log in. A challenge is good
 * in one browser, for a short time, once.
 */
@Injectable()
export class Passkeys {
  private library: Promise<WebAuthn | undefined> | undefined;

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Undefined where this server's address allows no passkeys, or the library for them is not installed. */
  async loginOffer(browserSecret: string): Promise<PasskeyCeremony | undefined> {
    const [webAuthn, rpID] = [await this.webAuthn(), relyingPartyId(this.settings.issuer)];
    if (webAuthn === undefined || rpID === undefined) return undefined;
    const challenge = this.newChallenge(browserSecret);
    const options = await webAuthn.generateAuthenticationOptions({ rpID, challenge, userVerification: 'required' });
    return this.ceremony('passkeyLogin', options);
  }

  /** Who proved to have their passkey; undefined where nobody did. */
  async subjectOf(credential: string, browserSecret: string): Promise<string | undefined> {
    const [webAuthn, rpID] = [await this.webAuthn(), relyingPartyId(this.settings.issuer)];
    const response = parsed(credential) as AuthenticationResponseJSON | undefined;
    if (webAuthn === undefined || rpID === undefined || response === undefined) return undefined;
    const passkey = await this.store.people.passkeys.find(response.id);
    if (passkey === undefined) return undefined;
    const { credentialId, publicKey, signatures, subject } = passkey;
    try {
      const { verified, authenticationInfo } = await webAuthn.verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => this.spend(challenge, browserSecret),
        expectedOrigin: new URL(this.settings.issuer).origin,
        expectedRPID: rpID,
        requireUserVerification: true,
        credential: {
          id: credentialId,
          publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
          counter: signatures,
        },
      });
      if (!verified) return undefined;
      const nowMs = this.clock.nowMs();
      await this.store.people.passkeys.noteUse({ credentialId, signatures: authenticationInfo.newCounter, nowMs });
      return subject;
    } catch (error) {
      return refusedOr(error);
    }
  }

  async registrationOffer(account: Account, browserSecret: string): Promise<PasskeyCeremony | undefined> {
    const [webAuthn, rpID] = [await this.webAuthn(), relyingPartyId(this.settings.issuer)];
    if (webAuthn === undefined || rpID === undefined) return undefined;
    const known = await this.store.people.passkeys.listOf(account.subject);
    const options = await webAuthn.generateRegistrationOptions({
      rpName: rpID,
      rpID,
      userName: account.username,
      userDisplayName: account.displayName ?? account.username,
      userID: new Uint8Array(Buffer.from(account.subject)),
      challenge: this.newChallenge(browserSecret),
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return this.ceremony('account', options);
  }

  /** @returns whether it is one of the person's now */
  async add(subject: string, credential: string, label: string, browserSecret: string): Promise<boolean> {
    const [webAuthn, rpID] = [await this.webAuthn(), relyingPartyId(this.settings.issuer)];
    const response = parsed(credential) as RegistrationResponseJSON | undefined;
    if (webAuthn === undefined || rpID === undefined || response === undefined) return false;
    try {
      const { verified, registrationInfo } = await webAuthn.verifyRegistrationResponse({
        response,
        expectedChallenge: (challenge) => this.spend(challenge, browserSecret),
        expectedOrigin: new URL(this.settings.issuer).origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      });
      if (!verified) return false;
      const { id: credentialId, publicKey, counter: signatures } = registrationInfo.credential;
      return await this.store.people.passkeys.addOnce({
        credentialId,
        subject,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        signatures,
        label: Array.from(label).slice(0, 60).join(''),
        createdAtMs: this.clock.nowMs(),
      });
    } catch (error) {
      return refusedOr(error) ?? false;
    }
  }

  private ceremony(page: 'passkeyLogin' | 'account', options: object): PasskeyCeremony {
    const { issuer } = this.settings;
    return {
      action: pageUrl(issuer, page),
      options: JSON.stringify(options),
      scriptUrl: pageUrl(issuer, 'passkeyScript'),
    };
  }

  private newChallenge(browserSecret: string): Uint8Array<ArrayBuffer> {
    const text = `${this.clock.nowMs() + challengeTtlMs}.${newSecret(this.randomness)}`;
    return new Uint8Array(Buffer.from(`${text}.${proofOf(text, browserSecret)}`));
  }

  private async spend(challenge: string, browserSecret: string): Promise<boolean> {
    const text = Buffer.from(challenge, 'base64url').toString();
    const [expiresAtMs = '', nonce = '', proof = ''] = text.split('.');
    const expected = Buffer.from(proofOf(`${expiresAtMs}.${nonce}`, browserSecret));
    const found = Buffer.from(proof);
    const isOurs = expected.length === found.length && timingSafeEqual(expected, found);
    if (!isOurs || Number(expiresAtMs) <= this.clock.nowMs()) return false;
    return this.store.assertionUses.useOnce(digestOf(`passkey challenge ${nonce}`), Number(expiresAtMs));
  }

  private webAuthn(): Promise<WebAuthn | undefined> {
    this.library ??= import('@simplewebauthn/server').catch(() => undefined);
    return this.library;
  }
}

function proofOf(text: string, browserSecret: string): string {
  return createHmac('sha256', browserSecret).update(`passkey challenge ${text}`).digest('base64url');
}

/** The library looks at every member of it. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isCredential = typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
    return isCredential ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The library tells what does not fit by throwing; a store that cannot be asked is another matter. */
function refusedOr(error: unknown): undefined {
  if (error instanceof Error && error.name === 'StoreError') throw error;
  return undefined;
}
