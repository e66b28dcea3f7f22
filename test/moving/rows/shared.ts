/** Options and responses that several rows share. */
import { json, sse } from "../../helpers/server.js";
import type { CannedResponse, Respond } from "../../helpers/server.js";

/** A checkpoint with all its fields. */
export const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c", checkpoint_map: null };

export const created = { "content-location": "/threads/t/runs/r" };

/** The text of an event. */
export const event = (name: string, data: unknown, id?: number): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n${id === undefined ? "" : `id: ${id}\n`}\n`;

/** A stream of a run whose ids the server does not send, so that nothing can follow it. */
export const anonymous = (...events: string[]): CannedResponse => sse(events.join(""));

/** A server with one run, which has ended and replays its events. Ids count from 0. */
export function run(events: string[], status = "success"): Respond {
  return ({ method, url, headers }) => {
    if (method === "GET" && /\/runs\/r$/.test(url)) return json({ run_id: "r", status });
    const last = headers["last-event-id"];
    return sse(events.slice(last === undefined ? 0 : Number(last) + 1).join(""), created);
  };
}

/** The classes of errors, by their status. */
export const classes: Record<number, string> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  409: "ConflictError",
  422: "UnprocessableEntityError",
  429: "RateLimitError",
  500: "InternalServerError",
  503: "InternalServerError",
};

/** Options of every call that starts a run. */
export const common = {
  input: { userName: "ada" },
  config: { tags: ["x"], recursion_limit: 9, configurable: { userName: "ada" } },
  context: { userName: "ada" },
  metadata: { a: 1 },
  checkpoint: { checkpoint_ns: "", checkpoint_id: "c", checkpoint_map: null },
  checkpointId: "c",
  checkpointDuring: false,
  durability: "exit" as const,
  interruptBefore: "*" as const,
  interruptAfter: ["node"],
  multitaskStrategy: "rollback" as const,
  onCompletion: "continue" as const,
  webhook: "https://example.com/hook",
  afterSeconds: 0,
  ifNotExists: "create" as const,
  strictResume: true,
};

/** Options that are sent alike: the defaults of the two clients are rows of their own. */
export const alike = {
  streamMode: ["values" as const],
  streamResumable: true,
  onDisconnect: "continue" as const,
};

/** A stream with one event. */
export const one = anonymous(event("values", { a: 1 }, 1));
