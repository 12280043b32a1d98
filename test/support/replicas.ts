import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DataSourceOptions } from 'typeorm';
import { Pool } from 'undici';
import { freePort } from './launch.js';

const program = fileURLToPath(new URL('./oauth-server.process.mjs', import.meta.url));

/** What became of a request: an answer, or the process died before it came. */
export interface ReplicaAnswer {
  readonly status: number | 'lost';
  readonly location?: string;
  readonly json: Readonly<Record<string, unknown>>;
}

interface Replica {
  readonly port: number;
  readonly pool: Pool;
  child: ChildProcess;
}

/** Processes of the built library on one database, behind the same public name; any of them may die at any moment. */
export class Replicas {
  private next = 0;
  private isStopping = false;

  private constructor(
    private readonly replicas: readonly Replica[],
    private readonly forkAt: (port: number) => Promise<ChildProcess>,
  ) {}

  static async start(dataSource: DataSourceOptions, count: number): Promise<Replicas> {
    const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
    const forkOne = async (port: number) => {
      const settings = { port, publicPort: ports[0], dataSource, dies: 'never' };
      const child = fork(program, [JSON.stringify(settings)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
      if (message !== 'listening') throw new Error('A process did not start');
      return child;
    };
    // At once, on an empty database: one of them makes the tables and the key.
    const replicas = ports.map(async (port) => {
      const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 });
      return { port, pool, child: await forkOne(port) };
    });
    return new Replicas(await Promise.all(replicas), forkOne);
  }

  /** Asks the next one; where it does not listen at all, the one after it. */
  async ask(path: string, form?: Readonly<Record<string, string>>): Promise<ReplicaAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      const replica = this.replicas[this.next++ % this.replicas.length];
      try {
        return await send(replica, path, form);
      } catch (error) {
        const isRefused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
        if (!isRefused) return { status: 'lost', json: {} };
        if (attempt > 100) throw error;
        await setTimeout(attempt * 5);
      }
    }
  }

  /** Kills one after the other, and starts each again before the next one dies. @returns how many died, when it is stopped */
  async killInTurns(everyMs: number, until: Promise<unknown>): Promise<number> {
    let deaths = 0;
    let isOver = false;
    void until.finally(() => (isOver = true)).catch(() => undefined);
    for (;;) {
      await Promise.race([setTimeout(everyMs), until.catch(() => undefined)]);
      const victim = this.replicas[deaths % this.replicas.length];
      if (isOver || this.isStopping || victim === undefined) return deaths;
      const exit = once(victim.child, 'exit');
      victim.child.kill('SIGKILL');
      await exit;
      deaths += 1;
      victim.child = await this.forkAt(victim.port);
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    for (const { child } of this.replicas) child.kill('SIGKILL');
    await Promise.all(this.replicas.map(({ pool }) => pool.destroy()));
  }
}

async function send(
  replica: Replica | undefined,
  path: string,
  form: Readonly<Record<string, string>> | undefined,
): Promise<ReplicaAnswer> {
  if (replica === undefined) throw new Error('There is no replica');
  const post = form && {
    method: 'POST' as const,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
  const { statusCode, headers, body } = await replica.pool.request({ method: 'GET', path, ...post });
  const text = await body.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : {};
  return {
    status: statusCode,
    json,
    ...(typeof headers['location'] === 'string' && { location: headers['location'] }),
  };
}
