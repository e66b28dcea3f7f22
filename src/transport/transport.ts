import { isRecord } from "../record.js";
import type { Params } from "../types.js";
import { resolveConfig } from "./options.js";
import type { ClientOptions } from "./options.js";
import { ApiPromise } from "./api-promise.js";
import type { Exchanged, Repeat } from "./exchange.js";
import { readStream, readValue, unexpected } from "./response.js";
import type { OpenStream } from "./response.js";
import { Sender } from "./sender.js";
import type { RequestParts, Route } from "./sender.js";
import { repeatByVerb } from "../resources/raw.js";
import { checkIds, checkOptions, checkPath, checkVerb, splitOptions } from "./wire.js";
import type { CallOptions, Fields } from "./wire.js";

/** An operation of the document, such as `"GET /threads/{thread_id}"`, or the one that only the JS server has. */
export type OperationKey = keyof Params | "GET /runs/{run_id}/stream";

/**
 * A request's parts, or how to make them, and the options of the call, where that can fail: bad arguments reject, they
 * never throw.
 */
export type Parts = RequestParts | (() => PartsOfCall);

interface PartsOfCall extends RequestParts {
  call?: CallOptions | undefined;
}

/** How one operation behaves, apart from where it goes. */
export interface Behaviour<T> {
  repeat: Repeat;
  patient?: boolean | undefined;
  /** Whether a value is what the operation promises. */
  expects?: ((value: unknown) => boolean) | undefined;
  /** Makes the method's value of the answer's. */
  convert?: ((data: unknown, response: Response) => T) | undefined;
}

/** For operations that promise no value, whatever a server says. */
export const NO_VALUE = { expects: () => true, convert: (): void => undefined };

/** A request of a route that is not in the document. */
export interface UntypedRequest extends CallOptions {
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  idempotent?: boolean | undefined;
}

/** What every resource holds: it sends the operations of the document and reads their answers. */
export class Transport {
  readonly sender: Sender;

  constructor(options: ClientOptions) {
    this.sender = new Sender(resolveConfig(options));
  }

  /** Calls an operation, which promises an object unless its behaviour says otherwise. */
  call<T>(
    key: OperationKey,
    behaviour: Behaviour<T>,
    parts: Parts = {},
    call: CallOptions = {},
  ): ApiPromise<T> {
    const { expects = isRecord, convert } = behaviour;
    return valueOf(this.#send(routeOf(key, behaviour), parts, call), expects, convert);
  }

  /** The same for a method's own options. Wrong arguments reject. */
  invoke<T>(
    key: OperationKey,
    behaviour: Behaviour<T>,
    options: object | undefined,
    partsOf: (fields: Fields) => PartsOfCall,
  ): ApiPromise<T> {
    return this.call(key, behaviour, () => {
      const { call, fields } = splitOptions(options);
      const parts = partsOf(fields);
      parts.call = call;
      return parts;
    });
  }

  /** Calls a route that is not in the document. */
  request(method: string, path: string, options: UntypedRequest = {}): ApiPromise<unknown> {
    const run = async (): Promise<Exchanged> => {
      checkOptions("options", options);
      const { query, body, idempotent, ...call } = options;
      const verb = checkVerb(method);
      const route = { method: verb, path: checkPath(path), repeat: repeatByVerb(verb, idempotent) };
      return this.sender.send(route, { query, body }, call);
    };
    return valueOf(run());
  }

  /** Calls an operation up to the headers of its answer: the body of a success is left to the caller. */
  start(
    key: OperationKey,
    behaviour: Pick<Behaviour<never>, "repeat" | "patient">,
    parts: Parts,
    call: CallOptions = {},
    accept?: string,
  ): Promise<Exchanged> {
    return this.#send({ ...routeOf(key, behaviour), stream: true, accept }, parts, call);
  }

  /** Opens an operation's stream. */
  async open(
    key: OperationKey,
    behaviour: Pick<Behaviour<never>, "repeat" | "patient">,
    parts: Parts,
    call: CallOptions = {},
  ): Promise<OpenStream> {
    return readStream(await this.start(key, behaviour, parts, call, "text/event-stream"));
  }

  async #send(route: Route, given: Parts, call: CallOptions): Promise<Exchanged> {
    const parts: PartsOfCall = typeof given === "function" ? given() : given;
    if (parts.path !== undefined) checkIds(parts.path);
    return this.sender.send(route, parts, parts.call ?? call);
  }
}

function valueOf<T>(
  exchanged: Promise<Exchanged>,
  expects?: Behaviour<T>["expects"],
  convert?: Behaviour<T>["convert"],
): ApiPromise<T> {
  const outcome = exchanged.then((both) => {
    const { response } = both.reply;
    const value = readValue(both);
    if (expects?.(value) === false) throw unexpected(both, "not of the shape that the API promises");
    // Unconverted, the value is what the document promises; real servers' answers are tested against it.
    return { data: convert === undefined ? (value as T) : convert(value, response), response };
  });
  return new ApiPromise(outcome);
}

function routeOf(
  key: OperationKey,
  { repeat, patient = false }: Pick<Behaviour<never>, "repeat" | "patient">,
): Route {
  const space = key.indexOf(" ");
  return { method: key.slice(0, space), path: key.slice(space + 1), repeat, patient };
}
