/** Observes a body while it is read. */
export interface ReadObserver {
  /** Awaits the next chunk, or the whole text if the body is not readable. A rejection closes a readable body. */
  wait<T>(next: Promise<T>): Promise<T>;
  onChunk(chunk: Uint8Array): void;
}

/** Reads a whole body. In Node, `response.text()` costs 5 % more CPU time for a small response. */
export async function readText(response: Response, observer?: ReadObserver): Promise<string> {
  // React Native has no readable bodies.
  const reader = response.body?.getReader?.();
  if (reader === undefined) return observer ? observer.wait(response.text()) : response.text();
  const chunks: Uint8Array[] = [];
  try {
    for (;;) {
      const next = reader.read();
      const { done, value } = await (observer?.wait(next) ?? next);
      if (done) break;
      observer?.onChunk(value);
      chunks.push(value);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
  return decode(chunks);
}

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_ERROR_MS = 5_000;

/** Reads the beginning of an error's body, which may be endless: at most 64 kB and for 5 seconds. Closes the rest. */
export async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<{ done: true; value: undefined }>((resolve) => {
    timer = setTimeout(resolve, MAX_ERROR_MS, { done: true, value: undefined });
  });
  try {
    // React Native has no readable bodies.
    const reader = response.body?.getReader?.();
    if (reader === undefined) {
      return await Promise.race([response.text(), late.then(() => (discardBody(response), ""))]);
    }
    for (let size = 0; size < MAX_ERROR_BYTES; size += chunks.at(-1)?.length ?? 0) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      chunks.push(value);
    }
    // Does nothing at the end of the body.
    reader.cancel().catch(() => {});
    return decode(chunks);
  } finally {
    clearTimeout(timer);
  }
}

/** A body of `fetch`, or a stream of Node, which node-fetch returns. */
interface AnyBody extends Partial<Pick<ReadableStream, "cancel">> {
  [Symbol.asyncIterator]?(): AsyncIterator<Uint8Array>;
  destroy?(): void;
}

/** Closes the connection of a response that is not read. */
export function discardBody(response: Response): void {
  const body: AnyBody | null | undefined = response.body;
  const close = async (): Promise<void> => (body?.cancel ? body.cancel() : body?.destroy?.());
  // Fails if a caller's `fetch` has read the body already.
  close().catch(() => {});
}

/** The body as a web stream; `undefined` if it cannot be read as a stream, as in React Native. */
export function webStreamOf({ body }: Response): ReadableStream<Uint8Array> | undefined {
  if (body?.getReader) return body;
  const source: AnyBody | null | undefined = body;
  const chunks = source?.[Symbol.asyncIterator]?.();
  if (chunks === undefined) return undefined;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // The iterator's `return` would wait for the next chunk.
    cancel: () => source?.destroy?.(),
  });
}

function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  if (chunks.length < 2) return decoder.decode(chunks[0]);
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
