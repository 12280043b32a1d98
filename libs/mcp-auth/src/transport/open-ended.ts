import type { Clock } from '../core/clock.js';

/** `setTimeout` cannot wait longer than this; a stream of almost 25 days may reconnect. */
const longestTimerMs = 2 ** 31 - 1;

/** A comment of server-sent events: clients skip it. */
const openingComment = new TextEncoder().encode(': open\n\n');

/** When a stream ends, besides by its own source. */
export interface StreamBounds {
  /** End of the token that opened the stream; no stream outlives its permission. */
  readonly expiresAtSeconds: number;
  readonly clock: Clock;
  /** Aborted when the client is gone, or its token is revoked. */
  readonly signal: AbortSignal;
  /** Called when the stream has ended, in whatever way. */
  readonly onEnd: () => void;
}

/** Whether the answer is a stream without an end of its own: the GET stream of a session, or a subscription. */
export function isOpenEnded(httpMethod: string | undefined, body: unknown): boolean {
  return (
    httpMethod === 'GET' ||
    (typeof body === 'object' && body !== null && 'method' in body && body.method === 'subscriptions/listen')
  );
}

/** The same answer, with its stream ended by the bounds. An answer that is no stream stays as it is. */
export function endingWithToken(response: Response, bounds: StreamBounds): Response {
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  if (response.body === null || !isStream) {
    bounds.onEnd();
    return response;
  }
  const body = boundedStream(response.body.getReader(), bounds);
  return new Response(body, { status: response.status, headers: response.headers });
}

function boundedStream(reader: ReadableStreamDefaultReader<Uint8Array>, bounds: StreamBounds) {
  const stop = () => void reader.cancel();
  const leftMs = bounds.expiresAtSeconds * 1000 - bounds.clock.nowMs();
  const timer = setTimeout(stop, Math.min(Math.max(leftMs, 0), longestTimerMs));
  timer.unref();
  bounds.signal.addEventListener('abort', stop, { once: true });
  if (bounds.signal.aborted) stop();
  const end = () => {
    clearTimeout(timer);
    bounds.signal.removeEventListener('abort', stop);
    bounds.onEnd();
  };
  return new ReadableStream<Uint8Array>({
    // Node sends no headers before the first byte; without one the client would wait for the first event.
    start: (controller) => controller.enqueue(openingComment),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      end();
      controller.close();
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
}
