// A load generator that costs less than any server under it: keep-alive connections, one request at a time on each, text
// that is ready before the clock starts.
import { once } from 'node:events';
import { connect } from 'node:net';

export const connections = 32;

/**
 * Sends requests for a while and waits for the last answers.
 * @param ports of one server, or of several, among which the connections are dealt out
 * @param nextRequest gives the next request, as latin1 text, or undefined where there is none; it is told the connection, by a number
 * from 0 on, and the answer before, if there was one
 * @returns how many answers came, every one with status 200, and how long it took
 */
export async function sendLoad(ports, nextRequest, durationMs) {
  const all = [ports].flat();
  const sockets = await Promise.all(
    Array.from({ length: connections }, (_, connection) => openSocket(all[connection % all.length])),
  );
  const stopSpinning = neverSleep();
  const startedAt = performance.now();
  const counts = await Promise.all(
    sockets.map((socket, connection) =>
      drive(socket, (before) => nextRequest(connection, before), startedAt + durationMs),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  stopSpinning();
  for (const socket of sockets) socket.destroy();
  return { answers: counts.reduce((sum, count) => sum + count, 0), seconds };
}

/** To wake a sleeping client costs the server a third of a request; a busy one it costs nothing, whatever the guard. */
function neverSleep() {
  let spinning = true;
  const spin = () => {
    if (spinning) setImmediate(spin);
  };
  spin();
  return () => {
    spinning = false;
  };
}

async function openSocket(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Asks again whenever an answer is complete, until the time is over. */
function drive(socket, nextRequest, endsAt) {
  return new Promise((resolve, reject) => {
    let answers = 0;
    let pending = '';
    const ask = (before) => {
      const request = nextRequest(before);
      if (request === undefined) resolve(answers);
      else socket.write(request, 'latin1');
    };
    socket.on('data', (chunk) => {
      pending += chunk.latin1Slice();
      const length = answerLength(pending);
      if (length === undefined || pending.length < length) return;
      if (!pending.startsWith('HTTP/1.1 200')) {
        reject(new Error(`The server answered ${pending}`));
        return;
      }
      const answer = pending;
      pending = '';
      answers += 1;
      if (performance.now() < endsAt) ask(answer);
      else resolve(answers);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection')));
    ask();
  });
}

/** Length of head and body, or undefined while that cannot be told. */
function answerLength(text) {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [, bodyLength] = /content-length: *(\d+)/i.exec(text) ?? [];
  if (bodyLength !== undefined) return headEnd + 4 + Number(bodyLength);
  // Chunks: the last one is empty.
  return text.endsWith('\r\n0\r\n\r\n') ? text.length : undefined;
}
