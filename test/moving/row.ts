import type { Client } from "@langchain/langgraph-sdk";
import type { ClientConfig } from "@langchain/langgraph-sdk/client";
import type { CannedResponse, Received, Respond } from "../helpers/server.js";
import type { KindId } from "./kinds.js";

/** One of the two packages, with a server of its own. */
interface Side {
  url: string;
  /** The requests that the server has received. */
  requests: Received[];
  /** Creates a client of the server. Defaults: no API key and no retries. */
  create: (config: ClientConfig) => Client;
}

/**
 * The places at which the outcomes of the two clients differ, such as `requests.0.body.limit`, with the values there and
 * here. A missing value is `undefined`.
 */
export type Places = Record<string, readonly [there: unknown, here: unknown]>;

/** A call as an application of the official client writes it. */
export interface Row {
  /** Title of the row. */
  does: string;
  /** The call. The events of a returned stream are read to its end. */
  call: (client: Client, side: Side) => unknown;
  /** The server's response, or several in order. Default: an arbitrary object. */
  responses?: CannedResponse | CannedResponse[] | Respond;
  /** Names of further headers to compare. */
  headers?: string[];
  /** Compares events with all their fields. Default: `id`, `event` and `data`. */
  wholeEvents?: boolean;
  /** All differences, by their kind. Default: none. */
  differs?: Partial<Record<KindId, Places>>;
  /** The compiler's error after the change of import. Default: the call compiles with both packages. */
  compileError?: { code: number; kind: KindId };
}
