import { LangGraphClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { sleep } from "../../src/backoff.js";
import type { Sleep } from "../../src/backoff.js";
import { Transport } from "../../src/transport/transport.js";

/** Creates a client that waits between attempts with `sleep`. */
export function clientWithSleep(options: ClientOptions, sleep: Sleep): LangGraphClient {
  // At run time the constructor accepts a transport too, which its type hides from users.
  const transport: object = new Transport(options, sleep);
  return new LangGraphClient(transport);
}

/** Creates a function that replaces every delay by one of 0 ms, and adds the delay to `delays`. */
export function skipping(delays: number[] = []): Sleep {
  return (ms, signal) => {
    delays.push(ms);
    return sleep(0, signal);
  };
}

/** Creates a client that skips the delays between attempts, and the list of its delays. */
export function withoutDelays(options: ClientOptions): { client: LangGraphClient; delays: number[] } {
  const delays: number[] = [];
  return { client: clientWithSleep(options, skipping(delays)), delays };
}
