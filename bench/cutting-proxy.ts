import { createServer, request } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "../test/helpers/random.js";

/** The end of a cut connection: `boundary` ends it after a complete event. */
const ENDS = ["reset", "end", "boundary"] as const;
type End = (typeof ENDS)[number];

/** A streamed response that the proxy can end. */
interface Stream {
  response: ServerResponse;
  upstream: IncomingMessage;
  end: End;
  /** Bytes until it is cut. */
  left: number;
}

/** A proxy whose streams can be cut, or stop without an end. */
export class CuttingProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #random: Random;
  readonly #open = new Set<Stream>();
  /** The number of later streams to cut. */
  #budget = 0;
  cuts = 0;

  private constructor(server: Server, random: Random) {
    this.#server = server;
    this.#random = random;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(target: string, random: Random): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = new CuttingProxy(server, random);
    server.on("request", (incoming, response) => proxy.#forward(target, incoming, response));
    return proxy;
  }

  #forward(target: string, incoming: IncomingMessage, response: ServerResponse): void {
    const { method, url = "", headers } = incoming;
    const upstream = request(target + url, { method, headers }, (received) => {
      response.writeHead(received.statusCode ?? 502, received.headers);
      response.flushHeaders();
      const isStream = received.headers["content-type"]?.includes("text/event-stream");
      if (isStream) this.#stream(received, response);
      else received.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    response.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  }

  #stream(upstream: IncomingMessage, response: ServerResponse): void {
    const isCut = this.#budget > 0;
    if (isCut) this.#budget -= 1;
    const left = isCut ? this.#random.between(150, 5_000) : Infinity;
    const stream: Stream = { response, upstream, end: this.#random.pick(ENDS), left };
    this.#open.add(stream);
    response.on("close", () => this.#open.delete(stream));
    upstream.on("data", (chunk: Buffer) => {
      stream.left -= chunk.length;
      if (!this.#open.has(stream)) return;
      if (stream.left > 0) return void response.write(chunk);
      this.#cut(stream, firstPart(chunk, stream));
    });
    upstream.on("end", () => response.end());
    upstream.on("error", () => response.destroy());
  }

  #cut(stream: Stream, last: Buffer): void {
    this.#open.delete(stream);
    this.cuts += 1;
    stream.response.write(last, () => {
      if (stream.end === "reset") stream.response.socket?.resetAndDestroy();
      else stream.response.end();
      stream.upstream.destroy();
    });
  }

  /** Cuts all open streams, and the next ones at a random place. */
  cut(budget: number): void {
    this.#budget = budget;
    for (const stream of this.#open) this.#cut(stream, Buffer.alloc(0));
  }

  /** Forwards no more of the open streams, and does not end them. */
  stall(): void {
    for (const { upstream } of this.#open) upstream.pause();
    this.#open.clear();
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The part of a chunk before the cut. `left` is the negative number of bytes behind it. */
function firstPart(chunk: Buffer, { end, left }: Stream): Buffer {
  if (end !== "boundary") return chunk.subarray(0, chunk.length + left);
  const text = chunk.toString("latin1");
  const last = Math.max(text.lastIndexOf("\n\n") + 2, text.lastIndexOf("\r\n\r\n") + 4);
  return chunk.subarray(0, last < 4 ? chunk.length : last);
}
