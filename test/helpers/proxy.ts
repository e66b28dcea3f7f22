import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listenUntilFinished } from "./server.js";

/** What happens to the body of an answer after so many bytes. */
export interface Damage {
  /** Bytes of the body that still get through. */
  after: number;
  /** `end`: in good order, as by a proxy whose server went away; `truncate`: without the end that HTTP wants. */
  how: "reset" | "truncate" | "end" | "stall";
  /** Whether an `end` behind a whole event, which nobody can tell from that of the stream, is made a `truncate`. */
  unmistakable?: boolean;
}

/** Chooses what happens to an answer. `count`: how many streams there were before. */
export type Plan = (incoming: IncomingMessage, count: number) => Damage | undefined;

/** A proxy before a server, which damages the answers that are streams. Gives its URL. */
export async function proxy(target: string, plan: Plan): Promise<{ url: string; cuts: () => number }> {
  let streams = 0;
  let cuts = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url = "", headers } = incoming;
    const upstream = request(target + url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      const isStream = answer.headers["content-type"]?.includes("text/event-stream");
      const damage = isStream ? plan(incoming, streams++) : undefined;
      forward(answer, outgoing, damage, () => void (cuts += 1));
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  return { url: await listenUntilFinished(server), cuts: () => cuts };
}

function forward(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  damage: Damage | undefined,
  onCut: () => void,
) {
  let left = damage?.after ?? Infinity;
  let last = "";
  answer.on("data", (chunk: Buffer) => {
    if (left < 0) return;
    const part = chunk.subarray(0, left);
    left -= chunk.length;
    last = (last + part.subarray(-4).toString("latin1")).slice(-4);
    if (left > 0 || damage === undefined) {
      outgoing.write(part);
      return;
    }
    left = -1;
    onCut();
    const isWhole = /(^|\n\r?\n)$/.test(last);
    const how = damage.how === "end" && damage.unmistakable && isWhole ? "truncate" : damage.how;
    outgoing.write(part, () => {
      if (how === "end") outgoing.end();
      if (how === "truncate") outgoing.socket?.end();
      // What was written must arrive before the reset does.
      if (how === "reset") setImmediate(() => outgoing.socket?.resetAndDestroy());
    });
  });
  answer.on("end", () => {
    if (left >= 0) outgoing.end();
  });
  answer.on("error", () => outgoing.destroy());
}
