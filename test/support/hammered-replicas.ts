import { setTimeout } from 'node:timers/promises';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { readRefreshToken } from '../../libs/mcp-auth/src/oauth-server/tokens/refresh-token.js';
import type { TestDatabase } from '../contract/databases.js';
import { authorizationQuery, testVerifier } from './authorization.js';
import { Replicas, type ReplicaAnswer } from './replicas.js';

export interface Hammering {
  readonly processes: number;
  readonly codes: number;
  readonly families: number;
  readonly killEveryMs: number;
}

/** What was seen; the first block must be all zero. */
export interface Findings {
  readonly codesWithTwoTokens: number;
  /** Although no process died holding one of its requests. */
  readonly codesLostWithoutDeath: number;
  readonly orphansAlive: number;
  readonly familiesWithTwoLeaves: number;
  readonly familiesLost: number;

  readonly codesRedeemed: number;
  /** A process died of them; their client logs in again. */
  readonly codesSpentWithoutAnswer: number;
  readonly familiesAlive: number;
  readonly requestsLost: number;
  readonly requestsUnavailable: number;
  readonly deaths: number;
  readonly seconds: number;
}

export const noFault = {
  codesWithTwoTokens: 0,
  codesLostWithoutDeath: 0,
  orphansAlive: 0,
  familiesWithTwoLeaves: 0,
  familiesLost: 0,
};

const codeRacers = 16;
const refreshRacers = 8;
const inParallel = 6;
/** A replay after so long ends the family. */
const replayMs = 600;

/** Codes and refresh tokens at replicas that die one after the other, each used by many requests at once. */
export async function hammerReplicas(database: TestDatabase, wanted: Hammering): Promise<Findings> {
  const replicas = await Replicas.start(database.options, wanted.processes);
  const startedAt = performance.now();
  try {
    const client = new HammeringClient(replicas);
    const work = (async () => {
      await inPool(wanted.codes, () => client.raceForCode());
      await inPool(wanted.families, () => client.raceForSuccessor());
    })();
    const [deaths] = await Promise.all([replicas.killInTurns(wanted.killEveryMs, work), work]);
    await client.replaySpent();
    const seconds = (performance.now() - startedAt) / 1000;
    await replicas.stop();
    return { ...(await client.findings(database)), deaths, seconds };
  } finally {
    await replicas.stop();
  }
}

class HammeringClient {
  private codesRedeemed = 0;
  private codesWithTwoTokens = 0;
  private codesLostWithoutDeath = 0;
  private familiesWithTwoLeaves = 0;
  private requestsLost = 0;
  private requestsUnavailable = 0;
  private readonly unanswered: string[] = [];
  private readonly leaves: string[] = [];
  private familiesLost = 0;

  constructor(private readonly replicas: Replicas) {}

  async raceForCode(): Promise<void> {
    const code = await this.newCode();
    const answers = await Promise.all(Array.from({ length: codeRacers }, () => this.redeem(code)));
    const winners = answers.filter(({ status }) => status === 200).length;
    if (winners > 1) this.codesWithTwoTokens += 1;
    if (winners === 1) this.codesRedeemed += 1;
    if (winners > 0) return;
    // Whoever lost nothing, and yet has nothing, was robbed.
    if (answers.every(({ status }) => status === 400)) this.codesLostWithoutDeath += 1;
    else this.unanswered.push(code);
  }

  async raceForSuccessor(): Promise<void> {
    let token = await this.logIn();
    for (let round = 0; round < 2; round += 1) {
      const presented = token;
      const answers = await Promise.all(Array.from({ length: refreshRacers }, () => this.refresh(presented)));
      const successors = new Set(answers.flatMap(successorOf));
      if (successors.size > 1) this.familiesWithTwoLeaves += 1;
      token = [...successors][0] ?? (await this.refreshUntilAnswered(presented)) ?? '';
    }
    if (token === '') this.familiesLost += 1;
    else this.leaves.push(token);
  }

  /** What a client does that has got no answer: it asks once more, too late for a racer. */
  async replaySpent(): Promise<void> {
    await setTimeout(replayMs);
    for (const code of this.unanswered) {
      const { status } = await this.redeem(code);
      if (status === 200) this.codesRedeemed += 1;
    }
  }

  /** Looks into the database, when nobody changes it any more. */
  async findings({ options }: TestDatabase): Promise<Omit<Findings, 'deaths' | 'seconds'>> {
    const store = new TypeOrmStore(() => options);
    await store.open();
    const spent = await Promise.all(this.unanswered.map((code) => store.families.findByCode(digestOf(code))));
    const orphans = spent.filter((family) => family?.redeemedAtMs !== undefined && family.revokedAtMs === undefined);
    let familiesAlive = 0;
    for (const leaf of this.leaves) {
      const token = readRefreshToken(leaf);
      const family = await store.families.findByLineage(token?.lineageDigest ?? '');
      if (family?.revokedAtMs === undefined && family?.refresh?.currentDigest === token?.digest) familiesAlive += 1;
    }
    await store.close();
    const { codesRedeemed, codesWithTwoTokens, codesLostWithoutDeath, familiesWithTwoLeaves } = this;
    const { requestsLost, requestsUnavailable } = this;
    return {
      codesWithTwoTokens,
      codesLostWithoutDeath,
      orphansAlive: orphans.length,
      familiesWithTwoLeaves,
      familiesLost: this.familiesLost + this.leaves.length - familiesAlive,
      codesRedeemed,
      codesSpentWithoutAnswer: this.unanswered.length,
      familiesAlive,
      requestsLost,
      requestsUnavailable,
    };
  }

  private async logIn(): Promise<string> {
    for (;;) {
      const [token] = successorOf(await this.redeem(await this.newCode()));
      if (token !== undefined) return token;
    }
  }

  private async newCode(): Promise<string> {
    for (;;) {
      const { location } = await this.replicas.ask(`/authorize?${authorizationQuery()}`);
      const code = location === undefined ? null : new URL(location).searchParams.get('code');
      if (code !== null) return code;
    }
  }

  private async refreshUntilAnswered(token: string): Promise<string | undefined> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const [successor] = successorOf(await this.refresh(token));
      if (successor !== undefined) return successor;
      await setTimeout(200);
    }
    return undefined;
  }

  private redeem(code: string): Promise<ReplicaAnswer> {
    const grant = {
      grant_type: 'authorization_code',
      redirect_uri: 'https://app.test/cb',
      code_verifier: testVerifier,
    };
    return this.token({ ...grant, code });
  }

  private refresh(token: string): Promise<ReplicaAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: token });
  }

  private async token(form: Readonly<Record<string, string>>): Promise<ReplicaAnswer> {
    const answer = await this.replicas.ask('/token', { client_id: 'cli', ...form });
    if (answer.status === 'lost') this.requestsLost += 1;
    if (answer.status === 503) this.requestsUnavailable += 1;
    return answer;
  }
}

function successorOf({ json }: ReplicaAnswer): readonly string[] {
  const token = json['refresh_token'];
  return typeof token === 'string' ? [token] : [];
}

async function inPool(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: inParallel }, worker));
}
