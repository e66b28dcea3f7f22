import createClient from "openapi-fetch";
import type { FetchOptions, FetchResponse, ParseAs } from "openapi-fetch";
import { checkHeaders, checkRetries, checkTimeout } from "../config.js";
import type { Config, HeaderValues, Logger } from "../config.js";
import { withAuth } from "./auth.js";
import { exchangeWith, withLog } from "./exchange.js";
import type { Exchange, Exchanged, Outgoing, Repeat } from "./exchange.js";
import { apiError, noJson } from "./response.js";
import { withRedirects } from "./redirects.js";
import { withRetry } from "./retry.js";
import { withTimeout } from "./timeout.js";
import { serialize } from "./wire.js";
import type { CallOptions } from "./wire.js";

export type { FetchOptions, FetchResponse, ParseAs };

/** What an ES module gets from the package's CommonJS form differs: its `default`, or all that it exports. */
const makeClient =
  typeof createClient === "function"
    ? createClient
    : (createClient as { default: typeof createClient }).default;

/** One request, apart from how it is called. */
export interface RequestParts {
  /** Fills the placeholders of the path. Checked before. */
  path?: Record<string, string> | undefined;
  /** With the wire's names. Arrays are sent as repeated keys. */
  query?: Record<string, unknown> | undefined;
  /** Sent as JSON; `undefined`: the request has no body. */
  body?: unknown;
  headers?: HeaderValues | undefined;
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

/**
 * Stands in for `Request` where openapi-fetch wants to make one: a real one costs a POST a third of its throughput,
 * and the `fetch` of Expo takes none.
 */
class LightRequest {
  readonly url: string;
  readonly init: RequestInit;

  constructor(url: string, init: RequestInit) {
    this.url = url;
    this.init = init;
  }
}

/** Builds a client's requests and sends them through its layers. */
export class Sender {
  readonly #config: Config;
  readonly #exchange: Exchange;
  readonly #openapi: ReturnType<typeof createClient<Record<string, Record<string, object>>>>;

  constructor(config: Config) {
    this.#config = config;
    const { fetch, logger } = config;
    const attempt = withTimeout(withRedirects(withLog(logger, exchangeWith(fetch))));
    this.#exchange = withRetry(logger, withAuth(config, attempt));
    this.#openapi = makeClient({
      baseUrl: config.apiUrl,
      // openapi-fetch needs of it what LightRequest has: to be made of url and init, and handed to fetch.
      Request: LightRequest as unknown as typeof Request,
    });
  }

  /** Sends a request; rejects with an {@link ApiError} when the answer is none of success. */
  async send(route: Route, parts: RequestParts, call: CallOptions): Promise<Exchanged> {
    const body = withExtras(parts.body, call.extraBody);
    let exchanged: Exchanged | undefined;
    await this.#dispatch(route, {
      params: { path: parts.path, query: { ...parts.query, ...call.extraQuery } },
      body: body === undefined ? undefined : serialize(body),
      bodySerializer: (text: string) => text,
      // The reply is read by us: openapi-fetch must not touch its body.
      parseAs: "stream",
      fetch: async (built: LightRequest) => {
        const request = this.#outgoing(route, built, call, parts.headers);
        exchanged = { request, reply: await this.#exchange(request) };
        const { response } = exchanged.reply;
        if (!response.ok) throw apiError(exchanged);
        return response;
      },
    });
    if (exchanged === undefined) throw new Error("unreachable: openapi-fetch did not call fetch");
    return exchanged;
  }

  /** Sends a request as openapi-fetch reads it: an answer of any status is a value. */
  async sendRaw(route: Route, init: object, call: CallOptions): Promise<unknown> {
    let exchanged: Exchanged | undefined;
    const sent = this.#dispatch(route, {
      ...init,
      bodySerializer: serialize,
      fetch: async (built: LightRequest) => {
        const request = this.#outgoing(route, built, call);
        exchanged = { request, reply: await this.#exchange(request) };
        const { response, text } = exchanged.reply;
        return text === undefined ? response : refill(response, text);
      },
    });
    try {
      return await sent;
    } catch (cause) {
      if (exchanged === undefined || !(cause instanceof SyntaxError)) throw cause;
      throw noJson(exchanged, cause);
    }
  }

  /** How often a failed call may be repeated. */
  maxRetries(given: number | undefined): number {
    return given === undefined ? this.#config.maxRetries : checkRetries("maxRetries", given);
  }

  get logger(): Logger {
    return this.#config.logger;
  }

  #outgoing(
    { method, repeat, patient, stream = false, accept }: Route,
    built: LightRequest,
    call: CallOptions,
    own: HeaderValues = {},
  ): Outgoing {
    const standard = patient ? null : this.#config.timeoutMs;
    return {
      method,
      url: built.url,
      init: built.init,
      headers: { accept, ...own, ...Object.fromEntries(checkHeaders("headers", call.headers ?? {})) },
      signal: call.signal,
      repeat,
      maxRetries: this.maxRetries(call.maxRetries),
      timeoutMs: call.timeoutMs === undefined ? standard : checkTimeout("timeoutMs", call.timeoutMs),
      stream,
    };
  }

  #dispatch({ method, path }: Route, init: object): Promise<unknown> {
    // Untyped on purpose: the types of a call are those of the method that makes it, and openapi-fetch's own cost
    // the compiler a hundred times more.
    const request = this.#openapi.request as unknown as (
      method: string,
      path: string,
      init: object,
    ) => Promise<unknown>;
    return request(method, path, init);
  }
}

function withExtras(body: unknown, extra: Record<string, unknown> | undefined): unknown {
  if (extra === undefined || Array.isArray(body)) return body;
  // Every body of the document that is no array is an object.
  return { ...(body as object | undefined), ...extra };
}

/** A response whose body was read, readable again. */
function refill(response: Response, text: string): Response {
  const { status, statusText, headers } = response;
  const again = new Response(text === "" ? null : text, { status, statusText, headers });
  Object.defineProperty(again, "url", { value: response.url });
  return again;
}
