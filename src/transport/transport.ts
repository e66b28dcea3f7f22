import { sleep as realSleep } from "../backoff.js";
import type { Sleep } from "../backoff.js";
import { checkId, checkOptions, isRecord } from "../checks.js";
import type { Params } from "../types.js";
import { ApiPromise } from "./api-promise.js";
import type { WithResponse } from "./api-promise.js";
import { withAuth } from "./auth.js";
import { splitOptions } from "./call-options.js";
import type { CallOptions, Fields } from "./call-options.js";
import { withFetch, withLog } from "./fetch.js";
import type { Reply, Send } from "./fetch.js";
import { optionName } from "./names.js";
import { resolveConfig } from "./options.js";
import type { ClientOptions, Config, Logger } from "./options.js";
import { withRedirects } from "./redirects.js";
import { buildRequest, maxRetriesOf } from "./request.js";
import type { Idempotency, RequestSpec } from "./request.js";
import { apiError, invalidResponse, readStream, readValue } from "./response.js";
import type { OpenStream } from "./response.js";
import { withRetry } from "./retry.js";
import { withTimeout } from "./timeout.js";

/** An operation of the API, such as `"GET /threads/{thread_id}"`. Only the JS server has the last one. */
export type OperationKey = keyof Params | "GET /runs/{run_id}/stream";

/** The differences of an operation from the defaults of its HTTP method. */
export interface OperationRules<T> {
  /** Default: `safe` for GET, `idempotent` for PUT and DELETE, else `once`. */
  idempotency?: Idempotency | undefined;
  /** `null`: no time limit, unless the call sets one. */
  timeoutMs?: null | undefined;
  /** See {@link RequestSpec}. */
  missingIsDone?: boolean | undefined;
  /** Fields that the options may override. */
  defaults?: Fields | undefined;
  /** Puts the fields into the request. Default: the query of GET and DELETE, else the body. */
  place?: ((fields: Fields) => Pick<RequestSpec, "query" | "body" | "headers">) | undefined;
  /** Checks the value of the response. Default: it is an object. */
  expects?: ((value: unknown) => boolean) | undefined;
  /** Converts the value of the response to the method's result. */
  convert?: ((value: unknown, response: Response) => T) | undefined;
}

/** Rules of operations without a result, whatever a server sends. */
export const NO_RESULT = { expects: () => true, convert: (): void => undefined };

const BY_METHOD: Readonly<Record<string, Idempotency>> = {
  GET: "safe",
  HEAD: "safe",
  PUT: "idempotent",
  DELETE: "idempotent",
};

/** The idempotency of a request by its HTTP method. */
export function idempotencyOf(method: string): Idempotency {
  return BY_METHOD[method] ?? "once";
}

/** The parts of an operation. */
interface Route {
  method: string;
  path: string;
  /** The placeholders of the path, each with the name of the argument that fills it. */
  placeholders: { name: string; argument: string }[];
}

const routes = new Map<OperationKey, Route>();

/** Reads an operation. It is read once: each time would take 7 % of the time to open a stream. */
function routeOf(operation: OperationKey): Route {
  let route = routes.get(operation);
  if (route === undefined) {
    const [method = "", path = ""] = operation.split(" ");
    const names = path.match(/[^{]+(?=\})/g) ?? [];
    route = { method, path, placeholders: names.map((name) => ({ name, argument: optionName(name) })) };
    routes.set(operation, route);
  }
  return route;
}

/**
 * Describes a request of an operation.
 *
 * @param ids - The values of the path's placeholders, in their order.
 */
export function operationSpec(operation: OperationKey, ids: readonly unknown[]): RequestSpec {
  const { method, path, placeholders } = routeOf(operation);
  const spec: RequestSpec = { method, path, idempotency: idempotencyOf(method) };
  if (placeholders.length === 0) return spec;
  spec.pathParams = {};
  for (const [index, { name, argument }] of placeholders.entries()) {
    spec.pathParams[name] = checkId(argument, ids[index]);
  }
  return spec;
}

/** Sends all requests of a client. */
export class Transport {
  readonly #config: Config;
  readonly #send: Send;
  /** Waits between attempts. */
  readonly sleep: Sleep;

  /** @param sleep - Tests pass one that does not wait. */
  constructor(options: ClientOptions, sleep: Sleep = realSleep) {
    const config = resolveConfig(options);
    const fetch = withFetch(config.fetch, config.isOwnFetch);
    const attempt = withTimeout(withRedirects(withLog(config, fetch)));
    this.#config = config;
    this.#send = withRetry(config.logger, sleep, withAuth(config, attempt));
    this.sleep = sleep;
  }

  /** Calls an operation: `ids` fill the placeholders of its path, `options` are its fields and the call options. */
  call<T>(
    operation: OperationKey,
    ids: readonly unknown[],
    options?: object,
    rules: OperationRules<T> = {},
  ): ApiPromise<T> {
    return new ApiPromise(this.callWithResponse(operation, ids, options, rules));
  }

  /** The same, for methods that read the response. */
  async callWithResponse<T>(
    operation: OperationKey,
    ids: readonly unknown[],
    options: object | undefined,
    rules: OperationRules<T>,
  ): Promise<WithResponse<T>> {
    checkOptions("options", options);
    const { call, fields: given } = splitOptions(options);
    const { idempotency, timeoutMs, missingIsDone, defaults, place, expects = isRecord, convert } = rules;
    const fields = defaults === undefined ? given : { ...defaults, ...given };
    const spec = operationSpec(operation, ids);
    spec.call = call;
    spec.timeoutMs = timeoutMs;
    spec.missingIsDone = missingIsDone;
    if (idempotency !== undefined) spec.idempotency = idempotency;
    if (place !== undefined) Object.assign(spec, place(fields));
    else if (spec.method === "GET" || spec.method === "DELETE") spec.query = fields;
    else spec.body = fields;
    const reply = await this.send(spec);
    const { response } = reply;
    const value = readValue(reply);
    if (!expects(value)) throw invalidResponse(reply, "does not have the shape that the API promises");
    // Without `convert`, the value is typed by the document, against which the tests compare real servers' responses.
    return { data: convert === undefined ? (value as T) : convert(value, response), response };
  }

  /** Sends a request. Rejects with an {@link ApiError} for an error status. */
  async send(spec: RequestSpec): Promise<Reply> {
    const reply = await this.exchange(spec);
    if (!reply.response.ok) throw apiError(reply);
    return reply;
  }

  /** Sends a request. Resolves whatever the status is. Throws at once for invalid arguments. */
  exchange(spec: RequestSpec): Promise<Reply> {
    return this.#send(buildRequest(this.#config, spec));
  }

  /** Opens a stream of server-sent events. The signal belongs to the stream, not to the caller. */
  async stream(spec: RequestSpec): Promise<OpenStream> {
    const headers = { accept: "text/event-stream", ...spec.headers };
    const reply = await this.send({ ...spec, headers, streamBody: true, ownSignal: true });
    return { ...readStream(reply), maxEventBytes: this.#config.maxEventBytes };
  }

  get logger(): Logger {
    return this.#config.logger;
  }

  /** The settings as text, for comparisons: of headers the names only, because values may be secrets. */
  get settings(): string {
    const config = { ...this.#config, headers: Object.keys(this.#config.headers).sort() };
    return JSON.stringify(config, (_, value: unknown) => typeof value === "function" || value);
  }

  /** The number of retries of a call. */
  maxRetries(call: CallOptions): number {
    return maxRetriesOf(this.#config, call);
  }
}
