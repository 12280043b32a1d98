import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { endingWithToken, isOpenEnded } from '../../../libs/mcp-auth/src/transport/open-ended.js';

describe('a stream without an end', () => {
  it.each([
    ['GET', undefined, true],
    ['POST', { method: 'subscriptions/listen' }, true],
    ['POST', { method: 'tools/call' }, false],
    ['POST', [{ method: 'tools/call' }], false],
    ['DELETE', null, false],
  ])('is told by %s %j: %s', (method, body, expected) => {
    expect(isOpenEnded(method, body)).toBe(expected);
  });
});

describe('a stream that a token opened', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const clock = new FrozenClock(1_000_000);
  let cancelled = false;
  const ended = vi.fn<() => void>();
  const boundsTo = (expiresAtSeconds: number, signal = new AbortController().signal) => ({
    expiresAtSeconds,
    clock,
    signal,
    onEnd: ended,
  });
  const openStream = () => {
    cancelled = false;
    ended.mockClear();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from('data: 1\n\n')),
      cancel: () => void (cancelled = true),
    });
    return new Response(stream, { status: 200, headers: { 'content-type': 'text/event-stream' } });
  };

  it('ends when the token ends, cleanly', async () => {
    const response = endingWithToken(openStream(), boundsTo(1_010));
    const text = response.text();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await text).toBe(': open\n\ndata: 1\n\n');
    expect(cancelled).toBe(true);
  });

  it('has something to send at once, so that its headers go out', async () => {
    const silent = new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } });
    const reader = endingWithToken(silent, boundsTo(1_010)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(': open\n\n');
  });

  it('ends when its client is gone, so that the client may come back at once', async () => {
    const client = new AbortController();
    const text = endingWithToken(openStream(), boundsTo(1_010, client.signal)).text();
    client.abort();
    await text;
    expect(cancelled).toBe(true);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('keeps status and headers', () => {
    const { status, headers } = endingWithToken(openStream(), boundsTo(1_010));
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });

  it('may end earlier, by either side', async () => {
    const headers = { 'content-type': 'text/event-stream' };
    const short = endingWithToken(new Response('data: 1\n\n', { headers }), boundsTo(1_010));
    expect(await short.text()).toContain('data: 1');
    await endingWithToken(openStream(), boundsTo(1_010)).body?.cancel();
    expect(cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of a token that lives for years is not ended at once', async () => {
    endingWithToken(openStream(), boundsTo(4_000_000_000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(cancelled).toBe(false);
  });

  it.each([new Response(null, { status: 405 }), Response.json({ error: 'no session' })])(
    'that is none stays as it is',
    (response) => {
      expect(endingWithToken(response, boundsTo(1_010))).toBe(response);
    },
  );
});
