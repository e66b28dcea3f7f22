/** A run whose connections and states are scripted, for the unit tests of its reader. */
import { vi } from "vitest";
import type { Sleep } from "../../../src/backoff.js";
import { Cursor } from "../../../src/streaming/cursor.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import type { RunApi, RunIds, RunOutcome } from "../../../src/streaming/run-api.js";
import { RunReader } from "../../../src/streaming/run-reader.js";
import type { Reconnect, RunReaderSettings } from "../../../src/streaming/run-reader.js";
import type { Source } from "../../../src/streaming/sse.js";
import { textOf } from "../../helpers/fake-run.js";
import { apiError, broken, messagesOf, sourceOf } from "./scripted.js";
import type { ScriptedSource } from "./scripted.js";

export const ids: RunIds = { runId: "r", threadId: "t" };

const failure = { error: "TypeError", message: "no" };
const STATES = {
  active: { type: "active" },
  ended: { type: "ended", cancelled: false },
  failed: { type: "ended", cancelled: false, failure },
  deleted: { type: "deleted", error: apiError(404) },
  gone: { type: "gone", error: apiError(404) },
  unknown: undefined,
} satisfies Record<string, RunOutcome | undefined>;

/** The result of a status request; `refused` throws. */
export type RunState = keyof typeof STATES | "refused";

/** A heartbeat, 5 seconds after the chunk before it. The test replaces `Date`. */
function heartbeat(): string {
  vi.setSystemTime(Date.now() + 5_000);
  return ": heartbeat\n\n";
}

const LAST_WORDS = ["closes", "breaks", "unfinished", "truncated", "hangs", "stays open"] as const;

/**
 * Creates a connection from events and its end: `0:a 1:b breaks`. `|` separates chunks, `~` is a heartbeat. The ends are
 * `closes` (default), `breaks`, `unfinished` (closes before the last blank line), `truncated` (closes inside the last
 * line), `hangs` (sends heartbeats forever) and `stays open`.
 */
function connectionOf(script: string): ScriptedSource {
  const end = LAST_WORDS.find((word) => script.endsWith(word));
  const words = end === undefined ? script : script.slice(0, -end.length);
  const chunks: (string | (() => string))[] = [];
  for (const part of words.split(/(?<=^|\s)([~|])(?=\s|$)/)) {
    const events = part === "~" || part === "|" ? [] : messagesOf(part);
    if (part === "~") chunks.push(heartbeat);
    if (events.length > 0) chunks.push(textOf(events, "\n"));
  }
  const last = chunks.pop();
  if (typeof last === "string" && end === "unfinished") chunks.push(last.slice(0, -1));
  else if (typeof last === "string" && end === "truncated") chunks.push(last.slice(0, -3));
  else if (last !== undefined) chunks.push(last);
  if (end === "hangs") chunks.push(...Array.from({ length: 20 }, () => heartbeat));
  return sourceOf(chunks, end === "breaks" || end === "stays open" ? end : "closes");
}

/** The script of a run. */
export interface RunScript {
  /** The connections in order. `404` refuses a request with this status, `fails` is a request without a response. */
  connections: readonly string[];
  /** The results of status requests, in order; the last one repeats. Default: ended. */
  states?: readonly RunState[];
  /** Joins the run with this cursor, or behind `live`. Default: a new run. */
  joins?: string;
  /** True if the response to a new run does not name it. */
  isUnnamed?: boolean;
  /** True for a run without a thread of the caller. */
  isStateless?: boolean;
  settings?: Partial<RunReaderSettings>;
  signal?: AbortSignal;
}

/** A run that records all requests of its reader. */
export class ScriptedRun implements RunApi {
  readonly threadId: string | null;
  readonly requests: string[] = [];
  readonly sources: ScriptedSource[] = [];
  readonly #script: RunScript;
  readonly #states: RunState[];
  #opened = 0;

  constructor(script: RunScript) {
    this.#script = script;
    this.#states = [...(script.states ?? ["ended"])];
    this.threadId = script.isStateless ? null : "t";
  }

  async open(mode: string): Promise<Source & { run: RunIds | undefined }> {
    this.requests.push(`open ${mode}`);
    const run = this.#script.isUnnamed ? undefined : { runId: "r", threadId: this.threadId };
    return Object.assign(this.#connect(), { run });
  }

  async reconnect(_run: RunIds, lastEventId: string | undefined): Promise<Source> {
    this.requests.push(`reconnect ${lastEventId}`);
    return this.#connect();
  }

  #connect(): ScriptedSource {
    const script = this.#script.connections[this.#opened];
    this.#opened += 1;
    if (script === undefined) throw new Error(`The script has no connection ${this.#opened}`);
    if (script === "fails") throw broken();
    if (script === "throws") throw new TypeError("no");
    if (/^\d{3}$/.test(script)) throw apiError(Number(script));
    if (script === "503 long") throw apiError(503, { "retry-after": "61" });
    const source = connectionOf(script);
    this.sources.push(source);
    return source;
  }

  async status(): Promise<RunOutcome | undefined> {
    this.requests.push("status");
    const state = this.#states.length > 1 ? this.#states.shift() : this.#states[0];
    if (state === undefined || state === "refused") throw apiError(503);
    return STATES[state];
  }

  join(): Promise<never> {
    throw new Error("A reader does not join the output");
  }

  state(): Promise<never> {
    throw new Error("A reader does not get the thread's state");
  }

  async cancel(): Promise<void> {
    throw new Error("A reader does not cancel the run");
  }
}

/** Everything that is seen of a stream's life. */
export interface Life {
  reader: RunReader;
  run: ScriptedRun;
  /** The data of the delivered events, joined; `!` for an error event. */
  delivered: string;
  error: unknown;
  log: string[];
  delays: number[];
  reconnects: Reconnect[];
  /** Opened by the `reconnect` of an error: the cursors. */
  rejoins: string[];
}

/** Reads a scripted run to its end. */
export async function live(script: RunScript): Promise<Life> {
  const run = new ScriptedRun(script);
  const log: string[] = [];
  const delays: number[] = [];
  const reconnects: Reconnect[] = [];
  const rejoins: string[] = [];
  const sleep: Sleep = async (ms) => void delays.push(ms);
  const { joins } = script;
  const reader = new RunReader(run, {
    run: joins === undefined ? undefined : { runId: "r", threadId: run.threadId },
    cursor: cursorOf(joins),
    heartbeats: new Heartbeats(null),
    logger: { debug: (line) => void log.push(line), warn: (line) => void log.push(`WARN ${line}`) },
    isStorageUncertain: false,
    maxReconnects: 3,
    sleep,
    onReconnect: (reconnect) => void reconnects.push(reconnect),
    rejoin: async function* (_run, cursor) {
      rejoins.push(cursor);
    },
    ...script.settings,
  });
  const life: Life = {
    reader,
    run,
    delivered: "",
    error: undefined,
    log,
    delays,
    reconnects,
    rejoins,
  };
  const signal = script.signal ?? new AbortController().signal;
  try {
    for (let events; (events = await reader.read(signal)) !== undefined;) {
      for (const event of events) {
        if (!reader.deliver(event)) continue;
        life.delivered += event.event === "error" ? "!" : String(JSON.parse(event.data));
      }
    }
  } catch (error) {
    life.error = error;
  }
  return life;
}

function cursorOf(joins: string | undefined): Cursor {
  if (joins === undefined) return Cursor.ofNewRun();
  if (joins === "live") return Cursor.after(undefined);
  return joins.startsWith("[") ? Cursor.parse(joins) : Cursor.after(joins);
}
