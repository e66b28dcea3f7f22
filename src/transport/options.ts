import { check, checkCount, checkFunction, checkTimeout, isPlain } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { environment, isPage, loopback } from "./environment.js";
import type { Fetch } from "./environment.js";
import { checkHeaders, setHeaders } from "./headers.js";
import type { HeaderValues } from "./headers.js";

/**
 * Receives the `init` of every request before it is sent, and returns the one to send. The headers are a plain object
 * with lower-case names.
 */
export type RequestHook = (url: URL, init: RequestInit) => RequestInit | Promise<RequestInit>;

/** Returns headers with credentials. Called before every attempt, so that tokens can be refreshed. */
export type Auth = () => HeaderValues | Promise<HeaderValues>;

/** Receives log lines; `console` fits. They contain methods, URLs and statuses, never headers or bodies. */
export interface Logger {
  /** Every response, and every step in the life of a stream. */
  debug?: ((message: string) => void) | undefined;
  /** The connections of a stream, and its end. */
  info?: ((message: string) => void) | undefined;
  /** Every retry and every reconnect. */
  warn?: ((message: string) => void) | undefined;
  /** The error that ends a stream. */
  error?: ((message: string) => void) | undefined;
}

/** Facts about a response, for metrics. */
export interface ResponseInfo {
  method: string;
  url: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** The time of this attempt in milliseconds: to the end of the body, or to the headers of a stream. */
  durationMs: number;
  /** The `x-request-id` of the response. */
  requestId: string | undefined;
}

/** Receives every response, also those that are retried. Its body is not yours to read. */
export type ResponseHook = (response: Response, info: ResponseInfo) => void;

/** The options of a client. */
export interface ClientOptions {
  /**
   * The server's URL, such as `http://localhost:2024` or `https://example.com/langgraph`; in a browser it may be relative
   * to the page (`/api`, `./v1.2`). Default: `LANGGRAPH_API_URL`, else the LangGraph server that this code runs in, else
   * `http://localhost:8123`.
   */
  apiUrl?: string | undefined;
  /**
   * Sent as `x-api-key`. `null` and `""` send nothing. Default, in server runtimes and without `auth`:
   * `LANGGRAPH_API_KEY`, `LANGSMITH_API_KEY` or `LANGCHAIN_API_KEY`, in this order.
   */
  apiKey?: string | null | undefined;
  /** Returns headers before every attempt, such as a token that expires. After a 401 it is called once more. */
  auth?: Auth | undefined;
  /** Headers of every request. */
  defaultHeaders?: HeaderValues | undefined;
  /**
   * Replaces the runtime's `fetch`. If it fails, the server may have processed the request: a write is then not retried,
   * not even after a refused connection.
   */
  fetch?: Fetch | undefined;
  /**
   * Called before every request; the `init` that it returns is sent. The call rejects with an {@link InvalidArgumentError}
   * if it returns none, or a header that cannot be sent.
   */
  onRequest?: RequestHook | undefined;
  /** Called after every response. Errors that it throws are ignored. */
  onResponse?: ResponseHook | undefined;
  /**
   * Time limit of one attempt in milliseconds, including the body. Streams, `wait` and `join` have no limit unless the
   * call sets one. `null`: no limit. Default: 60 000.
   */
  timeoutMs?: number | null | undefined;
  /** Number of retries after a failed attempt, where retrying is harmless. Default: 3. */
  maxRetries?: number | undefined;
  /**
   * The largest event of a stream, or line of one, in bytes. A larger one ends the stream with an `InvalidEventError`.
   * `null`: no limit. Default: 512 MiB, about the longest text of the runtimes.
   */
  maxEventBytes?: number | null | undefined;
  /**
   * Receives log lines, for example `console`. Errors that it throws are ignored. `LANGGRAPH_LOG` in the environment is the
   * lowest level to log: `debug`, `info`, `warn`, `error` or `off`. Default: `console` with `LANGGRAPH_LOG`, else nothing.
   */
  logger?: Logger | undefined;
  /** True if everyone who opens the page may have the API key: its use in a browser is then not warned of. */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** Options of the official client. Its `fetch` and `maxRetries` are those above, which win. */
  callerOptions?:
    | {
        fetch?: Fetch | undefined;
        maxRetries?: number | undefined;
        /** Ignored: concurrent requests have no limit, so that a `cancel` can always be sent. */
        maxConcurrency?: number | undefined;
      }
    | undefined;
}

/** {@link ClientOptions} with defaults applied. */
export interface Config {
  /** Without a trailing slash. */
  apiUrl: string;
  /** With lower-case names, including the key. */
  headers: Record<string, string>;
  fetch: Fetch;
  /** False for the runtime's `fetch`, whose errors are known. */
  isOwnFetch: boolean;
  auth: Auth | undefined;
  onRequest: RequestHook | undefined;
  onResponse: ResponseHook | undefined;
  timeoutMs: number | null;
  maxRetries: number;
  maxEventBytes: number;
  logger: Logger;
}

/** Unknown options throw: a misspelt `apiUrl` would send requests to another server. */
const OPTION_NAMES: readonly string[] = [
  "apiUrl",
  "apiKey",
  "auth",
  "defaultHeaders",
  "fetch",
  "onRequest",
  "onResponse",
  "timeoutMs",
  "maxRetries",
  "maxEventBytes",
  "logger",
  "dangerouslyAllowBrowser",
  "callerOptions",
] satisfies (keyof ClientOptions)[];

const DEFAULT_URL = "http://localhost:8123";
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_RETRIES = 3;
const DEFAULT_EVENT_BYTES = 512 * 1024 * 1024;
const LEVELS = ["debug", "info", "warn", "error"] as const;
const KEY_IN_BROWSER =
  "Everyone who opens this page can read the API key. Add it on a server, or set dangerouslyAllowBrowser: true.";
const KEY_VARIABLES = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** Checks the options and applies defaults. The caller's objects are neither kept nor changed. */
export function resolveConfig(options: ClientOptions): Config {
  checkNames(options);
  const { auth, onRequest, onResponse, callerOptions, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const { maxEventBytes = DEFAULT_EVENT_BYTES } = options;
  const fetch = options.fetch ?? callerOptions?.fetch ?? undefined;
  checkFunction("fetch", fetch);
  checkFunction("auth", auth);
  checkFunction("onRequest", onRequest);
  checkFunction("onResponse", onResponse);
  const { apiUrl, fetch: serverFetch } = resolveServer(options.apiUrl);
  const ownFetch = fetch ?? serverFetch;
  const maxRetries = options.maxRetries ?? callerOptions?.maxRetries ?? DEFAULT_RETRIES;
  const headers = resolveHeaders(options);
  const logger = resolveLogger(options.logger);
  if (headers["x-api-key"] !== undefined && isPage() && !options.dangerouslyAllowBrowser)
    (options.logger === undefined ? console : logger).warn?.(KEY_IN_BROWSER);
  return {
    apiUrl,
    headers,
    // The global one is looked up at each call: tests and frameworks may replace it later.
    fetch: ownFetch ?? ((url, init) => globalThis.fetch(url, init)),
    isOwnFetch: ownFetch !== undefined,
    auth,
    onRequest,
    onResponse: onResponse && quiet(onResponse),
    maxRetries: checkCount("maxRetries", maxRetries),
    maxEventBytes: maxEventBytes === null ? Infinity : checkCount("maxEventBytes", maxEventBytes, 1),
    logger,
    timeoutMs: checkTimeout("timeoutMs", timeoutMs),
  };
}

function checkNames(options: ClientOptions): void {
  check("options", isPlain(options), 'an object, as in new LangGraphClient({ apiUrl: "http://…" })', options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || OPTION_NAMES.includes(name)) continue;
    throw new InvalidArgumentError(name, `unknown option. The options are: ${OPTION_NAMES.join(", ")}.`);
  }
}

function resolveServer(given: string | undefined): { apiUrl: string; fetch: Fetch | undefined } {
  const url = given ?? environment("LANGGRAPH_API_URL");
  if (url !== undefined) return { apiUrl: checkUrl(url), fetch: undefined };
  const server = loopback();
  return { apiUrl: checkUrl(server.url ?? DEFAULT_URL), fetch: server.fetch };
}

function checkUrl(given: string): string {
  const refuse = (reason: string): never => {
    throw new InvalidArgumentError("apiUrl", reason);
  };
  check("apiUrl", typeof given === "string", "a string", given);
  const url = parseUrl(given);
  if (url === undefined) {
    const shown = withoutSecrets(given);
    return refuse(
      isHost(shown)
        ? `"${shown}" has no scheme. Did you mean "http://${shown}"?`
        : `"${shown}" is not an http or https URL. Pass one such as "http://localhost:2024".`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    refuse("contains a user name or password. Send credentials with defaultHeaders or auth.");
  }
  if (url.search !== "" || url.hash !== "")
    refuse("contains a query or a fragment. Pass the URL without it.");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** Hides user names, passwords and queries, and a long word, which may be a key in the wrong place. */
function withoutSecrets(url: string): string {
  return url
    .replace(/^([a-z][\w+.-]*:\/\/)?[^]*@/i, "$1***@")
    .replace(/[?#][^]*$/, "")
    .replace(/^[\w-]{20,}$/, "***");
}

/** True for a host without a scheme, such as `localhost:2024` or `example.com/a`. */
function isHost(given: string): boolean {
  return /^([\w-]+(\.[\w-]+)*|\[[\da-f:.]+\])(:\d+)?(\/[^@?#]*)?$/i.test(given);
}

/** Resolves relative URLs against the page, in a browser. A host without a scheme is not a path of the page. */
function parseUrl(given: string): URL | undefined {
  // "localhost:2024" parses, with the scheme "localhost:".
  if (/^[\w.-]+:/.test(given) && !/^https?:/i.test(given)) return undefined;
  if (isHost(given) && /^(localhost|[^/]*[.[][^/]*)(\/|$)/i.test(given)) return undefined;
  const { location } = globalThis as { location?: { href?: string } };
  try {
    const url = new URL(given, location?.href);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function resolveHeaders({ defaultHeaders, apiKey, auth }: ClientOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  setHeaders(headers, checkHeaders("defaultHeaders", defaultHeaders ?? {}));
  const hasKey = headers["x-api-key"] !== undefined;
  if (hasKey && apiKey) {
    throw new InvalidArgumentError("defaultHeaders", '"x-api-key" and apiKey are both given. Remove one.');
  }
  const key = apiKey === undefined && !hasKey && auth === undefined ? keyOfEnvironment() : apiKey;
  if (key === undefined || key === null) return headers;
  // Boxed, so that the message names its type only.
  check("apiKey", typeof key === "string", "a string or null", Object(key));
  if (key !== "") setHeaders(headers, checkHeaders("apiKey", { "x-api-key": key }));
  return headers;
}

function keyOfEnvironment(): string | undefined {
  return KEY_VARIABLES.map(environment).find((key) => key !== undefined);
}

/** Wraps the logger's functions from the level of the environment on, so that their errors never fail a call. */
function resolveLogger(given: Logger | undefined): Logger {
  const least = environment("LANGGRAPH_LOG");
  const names: readonly (string | undefined)[] = [...LEVELS, "off", undefined];
  const from = names.indexOf(least) % (LEVELS.length + 1);
  if (from < 0) throw new InvalidArgumentError("LANGGRAPH_LOG", `expected ${LEVELS.join(", ")} or off.`);
  const target = given ?? (least === undefined ? {} : console);
  check("logger", typeof target === "object", "an object such as console", target);
  const logger: Logger = {};
  for (const [index, level] of LEVELS.entries()) {
    checkFunction(`logger.${level}`, target[level]);
    if (target[level] === undefined || index < from) continue;
    logger[level] = quiet((message) => target[level]?.(message));
  }
  return logger;
}

/** Wraps a function of the caller that only observes: its errors are ignored. */
function quiet<Args extends unknown[]>(observe: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      observe(...args);
    } catch {
      // Observing is best effort.
    }
  };
}
