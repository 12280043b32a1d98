import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A second authorization server that is not ours. */
export interface BetterAuth {
  readonly issuer: string;
  /** Who logs in there. */
  readonly subject: string;
  stop(): Promise<void>;
}

/** Why there can be none here, for `describe.skipIf`; undefined when there can. */
export function betterAuthUnavailable(): string | undefined {
  const isInstalled = existsSync(place('./better-auth/node_modules/better-auth'));
  return isInstalled ? undefined : 'better-auth is missing: npm ci --prefix test/support/better-auth';
}

export async function startBetterAuth(resource: string, scopes: readonly string[]): Promise<BetterAuth> {
  const child = spawn(process.execPath, [place('./better-auth.process.mjs'), resource, ...scopes], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', () => reject(new Error(`better-auth ended: ${complaints}`)));
  });
  const { issuer, subject } = JSON.parse(line) as { readonly issuer: string; readonly subject: string };
  return {
    issuer,
    subject,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
