import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listenUntilFinished } from "./server.js";

/** Breaks the body of a response after a number of bytes. */
export interface Damage {
  /** Bytes of the body that are forwarded. */
  after: number;
  /**
   * `end`: closes cleanly, like a proxy whose upstream disappeared. `whole`: the same behind the event that these bytes fall
   * into. `truncate`: closes before HTTP's end of the body.
   */
  how: "reset" | "truncate" | "end" | "whole" | "stall";
  /** Turns an `end` after a complete event into a `truncate`: clients would take it for the end of the stream. */
  unmistakable?: boolean;
}

/** Chooses the damage of a streamed response. `count`: number of streams before it. */
export type Plan = (incoming: IncomingMessage, count: number) => Damage | undefined;

/** The behavior of a proxy that is not damage. */
export interface ProxyOptions {
  /** Selects the request headers to forward by their lower-case names. Default: all. */
  forwards?: ((name: string) => boolean) | undefined;
  /** Milliseconds without a byte after which a connection is reset, as by a read timeout. Default: no limit. */
  idleMs?: number | undefined;
  /** Called at each cut, with the request. */
  onCut?: ((incoming: IncomingMessage) => void) | undefined;
}

/** Starts a proxy that damages the streamed responses of a server. Returns its URL and the number of cuts so far. */
export async function proxy(
  target: string,
  plan: Plan,
  { forwards = () => true, idleMs, onCut }: ProxyOptions = {},
): Promise<{ url: string; cuts: () => number }> {
  let streams = 0;
  let cuts = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url = "" } = incoming;
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => forwards(name)));
    const upstream = request(target + url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      // The body of a thread's stream has no byte before the first event.
      outgoing.flushHeaders();
      const isStream = response.headers["content-type"]?.includes("text/event-stream");
      const damage = isStream ? plan(incoming, streams++) : undefined;
      forward(response, outgoing, damage, () => {
        cuts += 1;
        onCut?.(incoming);
      });
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
    // Nothing follows a cut: the bytes behind a gap would look like a server that leaves out events.
    if (left < 0) return;
    const part = chunk.subarray(0, damage?.how === "whole" ? endOfEvent(last, chunk, left) : left);
    left -= chunk.length;
    last = (last + part.subarray(-4).toString("latin1")).slice(-4);
    // Without an end of the event in this chunk, it is in a later one.
    if (damage?.how === "whole" && left <= 0 && !isWhole(last)) left = 1;
    if (left > 0 || damage === undefined) {
      outgoing.write(part);
      return;
    }
    left = -1;
    onCut();
    const how = damage.how === "end" && damage.unmistakable && isWhole(last) ? "truncate" : damage.how;
    outgoing.write(part, () => {
      if (how === "end" || how === "whole") outgoing.end();
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

/** True for the last bytes of a complete event, and at the beginning. */
function isWhole(last: string): boolean {
  return /(^|\n\r?\n)$/.test(last);
}

/** The length of the chunk up to the first end of an event at or behind `from`. `last`: the bytes before the chunk. */
function endOfEvent(last: string, chunk: Buffer, from: number): number {
  const text = last + chunk.toString("latin1");
  const ends = [...text.matchAll(/\n\r?\n/g)].map((match) => match.index + match[0].length - last.length);
  const end = ends.find((at) => at >= Math.max(from, 1));
  return end ?? chunk.length;
}
