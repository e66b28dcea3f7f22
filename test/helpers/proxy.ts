import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listenUntilFinished } from "./server.js";

/** Breaks the body of a response after a number of bytes. */
export interface Damage {
  /** Bytes of the body that are forwarded. */
  after: number;
  /** `end`: closes cleanly, like a proxy whose upstream disappeared. `truncate`: closes before HTTP's end of the body. */
  how: "reset" | "truncate" | "end" | "stall";
  /** Turns an `end` after a complete event into a `truncate`: clients would take it for the end of the stream. */
  unmistakable?: boolean;
  /** Called when the body breaks. */
  onCut?: () => void;
}

/** Chooses the damage of a streamed response. `count`: number of streams before it. */
export type Plan = (incoming: IncomingMessage, count: number) => Damage | undefined;

/** The behavior of a proxy that is not damage. */
export interface ProxyOptions {
  /** Selects the request headers to forward by their lower-case names. Default: all. */
  forwards?: ((name: string) => boolean) | undefined;
  /** Milliseconds without a byte after which a connection is reset, as by a read timeout. Default: no limit. */
  idleMs?: number | undefined;
  /** Sends the headers of a response with its first byte, as the development servers of Vite and webpack do. Default: at once. */
  holdsHeaders?: boolean | undefined;
}

/** Starts a proxy that damages the streamed responses of a server. Returns its URL and the number of cuts so far. */
export async function proxy(
  target: string,
  plan: Plan,
  { forwards = () => true, idleMs, holdsHeaders = false }: ProxyOptions = {},
): Promise<{ url: string; cuts: () => number }> {
  let streams = 0;
  let cuts = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url = "" } = incoming;
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => forwards(name)));
    const upstream = request(target + url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      if (!holdsHeaders) outgoing.flushHeaders();
      const isStream = response.headers["content-type"]?.includes("text/event-stream");
      const damage = isStream ? plan(incoming, streams++) : undefined;
      forward(response, outgoing, damage, () => void (cuts += 1));
    });
    if (idleMs !== undefined) {
      upstream.setTimeout(idleMs, () => {
        cuts += 1;
        outgoing.socket?.resetAndDestroy();
      });
    }
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  return { url: await listenUntilFinished(server), cuts: () => cuts };
}

function forward(
  response: IncomingMessage,
  outgoing: ServerResponse,
  damage: Damage | undefined,
  onCut: () => void,
) {
  let left = damage?.after ?? Infinity;
  let last = "";
  response.on("data", (chunk: Buffer) => {
    if (left < 0) return;
    const part = chunk.subarray(0, left);
    left -= chunk.length;
    last = (last + part.subarray(-4).toString("latin1")).slice(-4);
    if (left > 0 || damage === undefined) {
      outgoing.write(part);
      return;
    }
    // From here on nothing is forwarded: later bytes without earlier ones would look like the server's fault.
    left = -1;
    onCut();
    damage.onCut?.();
    const isWhole = /(^|\n\r?\n)$/.test(last);
    const how = damage.how === "end" && damage.unmistakable && isWhole ? "truncate" : damage.how;
    outgoing.write(part, () => {
      if (how === "end") outgoing.end();
      if (how === "truncate") outgoing.socket?.end();
      // Reset in the next turn, so that the written bytes arrive first.
      if (how === "reset") setImmediate(() => outgoing.socket?.resetAndDestroy());
    });
  });
  response.on("end", () => {
    if (left >= 0) outgoing.end();
  });
  response.on("error", () => outgoing.destroy());
}
