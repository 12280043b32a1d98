import { describe, expect, it, vi } from 'vitest';
import { cutWhenTooSlow } from '../../../libs/mcp-auth/src/transport/slow-reader.js';

const streamHeaders = { 'content-type': 'text/event-stream', 'x-more': 'kept' };
const bytes = (count: number) => new Uint8Array(count);

/** A stream that says all this at once. */
function saying(...sizes: readonly number[]): Response {
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const size of sizes) controller.enqueue(bytes(size));
      controller.close();
    },
  });
  return new Response(stream, { status: 200, headers: streamHeaders });
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an event stream', () => {
  it('is passed on whole, with its status and headers', async () => {
    const cut = vi.fn<() => void>();
    const response = cutWhenTooSlow(saying(10, 20, 30), cut, 100);
    expect([response.status, response.headers.get('x-more')]).toEqual([200, 'kept']);
    expect((await response.arrayBuffer()).byteLength).toBe(60);
    expect(cut).not.toHaveBeenCalled();
  });

  it('is cut once when more waits than may', async () => {
    const cut = vi.fn<() => void>();
    const response = cutWhenTooSlow(saying(60, 60, 60, 60), cut, 100);
    await turn();
    expect(cut).toHaveBeenCalledOnce();
    await expect(response.arrayBuffer()).rejects.toThrow('reads too slowly');
  });

  it('may say one thing that is larger than what may wait', async () => {
    const cut = vi.fn<() => void>();
    const response = cutWhenTooSlow(saying(10, 1_000), cut, 100);
    expect((await response.arrayBuffer()).byteLength).toBe(1_010);
    expect(cut).not.toHaveBeenCalled();
  });

  it('tells its source when its reader leaves', async () => {
    const cancelled = vi.fn<() => void>();
    const source = new Response(new ReadableStream({ cancel: cancelled }), { headers: streamHeaders });
    await cutWhenTooSlow(source, () => undefined).body?.cancel();
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('fails where its source fails', async () => {
    const source = new ReadableStream({ start: (controller) => controller.error(new Error('broken')) });
    const response = cutWhenTooSlow(new Response(source, { headers: streamHeaders }), () => undefined);
    await expect(response.text()).rejects.toThrow('broken');
  });
});

it.each([new Response(null, { status: 202 }), Response.json({ result: {} })])(
  'an answer that is no stream stays as it is',
  (response) => {
    expect(cutWhenTooSlow(response, () => undefined)).toBe(response);
  },
);
