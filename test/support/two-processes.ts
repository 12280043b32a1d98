import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '../contract/databases.js';
import { authorizationQuery, testVerifier } from './authorization.js';
import { freePort } from './launch.js';

const program = fileURLToPath(new URL('./oauth-server.process.mjs', import.meta.url));

export interface TokenAnswer {
  readonly status: number;
  readonly refreshToken: string | undefined;
}

export type TokenParameters = Readonly<Record<string, string>>;

/** Two processes of one service on one database; both claim to be at the same place, as behind a proxy. */
export class TwoProcesses {
  private constructor(
    readonly ports: readonly [number, number],
    private readonly children: readonly ChildProcess[],
    private readonly database: TestDatabase,
  ) {}

  /** At once, on an empty database: one of them makes the tables and the key. */
  static async start(database: TestDatabase, settings: object = {}): Promise<TwoProcesses> {
    const ports = [await freePort(), await freePort()] as const;
    const children = await Promise.all(
      ports.map((port) => startOne({ ...settings, port, publicPort: ports[0], dataSource: database.options })),
    );
    return new TwoProcesses([...ports], children, database);
  }

  get issuer(): string {
    return `http://localhost:${this.ports[0]}`;
  }

  async newCode(turn = 0): Promise<string> {
    const url = `http://localhost:${this.ports[turn % 2]}/authorize?${authorizationQuery()}`;
    const { headers } = await fetch(url, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
  }

  async askForTokens(turn: number, parameters: TokenParameters): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: 'cli', ...parameters });
    const response = await fetch(`http://localhost:${this.ports[turn % 2]}/token`, { method: 'POST', body });
    const { refresh_token: refreshToken } = (await response.json()) as { readonly refresh_token?: string };
    return { status: response.status, refreshToken };
  }

  /** Racers take turns between the processes. */
  race(racers: number, parameters: TokenParameters): Promise<readonly TokenAnswer[]> {
    return Promise.all(Array.from({ length: racers }, (_, racer) => this.askForTokens(racer, parameters)));
  }

  async logIn(turn = 0): Promise<string> {
    return (await this.askForTokens(turn, redemptionOf(await this.newCode(turn)))).refreshToken ?? '';
  }

  async stop(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    await this.database.drop();
  }
}

export function redemptionOf(code: string): TokenParameters {
  const grant = { grant_type: 'authorization_code', redirect_uri: 'https://app.test/cb', code_verifier: testVerifier };
  return { ...grant, code };
}

export function refreshmentOf(token: string): TokenParameters {
  return { grant_type: 'refresh_token', refresh_token: token };
}

async function startOne(settings: object): Promise<ChildProcess> {
  const child = fork(program, [JSON.stringify({ dies: 'never', ...settings })], { stdio: 'inherit' });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (message !== 'listening') throw new Error('A process did not start');
  return child;
}
