// Starts the built demo with plain node, asks whether it lives, and expects that SIGTERM ends it with exit code 0.
import { fileURLToPath } from 'node:url';
import { freePort, withServer } from './server-process.mjs';

const port = await freePort();
const demo = {
  script: fileURLToPath(new URL('../dist/main.js', import.meta.url)),
  url: `http://127.0.0.1:${port}/health/live`,
  status: 200,
  env: { ...process.env, PORT: String(port) },
  stdio: 'inherit',
};
await withServer(demo, async ({ stop }) => {
  const ending = await stop();
  if (ending !== 0) throw new Error(`SIGTERM must end the demo with exit code 0, not ${ending}`);
});
console.log('The built demo starts, answers GET /health/live and ends with 0.');
