import { createQuerySerializer } from "openapi-fetch";
import type {
  ClientMethod,
  FetchOptions,
  FetchResponse,
  ParseAs,
  QuerySerializer,
  QuerySerializerOptions,
} from "openapi-fetch";
import { check, checkCount, checkTimeout, isPlain } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { serializeBody, withExtraBody } from "./body.js";
import type { CallOptions, Fields } from "./call-options.js";
import { filterGuard } from "./filters.js";
import { checkHeaders } from "./headers.js";
import type { HeaderEntry, HeaderValues } from "./headers.js";
import type { Config } from "./options.js";
import { plainQuery } from "./query.js";

export type { ClientMethod, FetchOptions, FetchResponse, ParseAs };

/**
 * When a request may be sent again. `safe`: it only reads; `idempotent`: writing twice is the same as once; `once`: only
 * if the server certainly did not process the previous attempt.
 */
export type Idempotency = "safe" | "idempotent" | "once";

/** A request as its method describes it. */
export interface RequestSpec {
  method: string;
  /** Relative to `apiUrl`, with placeholders. */
  path: string;
  idempotency: Idempotency;
  /** Values of the placeholders, texts that the caller has checked. */
  pathParams?: Record<string, unknown> | undefined;
  /** Under the API's names. See `plainQuery`. */
  query?: Record<string, unknown> | undefined;
  /** Replaces the serialization of `query`. */
  querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions | undefined;
  /** See `serializeBody`. `undefined`: no body. */
  body?: unknown;
  headers?: HeaderValues | undefined;
  /** Further options of `fetch`, such as `credentials`. */
  init?: RequestInit | undefined;
  /** `null`: no time limit, unless the call sets one. Default: the client's. */
  timeoutMs?: null | undefined;
  /** Leaves the body of a successful response to the caller. Default: false. */
  streamBody?: boolean | undefined;
  /** The signal is not the caller's but the stream's, and closes the body, too. Default: false. */
  ownSignal?: boolean | undefined;
  /** A 404 after an ambiguous failure means success: an earlier attempt did the work. Default: true for DELETE. */
  missingIsDone?: boolean | undefined;
  /** The caller's options. The signal is checked already. */
  call?: CallOptions | undefined;
}

/** A request that is checked and complete but for its headers. */
export interface Outgoing {
  readonly method: string;
  /** As in {@link RequestSpec}, for messages. */
  readonly path: string;
  readonly url: string;
  /** Options of `fetch` without headers and signal. */
  readonly init: RequestInit;
  /** Added to the client's headers; later ones win. */
  readonly headers: readonly HeaderEntry[];
  readonly signal: AbortSignal | undefined;
  readonly idempotency: Idempotency;
  readonly maxRetries: number;
  readonly timeoutMs: number | null;
  readonly streamBody: boolean;
  readonly ownSignal?: boolean | undefined;
  readonly missingIsDone?: boolean | undefined;
  /** The number of this attempt. Default: 1. */
  readonly attempt?: number | undefined;
}

/** Checks a request's parts and puts them together. */
export function buildRequest(config: Config, spec: RequestSpec): Outgoing {
  const { method, idempotency, streamBody = false, call = {} } = spec;
  const content = withExtraBody(spec.body, call.extraBody);
  const { body, type } = serializeBody(content, filterGuard(spec.path, content));
  const init: RequestInit = { ...spec.init, method };
  if (body !== undefined) {
    checkAllowsBody(spec);
    init.body = body;
  }
  const limit = spec.timeoutMs === null ? null : config.timeoutMs;
  return {
    method,
    path: spec.path,
    url: urlOf(config.apiUrl, spec),
    init,
    headers: headersOf(spec, type),
    signal: call.signal,
    idempotency,
    maxRetries: maxRetriesOf(config, call),
    timeoutMs: call.timeoutMs === undefined ? limit : checkTimeout("timeoutMs", call.timeoutMs),
    streamBody,
    ownSignal: spec.ownSignal,
    missingIsDone: spec.missingIsDone ?? method === "DELETE",
  };
}

/** The number of retries of a call. */
export function maxRetriesOf(config: Config, { maxRetries }: CallOptions): number {
  return maxRetries === undefined ? config.maxRetries : checkCount("maxRetries", maxRetries);
}

function checkAllowsBody({ method, body }: RequestSpec): void {
  if (method !== "GET" && method !== "HEAD") return;
  const argument = body === undefined ? "extraBody" : "body";
  throw new InvalidArgumentError(argument, `${method} cannot have a body. Use a query, or another method.`);
}

function urlOf(baseUrl: string, { path, query, querySerializer, pathParams, call }: RequestSpec): string {
  const extraQuery = call?.extraQuery;
  if (query !== undefined) check("query", isPlain(query), "an object", query);
  if (extraQuery !== undefined) check("extraQuery", isPlain(extraQuery), "an object", extraQuery);
  const fields = extraQuery === undefined ? (query ?? {}) : { ...query, ...extraQuery };
  const search =
    typeof querySerializer === "function" ? querySerializer(fields) : serializeQuery(fields, querySerializer);
  check("querySerializer", typeof search === "string", "a function that returns a string", search);
  const url =
    baseUrl +
    path.replace(/\{([^{}]+)\}/g, (placeholder, name: string) => {
      const value = pathParams?.[name];
      // `{toString}` is not a text, but inherited.
      return typeof value === "string" ? encodeURIComponent(value) : placeholder;
    });
  if (search === "" || search === "?") return url;
  const joiner = url.includes("?") ? "&" : "?";
  const separator = /^[^?]*\?$|&$/.test(url) ? "" : joiner;
  return url + separator + search.replace(/^\?/, "");
}

function serializeQuery(fields: Fields, options: QuerySerializerOptions | undefined): string {
  if (Object.keys(fields).length === 0) return "";
  try {
    return createQuerySerializer<unknown>(options)(plainQuery(fields));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError("query", `cannot be written into a URL: ${reason}`, { cause });
  }
}

/** The headers of a request in ascending order of priority. */
function headersOf({ headers, call }: RequestSpec, type: string | undefined): HeaderEntry[] {
  const entries: HeaderEntry[] = [];
  if (type !== undefined) entries.push(["content-type", type]);
  if (headers !== undefined) entries.push(...Object.entries(headers));
  if (call?.headers !== undefined) entries.push(...checkHeaders("headers", call.headers));
  return entries;
}
