import type { LangGraphClient } from "langgraph-client";
import type { CannedResponse as Answer } from "../helpers/server.js";

/** A request as a row expects it. */
export interface Sends {
  /** Method, path and query, as on the wire. */
  to: string;
  /** The body's JSON. Absent: the request has neither body nor content type. */
  body?: unknown;
  /** Headers among those sent; `undefined`: not sent. */
  headers?: Record<string, string | undefined>;
}

/** One call: what it must send, what the server answers, and what the call must give. */
export interface Row {
  /** The method, such as `threads.get`. */
  method: string;
  /** What is special about this call. */
  when?: string;
  call: (client: LangGraphClient) => PromiseLike<unknown>;
  /** The request, or one after the other. A string is one without a body. */
  sends: string | Sends | (string | Sends)[];
  /** Default: an object that nobody looks into. */
  answers?: Answer | Answer[];
  /** Default: the answer's body. */
  gives?: unknown;
}
