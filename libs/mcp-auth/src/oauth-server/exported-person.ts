import type { Account } from './model/account.js';
import type { Store } from './repositories/store.js';

/** A person of the ready user store, without what is secret of them. */
export interface StoredUser {
  readonly subject: string;
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly roles: readonly string[];
  readonly status: 'active' | 'disabled';
  /** `none` until they have set one. */
  readonly password: 'set' | 'none';
  readonly secondFactor: 'on' | 'off';
  readonly createdAt: Date;
}

/** Everything that is kept of a person, for themselves. */
export interface ExportedPerson {
  readonly account: StoredUser;
  readonly sessions: readonly { readonly browser: string; readonly loggedInAt: Date; readonly lastSeenAt: Date }[];
  readonly passkeys: readonly { readonly label: string; readonly addedAt: Date }[];
  readonly consents: readonly {
    readonly clientId: string;
    readonly resource: string;
    readonly scopes: readonly string[];
    readonly allowedAt: Date;
  }[];
  readonly grants: readonly {
    readonly grantId: string;
    readonly clientId: string;
    readonly scopes: readonly string[];
    readonly loggedInAt: Date;
  }[];
}

export function storedUser(account: Account): StoredUser {
  const { subject, username, displayName, email, roles, status, passwordHash, sealedTotpSecret, createdAtMs } = account;
  return {
    subject,
    username,
    displayName,
    email,
    roles,
    status,
    password: passwordHash === undefined ? 'none' : 'set',
    secondFactor: sealedTotpSecret === undefined ? 'off' : 'on',
    createdAt: new Date(createdAtMs),
  };
}

/** Reads together what is kept of a person. */
export async function exportedPerson(account: Account, store: Store): Promise<ExportedPerson> {
  const { subject } = account;
  const { sessions, passkeys } = store.people;
  return {
    account: storedUser(account),
    sessions: (await sessions.listOf(subject)).map(({ userAgent, authenticatedAtMs, lastSeenAtMs }) => {
      return { browser: userAgent, loggedInAt: new Date(authenticatedAtMs), lastSeenAt: new Date(lastSeenAtMs) };
    }),
    passkeys: (await passkeys.listOf(subject)).map(({ label, createdAtMs }) => {
      return { label, addedAt: new Date(createdAtMs) };
    }),
    consents: (await store.consents.listOf(subject)).map(({ clientId, resource, scopes, grantedAtMs }) => {
      return { clientId, resource, scopes, allowedAt: new Date(grantedAtMs) };
    }),
    grants: (await store.families.findAlive({ subject })).map(({ id, clientId, scopes, authenticatedAtMs }) => {
      return { grantId: id, clientId, scopes, loggedInAt: new Date(authenticatedAtMs) };
    }),
  };
}
