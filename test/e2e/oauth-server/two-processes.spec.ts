import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../contract/databases.js';
import { redemptionOf, refreshmentOf, TwoProcesses } from '../../support/two-processes.js';

const rounds = 100;
const racers = 50;
const patience = { timeout: 120_000 };

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const machine = {
  clientId: 'machine',
  jwks: { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'one' }] },
  grantTypes: ['client_credentials'],
};

function newAssertion(audience: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer('machine')
    .setSubject('machine')
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
}

describe.each(databaseKinds)('two processes on one database, $name', ({ create }) => {
  const skipped = create === undefined;
  let both: TwoProcesses;
  beforeAll(async () => {
    if (create !== undefined) both = await TwoProcesses.start(await create(), { clients: [machine] });
  }, 60_000);
  afterAll(() => both?.stop());

  it.skipIf(skipped)('redeem a code once between them (CC-01)', patience, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await both.race(racers, redemptionOf(await both.newCode(round)));
      const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
      expect([count(200), count(400)]).toEqual([1, racers - 1]);
    }
  });

  it.skipIf(skipped)('lead a refresh token to one successor (RT-03)', patience, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await both.race(racers, refreshmentOf(await both.logIn(round)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    }
  });

  it.skipIf(skipped)('take an assertion of a client once between them (CA-05)', patience, async () => {
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    for (let round = 0; round < rounds; round += 1) {
      const assertion = { client_assertion_type: type, client_assertion: await newAssertion(both.issuer) };
      const answers = await both.race(20, { grant_type: 'client_credentials', client_id: 'machine', ...assertion });
      const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
      expect([statuses[0], new Set(statuses.slice(1))]).toEqual([200, new Set([401])]);
    }
  });

  it.skipIf(skipped)('write at the same time, and no client hears of it (PF-08)', patience, async () => {
    const codes = await Promise.all(Array.from({ length: 100 }, (_, turn) => both.newCode(turn)));
    const answers = await Promise.all(codes.map((code, turn) => both.askForTokens(turn, redemptionOf(code))));
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 200));
  });

  it.skipIf(skipped)('publish the same keys (KR-02)', async () => {
    const sets = await Promise.all(
      both.ports.map(async (port) => (await fetch(`http://localhost:${port}/.well-known/jwks.json`)).text()),
    );
    expect(sets[1]).toBe(sets[0]);
  });
});

describe.each(databaseKinds)('two processes on one database without an overlap, $name', ({ create }) => {
  let both: TwoProcesses;
  beforeAll(async () => {
    if (create !== undefined) both = await TwoProcesses.start(await create(), { tokens: { refreshOverlapSeconds: 0 } });
  }, 60_000);
  afterAll(() => both?.stop());

  // Racers cannot be told from thieves then: all of the login ends.
  it.skipIf(create === undefined)('rotate a refresh token once, and end the login (RT-02)', patience, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await both.race(racers, refreshmentOf(await both.logIn(round)));
      const successors = answers.flatMap(({ refreshToken }) => refreshToken ?? []);
      const last = await both.askForTokens(round, refreshmentOf(successors[0] ?? ''));
      expect([successors.length, last.status]).toEqual([1, 400]);
    }
  });
});
