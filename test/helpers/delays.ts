import { LangGraphClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { beforeEach } from "vitest";
import type { Sleep } from "../../src/backoff.js";
import { Transport } from "../../src/transport/transport.js";

/** The delays of the current test, in milliseconds. */
let delays: number[] = [];

/** Records a delay instead of waiting. */
const recordDelay: Sleep = async (ms) => void delays.push(ms);

/** Empties the list of delays before every test of a file. The returned function lists those of the current test. */
export function recordedDelays(): () => readonly number[] {
  beforeEach(() => void (delays = []));
  return () => delays;
}

/** Creates a client that does not wait between attempts. */
export function clientWithoutDelays(options: ClientOptions): LangGraphClient {
  // A client takes a transport in place of its options at run time.
  return new LangGraphClient(new Transport(options, recordDelay) as object);
}
