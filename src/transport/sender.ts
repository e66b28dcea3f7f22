import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import type {
  FetchOptions,
  FetchResponse,
  ParseAs,
  QuerySerializer,
  QuerySerializerOptions,
} from "openapi-fetch";
import { check, checkCount, checkHeaders, checkSignal, checkTimeout, isPlain } from "./options.js";
import type { Config, HeaderEntry, HeaderValues, Logger } from "./options.js";
import { withAuth } from "./auth.js";
import { attemptWith, withLog } from "./exchange.js";
import type { Exchange, Exchanged, Outgoing, Repeat } from "./exchange.js";
import { apiError } from "./response.js";
import { withRedirects } from "./redirects.js";
import { withRetry } from "./retry.js";
import { withTimeout } from "./timeout.js";
import { serialize, withExtras } from "./wire.js";
import type { CallOptions, Fields } from "./wire.js";

export type { FetchOptions, FetchResponse, ParseAs };

/** One request, apart from how it is called. */
export interface RequestParts {
  /** Fills the placeholders of the path. Checked before. */
  path?: Record<string, unknown> | undefined;
  /** With the wire's names. Arrays are sent as repeated keys. */
  query?: Record<string, unknown> | undefined;
  /** How the query is written, where not so. */
  querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions | undefined;
  /** Sent as JSON, but bytes and what `fetch` has a form of its own for as they are; `undefined`: there is no body. */
  body?: unknown;
  headers?: HeaderValues | undefined;
  /** What else `fetch` is given, such as `credentials`. */
  init?: RequestInit | undefined;
}

/** Where one request goes and how it behaves on its way. */
export interface Route {
  method: string;
  /** A path of the document, with placeholders. */
  path: string;
  repeat: Repeat;
  /** The answer may take as long as a run: no time limit, unless the call names one. */
  patient?: boolean;
  /** The body of a success is not read here. */
  stream?: boolean;
  /** What the answer should be. Default: the server's choice. */
  accept?: string | undefined;
}

const standardQuery = createQuerySerializer<unknown>();

/** Builds a client's requests and sends them through its layers. */
export class Sender {
  readonly #config: Config;
  readonly #exchange: Exchange;

  constructor(config: Config) {
    this.#config = config;
    const { fetch, logger } = config;
    const attempt = withTimeout(withRedirects(withLog(logger, attemptWith(fetch))));
    this.#exchange = withRetry(logger, withAuth(config, attempt));
  }

  /** Sends a request; rejects with an {@link ApiError} when the answer is none of success. */
  async send(route: Route, parts: RequestParts, call: CallOptions): Promise<Exchanged> {
    const exchanged = await this.exchange(route, parts, call);
    if (!exchanged.reply.response.ok) throw apiError(exchanged);
    return exchanged;
  }

  /** Sends a request; an answer of any status is a value. */
  async exchange(route: Route, parts: RequestParts, call: CallOptions): Promise<Exchanged> {
    const request = this.#outgoing(route, parts, call);
    return { request, reply: await this.#exchange(request) };
  }

  /** How often a failed call may be repeated. */
  maxRetries(given: number | undefined): number {
    return given === undefined ? this.#config.maxRetries : checkCount("maxRetries", given);
  }

  get logger(): Logger {
    return this.#config.logger;
  }

  #outgoing(route: Route, parts: RequestParts, call: CallOptions): Outgoing {
    const { method, repeat, patient, stream = false } = route;
    const standard = patient ? null : this.#config.timeoutMs;
    const { body, type } = serialize(withExtras(parts.body, call.extraBody));
    const init: RequestInit = { ...parts.init, method };
    if (body !== undefined) {
      const argument = parts.body === undefined ? "extraBody" : "body";
      check(
        argument,
        !/^(GET|HEAD)$/.test(method),
        `none with ${method}, but a query or another method`,
        body,
      );
      init.body = body;
    }
    return {
      method,
      url: this.#urlOf(route, parts, call),
      init,
      headers: headersOf(route, parts, call, type),
      signal: checkSignal(call.signal),
      repeat,
      maxRetries: this.maxRetries(call.maxRetries),
      timeoutMs: call.timeoutMs === undefined ? standard : checkTimeout("timeoutMs", call.timeoutMs),
      stream,
    };
  }

  #urlOf({ path }: Route, parts: RequestParts, { extraQuery }: CallOptions): string {
    const { query, querySerializer = standardQuery } = parts;
    if (query !== undefined) check("query", isPlain(query), "an object", query);
    if (extraQuery !== undefined) check("extraQuery", isPlain(extraQuery), "an object", extraQuery);
    const params: { path?: Fields; query: Fields } = {
      query: extraQuery === undefined ? (query ?? {}) : { ...query, ...extraQuery },
    };
    // A path without any is left as it is: every object inherits names.
    if (parts.path !== undefined) params.path = parts.path;
    return createFinalURL<unknown>(path, {
      baseUrl: this.#config.apiUrl,
      params,
      querySerializer:
        typeof querySerializer === "function" ? querySerializer : createQuerySerializer(querySerializer),
      pathSerializer: defaultPathSerializer,
    });
  }
}

/** The headers of a request from the lowest to the highest. */
function headersOf(
  { accept }: Route,
  parts: RequestParts,
  call: CallOptions,
  type: string | undefined,
): HeaderEntry[] {
  const headers: HeaderEntry[] = [];
  if (type !== undefined) headers.push(["content-type", type]);
  if (accept !== undefined) headers.push(["accept", accept]);
  if (parts.headers !== undefined) headers.push(...Object.entries(parts.headers));
  if (call.headers !== undefined) headers.push(...checkHeaders("headers", call.headers));
  return headers;
}
