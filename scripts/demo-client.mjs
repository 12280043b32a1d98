// Runs the demo's client, built first when it is not there yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const client = new URL('../dist/demo-client.js', import.meta.url);

if (!existsSync(client)) {
  const { status } = spawnSync('npm run build', { stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(status ?? 1);
}
await import(client.href);
