import { isRecord, kindOf } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { Transport } from "./transport.js";

/** The key of a client's transport. It is registered: the CommonJS copy of this file has the same symbol. */
const KEY = Symbol.for("langgraph-client.transport");

/** Hands the transport of a client over to the other entries. Logs, copies and JSON don't contain the property. */
export function handOver(client: object, transport: Transport): void {
  Object.defineProperty(client, KEY, { value: transport });
}

/**
 * Returns the transport of a client that the caller passed. It may be of the other module format, so that it is not an
 * `instanceof` this format's class.
 *
 * @param example - A correct call, for the message of the error.
 */
export function transportOf(client: unknown, example: string): Transport {
  const held: unknown = Object(client)[KEY];
  // Only `handOver` sets this key.
  if (isRecord(held)) return held as unknown as Transport;
  throw new InvalidArgumentError("client", `expected a client, as in ${example}, got ${kindOf(client)}.`);
}
