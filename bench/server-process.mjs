import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the server of one adapter and guard; it ends with this process. */
export async function startServer(script, adapter, guard, issuer) {
  const child = fork(fileURLToPath(script), [adapter, guard, JSON.stringify(issuer)]);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The server ${adapter}, ${guard} ended`)));
  ended.catch(() => undefined);
  const nextMessage = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  const { port } = await nextMessage();
  return {
    adapter,
    guard,
    port,
    /** CPU time that the server has used so far. */
    async cpuMicroseconds() {
      child.send('cpu');
      return (await nextMessage()).cpuMicroseconds;
    },
    stop: () => child.disconnect(),
  };
}
