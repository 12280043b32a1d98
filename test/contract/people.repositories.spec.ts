import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import type { Account } from '../../libs/mcp-auth/src/oauth-server/model/account.js';
import type { BrowserSession } from '../../libs/mcp-auth/src/oauth-server/model/browser-session.js';
import type { Passkey } from '../../libs/mcp-auth/src/oauth-server/model/passkey.js';
import { storeKinds, type TestStore } from './databases.js';

const racers = Array.from({ length: 16 }, (_, index) => index);
const newDigest = () => digestOf(randomUUID());
const race = async (deed: () => Promise<boolean>) => (await Promise.all(racers.map(deed))).filter(Boolean).length;

const newAccount = (changes: Partial<Account> = {}): Account => ({
  subject: randomUUID(),
  username: `Ünï-${randomUUID()}`,
  displayName: undefined,
  email: undefined,
  passwordHash: undefined,
  roles: ['admin'],
  status: 'active',
  createdAtMs: 1,
  sealedTotpSecret: undefined,
  ...changes,
});

const newSession = (subject: string): BrowserSession => ({
  digest: newDigest(),
  subject,
  methods: ['pwd', 'otp'],
  authenticatedAtMs: 1,
  userAgent: 'A browser',
  lastSeenAtMs: 2,
  idleExpiresAtMs: 100,
  expiresAtMs: 200,
});

const newPasskey = (subject: string): Passkey => ({
  credentialId: randomUUID(),
  subject,
  publicKey: 'key',
  signatures: 4_294_967_295,
  label: 'Phone',
  createdAtMs: 1,
  lastUsedAtMs: undefined,
});

describe.each(storeKinds)('in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  it.skipIf(skipped)('an interaction is finished by one of many, and not after its time', async () => {
    const { interactions } = place.store.people;
    const one = {
      digest: newDigest(),
      browserDigest: newDigest(),
      parameters: 'a=ü',
      startedAtMs: 1,
      expiresAtMs: 100,
    };
    await interactions.begin(one);
    await expect(interactions.find(one.digest)).resolves.toEqual(one);
    await expect(interactions.finishOnce(one.digest, 100)).resolves.toBe(false);
    await expect(race(() => interactions.finishOnce(one.digest, 99))).resolves.toBe(1);
    await expect(interactions.find(one.digest)).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('sessions of a person are listed, used and ended, and nobody else ends them', async () => {
    const { sessions } = place.store.people;
    const subject = randomUUID();
    const [first, second] = [newSession(subject), newSession(subject)];
    await sessions.begin(first);
    await sessions.begin(second);
    await sessions.touch({ digest: first.digest, lastSeenAtMs: 50, idleExpiresAtMs: 150 });
    const used = { ...first, lastSeenAtMs: 50, idleExpiresAtMs: 150 };
    await expect(sessions.listOf(subject)).resolves.toEqual([used, second]);
    await expect(sessions.listOf(subject.toUpperCase())).resolves.toEqual([]);
    await expect(sessions.end(first.digest, 'somebody else')).resolves.toBe(false);
    await expect(sessions.endAllOf(subject, second.digest)).resolves.toBe(1);
    await expect(sessions.find(first.digest)).resolves.toBeUndefined();
    await expect(sessions.end(second.digest, subject)).resolves.toBe(true);
    await expect(sessions.endAllOf(subject)).resolves.toBe(0);
  });

  it.skipIf(skipped)('a user name is given once, whatever its case', async () => {
    const { accounts } = place.store.people;
    const account = newAccount();
    await expect(race(() => accounts.createOnce({ ...account, subject: randomUUID() }))).resolves.toBe(1);
    const found = await accounts.findByUsername(` ${account.username.toUpperCase()}`);
    expect(found).toEqual({ ...account, subject: found?.subject });
    await expect(accounts.find(found?.subject ?? '')).resolves.toEqual(found);
    expect(await accounts.list()).toContainEqual(found);
  });

  it.skipIf(skipped)('an account that is changed in nothing is there, or not', async () => {
    const account = newAccount();
    await place.store.people.accounts.createOnce(account);
    await expect(place.store.people.accounts.change(account.subject, {})).resolves.toBe(true);
    await expect(place.store.people.accounts.change(randomUUID(), {})).resolves.toBe(false);
  });

  it.skipIf(skipped)('the secret of a second factor is sealed anew only where it is what was read', async () => {
    const account = newAccount({ sealedTotpSecret: 'old' });
    const { accounts } = place.store.people;
    await accounts.createOnce(account);
    await accounts.resealTotp({ subject: account.subject, from: 'other', to: 'wrong' });
    await accounts.resealTotp({ subject: account.subject, from: 'old', to: 'new' });
    await expect(accounts.find(account.subject)).resolves.toMatchObject({ sealedTotpSecret: 'new' });
  });

  it.skipIf(skipped)('single scopes of a consent are taken back, and no others', async () => {
    const { consents } = place.store;
    const consent = { subject: randomUUID(), clientId: 'cli', resource: 'r' };
    await consents.remember({ ...consent, scopes: ['a', 'b', 'c'], grantedAtMs: 1 });
    await consents.withdraw({ ...consent, scopes: ['b', 'x'] });
    await expect(consents.find(consent.subject, 'cli', 'r')).resolves.toMatchObject({ scopes: ['a', 'c'] });
  });

  it.skipIf(skipped)('a hash is replaced only while it is that of the same password', async () => {
    const { accounts } = place.store.people;
    const account = newAccount({ passwordHash: 'changed meanwhile' });
    await accounts.createOnce(account);
    await accounts.rehash({ subject: account.subject, from: 'old', to: 'old, hashed anew' });
    await expect(accounts.find(account.subject)).resolves.toMatchObject({ passwordHash: 'changed meanwhile' });
    await accounts.rehash({ subject: account.subject, from: 'changed meanwhile', to: 'hashed anew' });
    await expect(accounts.find(account.subject)).resolves.toMatchObject({ passwordHash: 'hashed anew' });
  });

  it.skipIf(skipped)('an account changes in what is named, and can be removed', async () => {
    const { accounts } = place.store.people;
    const account = newAccount({ passwordHash: 'old', email: 'a@b.test' });
    await accounts.createOnce(account);
    await expect(accounts.change(account.subject, { passwordHash: 'new', email: null, roles: [] })).resolves.toBe(true);
    const changed = { ...account, passwordHash: 'new', email: undefined, roles: [] };
    await expect(accounts.find(account.subject)).resolves.toEqual(changed);
    await expect(accounts.change('nobody', { status: 'disabled' })).resolves.toBe(false);
    await expect(accounts.remove(account.subject)).resolves.toBe(true);
    await expect(accounts.remove(account.subject)).resolves.toBe(false);
  });

  it.skipIf(skipped)(
    'the code of a time step is used by one of many, and no earlier one after it (RFC 6238 §5.2)',
    async () => {
      const { accounts } = place.store.people;
      const { subject } = newAccount();
      await accounts.createOnce(newAccount({ subject }));
      await expect(race(() => accounts.useTotpStep(subject, 57_000_000))).resolves.toBe(1);
      await expect(accounts.useTotpStep(subject, 56_999_999)).resolves.toBe(false);
      await expect(accounts.useTotpStep(subject, 57_000_001)).resolves.toBe(true);
    },
  );

  it.skipIf(skipped)('a passkey is added once, used and taken away by its owner alone', async () => {
    const { passkeys } = place.store.people;
    const passkey = newPasskey(randomUUID());
    await expect(race(() => passkeys.addOnce(passkey))).resolves.toBe(1);
    await expect(passkeys.find(passkey.credentialId)).resolves.toEqual(passkey);
    await passkeys.noteUse({ credentialId: passkey.credentialId, signatures: 7, nowMs: 9 });
    await expect(passkeys.listOf(passkey.subject)).resolves.toEqual([{ ...passkey, signatures: 7, lastUsedAtMs: 9 }]);
    await expect(passkeys.remove(passkey.credentialId, 'somebody else')).resolves.toBe(false);
    await expect(passkeys.remove(passkey.credentialId, passkey.subject)).resolves.toBe(true);
    await passkeys.addOnce(passkey);
    await passkeys.removeAllOf(passkey.subject);
    await expect(passkeys.listOf(passkey.subject)).resolves.toEqual([]);
  });

  it.skipIf(skipped)('a secret that does one thing once does it for one of many', async () => {
    const { personalSecrets } = place.store.people;
    const subject = randomUUID();
    const secret = { digest: newDigest(), purpose: 'password_link', subject, expiresAtMs: 100 } as const;
    const others = [newDigest(), newDigest()].map((digest) => {
      return { digest, purpose: 'recovery_code', subject, expiresAtMs: 100 } as const;
    });
    await personalSecrets.store([secret, ...others]);
    await expect(personalSecrets.find(secret.digest)).resolves.toEqual(secret);
    await expect(personalSecrets.spendOnce(secret.digest, 100)).resolves.toBe(false);
    await expect(race(() => personalSecrets.spendOnce(secret.digest, 99))).resolves.toBe(1);
    await expect(personalSecrets.countOf(subject, 'recovery_code')).resolves.toBe(2);
    await personalSecrets.forgetAllOf(subject, 'password_link');
    await expect(personalSecrets.countOf(subject, 'recovery_code')).resolves.toBe(2);
    await personalSecrets.forgetAllOf(subject);
    await expect(personalSecrets.countOf(subject, 'recovery_code')).resolves.toBe(0);
  });

  describe('tries to log in', () => {
    const ladder = { freeTries: 3, pausesMs: [10, 20], forgottenAfterMs: 1000 };
    const take = (key: string, nowMs: number) => place.store.people.attempts.take(key, ladder, nowMs);

    it.skipIf(skipped)(
      'are free until there are too many, then each one waits longer than the one before',
      async () => {
        const key = randomUUID();
        const found: (number | undefined)[] = [];
        for (const nowMs of [0, 0, 0, 0, 9, 10, 29, 30, 49, 50]) found.push(await take(key, nowMs));
        expect(found).toEqual([undefined, undefined, undefined, 10, 10, undefined, 30, undefined, 50, undefined]);
      },
    );

    it.skipIf(skipped)('at the same moment count each (RL-01)', async () => {
      const key = randomUUID();
      const found = await Promise.all(racers.map(() => take(key, 0)));
      expect(found.filter((blockedUntilMs) => blockedUntilMs === undefined)).toHaveLength(ladder.freeTries);
    });

    it.skipIf(skipped)('that turned out well count for nothing, and old ones are forgotten', async () => {
      const key = randomUUID();
      for (const round of racers) {
        await expect(take(key, round)).resolves.toBeUndefined();
        await place.store.people.attempts.giveBack(key);
      }
      for (const nowMs of [100, 100, 100]) await take(key, nowMs);
      await expect(take(key, 100)).resolves.toBe(110);
      await expect(take(key, 1100)).resolves.toBeUndefined();
      await place.store.people.attempts.forget(key);
      await expect(take(key, 1100)).resolves.toBeUndefined();
    });
  });
});
