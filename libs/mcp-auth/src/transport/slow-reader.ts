/** What may wait for a client that reads slowly. A single answer may be larger: it counts only what waits already. */
const maxWaitingBytes = 4 * 1024 * 1024;

/**
 * The same answer, with what its stream has to say kept within bounds: the SDK keeps everything for a client that reads nothing. An
 * answer that is no stream stays as it is.
 * @param cut called once when too much waits; it has to end the connection
 */
export function cutWhenTooSlow(response: Response, cut: () => void, maxBytes = maxWaitingBytes): Response {
  if (response.body === null || response.headers.get('content-type') !== 'text/event-stream') return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void pass(reader, controller, cut).catch((error: unknown) => controller.error(error)),
      cancel: (reason) => reader.cancel(reason),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBytes }),
  );
  return new Response(body, { status: response.status, headers: response.headers });
}

async function pass(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  controller: ReadableStreamDefaultController<Uint8Array>,
  cut: () => void,
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return controller.close();
    if ((controller.desiredSize ?? 0) <= 0) {
      await reader.cancel();
      controller.error(new Error('The client reads too slowly'));
      return cut();
    }
    controller.enqueue(value);
  }
}
