import type { LangGraphClient } from "langgraph-client";
import type { CannedResponse } from "../helpers/server.js";

/** An expected request. */
export interface Sends {
  /** Method, path and query, as on the wire. */
  to: string;
  /** The JSON body. If missing, the request must have neither body nor content type. */
  body?: unknown;
  /** Some of the headers; `undefined` means that the header is not sent. */
  headers?: Record<string, string | undefined>;
}

/** One call with its expected requests, the server's responses and the expected result. */
export interface Row {
  /** The method, such as `threads.get`. */
  method: string;
  /** Predicate of the test's title, after the method. Default: sends and returns the expected values. */
  does?: string;
  call: (client: LangGraphClient) => PromiseLike<unknown>;
  /** The expected request, or several in order. A string is a request without a body. */
  sends: string | Sends | (string | Sends)[];
  /** The response, or several in order. Default: an arbitrary object. */
  responses?: CannedResponse | CannedResponse[];
  /** The expected result. Default: the body of the first response. */
  returns?: unknown;
}
