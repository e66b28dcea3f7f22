/** A run whose connections and states are scripted. */
import { ConnectionError } from "../../../src/errors.js";
import { Cursor } from "../../../src/streaming/cursor.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import type { RunApi, RunIds, RunOutcome } from "../../../src/streaming/run-api.js";
import { RunReader } from "../../../src/streaming/run-reader.js";
import type { RunReaderSettings } from "../../../src/streaming/run-reader.js";
import type { Source } from "../../../src/streaming/sse.js";
import { Delivered } from "./delivered.js";

export const ids: RunIds = { runId: "r", threadId: "t" };
const request = { method: "GET", url: "http://a/stream" };

/** Writes events such as `0:a 1:b :c 2:error`: ids and data; `metadata`, `error` and `end` are events of these names. */
export function sse(events: string): string {
  return events
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [id = "", data = ""] = word.split(":");
      const hasName = data === "error" || data === "end" || data === "metadata";
      const idLine = id === "" ? "" : `id: ${id}\n`;
      return `event: ${hasName ? data : "custom"}\ndata: ${JSON.stringify(data)}\n${idLine}\n`;
    })
    .join("");
}

/** The body of one connection, `broken` after it if its text ends with `!`; or an error instead of a connection. */
type ScriptedConnection = string | Error | Source;

function sourceOf(text: string): Source {
  const isBroken = text.endsWith("!");
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!isSent) {
        isSent = true;
        controller.enqueue(new TextEncoder().encode(isBroken ? text.slice(0, -1) : text));
      } else if (isBroken) controller.error(new TypeError("terminated"));
      else controller.close();
    },
  });
  return { ...request, body };
}

/** A response whose body has a reader already. */
export function unreadable(): Source {
  const source = sourceOf("");
  source.body.getReader();
  return source;
}

export interface Script {
  /** The connections, in their order. */
  connections: ScriptedConnection[];
  /** The results of status requests, in their order; the last one repeats. Default: the run has ended. */
  statuses?: (RunOutcome | Error | undefined)[];
  /** The ids in the response of the first connection. Default: known. */
  run?: RunIds | undefined;
  settings?: Partial<RunReaderSettings>;
  /** A stateless run has none. */
  threadId?: string | null;
}

/** Reads a scripted run to its end. */
export async function readRun(script: Script) {
  const { connections, statuses = [{ type: "ended", cancelled: false }], threadId = "t" } = script;
  const run = "run" in script ? script.run : ids;
  const log: string[] = [];
  const lines: string[] = [];
  let opened = 0;
  let asked = 0;
  const next = (): Source => {
    const connection = connections[opened];
    opened += 1;
    if (connection === undefined) throw new Error("The stream opened more connections than the script has");
    if (connection instanceof Error) throw connection;
    return typeof connection === "string" ? sourceOf(connection) : connection;
  };
  const api: RunApi = {
    threadId,
    open: async (mode) => {
      log.push(`open ${mode}`);
      return { ...next(), run };
    },
    reconnect: async (_, lastEventId) => {
      log.push(`reconnect ${lastEventId}`);
      return next();
    },
    status: async () => {
      log.push("status");
      const status = statuses[Math.min(asked, statuses.length - 1)];
      asked += 1;
      if (status instanceof Error) throw status;
      return status;
    },
    join: () => Promise.reject(new Error("not scripted")),
    state: () => Promise.reject(new Error("not scripted")),
    cancel: () => Promise.reject(new Error("not scripted")),
  };
  const reader = new RunReader(api, {
    cursor: Cursor.ofNewRun(),
    from: "new run",
    run: undefined,
    isStorageUncertain: false,
    heartbeats: new Heartbeats(),
    maxReconnects: 6,
    sleep: async (ms) => void log.push(`wait ${ms}`),
    logger: {
      debug: (line) => void lines.push(`debug ${line}`),
      info: (line) => void lines.push(`info ${line}`),
      error: (line) => void lines.push(`error ${line}`),
      warn: (line) => void lines.push(`warn ${line}`),
    },
    rejoin: () => {
      throw new Error("not scripted");
    },
    ...script.settings,
  });
  let events = "";
  let error: unknown;
  try {
    for await (const { id, data } of new Delivered(reader)) events += String(id ?? "") + dataOf(data);
  } catch (thrown) {
    error = thrown;
  }
  return { events, error, log: log.join(", "), lines, reader };
}

function dataOf(data: string): string {
  const value: unknown = JSON.parse(data);
  return typeof value === "string" ? value : "{}";
}

export function broken(message = "fetch failed"): ConnectionError {
  return new ConnectionError(message, request);
}
