import type { Clock } from '../core/clock.js';

/** `setTimeout` cannot wait longer than this; a stream of almost 25 days may reconnect. */
const longestTimerMs = 2 ** 31 - 1;

/** A comment of server-sent events: clients skip it. */
const openingComment = new TextEncoder().encode(': open\n\n');

/** Whether the answer is a stream without an end of its own: the GET stream of a session, or a subscription. */
export function isOpenEnded(httpMethod: string | undefined, body: unknown): boolean {
  return httpMethod === 'GET' || (isRecord(body) && body['method'] === 'subscriptions/listen');
}

/** Ends the stream when the token ends that opened it, so that no stream outlives its permission. */
export function endingWithToken(response: Response, expiresAtSeconds: number, clock: Clock): Response {
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  if (response.body === null || !isStream) return response;
  const reader = response.body.getReader();
  const leftMs = expiresAtSeconds * 1000 - clock.nowMs();
  const timer = setTimeout(() => void reader.cancel(), Math.min(Math.max(leftMs, 0), longestTimerMs));
  timer.unref();
  const body = new ReadableStream<Uint8Array>({
    // Node sends no headers before the first byte; without one the client would wait for the first event.
    start: (controller) => controller.enqueue(openingComment),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      clearTimeout(timer);
      controller.close();
    },
    cancel(reason) {
      clearTimeout(timer);
      return reader.cancel(reason);
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
