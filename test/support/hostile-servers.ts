import { constants, gzipSync } from 'node:zlib';
import type { Behaviour } from './json-server.js';

const megabyte = Buffer.alloc(1_000_000, ' ');

/** Ways in which a server fails at once. */
export const faults = {
  'hangs up': (_, response) => void response.destroy(),
  'answers 500': (_, response) => void response.writeHead(500).end('{}'),
  'answers a page for people': (_, response) => void response.end('<html>'),
} as const satisfies Record<string, Behaviour>;

/** Ways in which a server keeps a caller waiting for ever. */
export const delays = {
  'says nothing': () => undefined,
  'hangs after the headers': (_, response) => void response.writeHead(200).write('{'),
  'drips a byte a second': (_, response) => {
    response.write('{');
    const timer = setInterval(() => response.write(' '), 1_000);
    response.on('close', () => clearInterval(timer));
  },
} as const satisfies Record<string, Behaviour>;

/** Answers of more bytes than anybody should read. */
export const floods = {
  'sends 100 MB': (_, response) => send(response, 100),
  'sends without end': (_, response) => send(response, Number.POSITIVE_INFINITY),
  'sends a gzip bomb': (_, response) => void response.setHeader('content-encoding', 'gzip').end(bomb()),
} as const satisfies Record<string, Behaviour>;

function send(response: Parameters<Behaviour>[1], megabytes: number): void {
  if (response.destroyed) return;
  if (megabytes <= 0) response.end();
  else response.write(megabyte, () => setImmediate(send, response, megabytes - 1));
}

/** 100 MB of blanks. */
function bomb(): Buffer {
  const part = gzipSync(megabyte, { level: constants.Z_BEST_SPEED });
  // RFC 1952 §2.2: members one after the other are one file.
  return Buffer.concat(Array.from({ length: 100 }, () => part));
}
