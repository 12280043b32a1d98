import { connect } from 'node:net';

/** Where the tests expect Redis. */
export const redisUrl = 'redis://127.0.0.1:6379';

/**
 * Why tests with Redis cannot run here; undefined where they can.
 * @throws Error where it is missing although `REQUIRE_SERVICES` demands it
 */
export async function redisUnavailable(): Promise<string | undefined> {
  if (await answers()) return undefined;
  const why = `no Redis answers at ${redisUrl}`;
  if (process.env['REQUIRE_SERVICES'] === '1') throw new Error(why);
  return why;
}

function answers(): Promise<boolean> {
  const { hostname, port } = new URL(redisUrl);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => end(false));
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
  });
}
