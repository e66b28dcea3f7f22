/** Bodies of responses, written by hand. */
import type { Source } from "../../../src/streaming/sse.js";

/** A body whose chunks are sent by the test. */
export class ManualBody {
  isCancelled = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly source: Source = {
    method: "GET",
    url: "http://a/stream",
    body: new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.isCancelled = true),
    }),
  };

  send(chunk: string | Uint8Array): void {
    this.#controller?.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  }

  end(): void {
    this.#controller?.close();
  }

  break(error: unknown): void {
    this.#controller?.error(error);
  }
}

/** A body that sends chunks and ends. */
export function sourceOf(...chunks: (string | Uint8Array)[]): Source {
  const body = new ManualBody();
  for (const chunk of chunks) body.send(chunk);
  body.end();
  return body.source;
}
