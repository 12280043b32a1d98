import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** Whether the head already says that the body is too large. */
export function declaresTooMuch(request: IncomingMessage, maxBytes: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > maxBytes;
}

/** Reads a body, at most `maxBytes` of it. Settles once, whatever happens to the connection. */
export function collect(payload: Readable, maxBytes: number): Promise<Buffer | 'too_large' | 'aborted'> {
  if (payload.destroyed) return Promise.resolve('aborted');
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    payload.on('data', (piece: Buffer) => {
      length += piece.byteLength;
      if (length <= maxBytes) pieces.push(piece);
      else resolve('too_large');
    });
    payload.on('end', () => resolve(Buffer.concat(pieces)));
    payload.on('error', () => resolve('aborted'));
    payload.on('close', () => resolve('aborted'));
  });
}

/** Whether the body is sent as it is, so that its length is what it takes. */
export function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding.toLowerCase() === 'identity';
}
