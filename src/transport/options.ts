import { InvalidArgumentError } from "../errors.js";
import { isRecord } from "../record.js";

/** Headers by name. `undefined` is ignored, `null` takes a header away that was set below. */
export type HeaderValues = Record<string, string | null | undefined>;

/** The name of a header and its value. */
export type HeaderEntry = readonly [name: string, value: string | null | undefined];

/** A `fetch`: called as `fetch(url, init)`, with a string, so that those of Expo and React Native fit too. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sees and may replace the `init` of every request before it leaves. Its headers are a plain object with lower-case
 * names.
 */
export type RequestHook = (url: URL, init: RequestInit) => RequestInit | Promise<RequestInit>;

/** Gives the headers that show who is asking; called before every attempt, so that tokens can be fresh. */
export type Auth = () => HeaderValues | Promise<HeaderValues>;

/** Takes what happens, in the form of `console`. It sees methods, URLs and statuses; never headers or bodies. */
export interface Logger {
  /** Every answer. */
  debug?: ((message: string) => void) | undefined;
  /** Every attempt that is repeated. */
  warn?: ((message: string) => void) | undefined;
}

/** What a client is made of. */
export interface ClientOptions {
  /**
   * Where the API is, such as `http://localhost:2024` or `https://example.com/langgraph`; in a browser also relative
   * to the page (`/api`). Default: `LANGGRAPH_API_URL`, else the LangGraph server that this code runs inside of,
   * else `http://localhost:8123`.
   */
  apiUrl?: string | undefined;
  /**
   * Sent as `x-api-key`. `null` and `""` mean none. Default, in server runtimes and without `auth` only:
   * `LANGGRAPH_API_KEY`, `LANGSMITH_API_KEY` or `LANGCHAIN_API_KEY`, in this order.
   */
  apiKey?: string | null | undefined;
  /** Headers made before every attempt, such as a token that expires. After a 401 it is asked once more. */
  auth?: Auth | undefined;
  /** Headers of every request. */
  defaultHeaders?: HeaderValues | undefined;
  /** Used instead of the runtime's `fetch`. */
  fetch?: Fetch | undefined;
  /** Called before every request; what it returns is sent. */
  onRequest?: RequestHook | undefined;
  /** Milliseconds for one attempt, the body included; streams, `wait` and `join` have none. `null`: no limit. Default: 60 000. */
  timeoutMs?: number | null | undefined;
  /** How often a failed attempt is repeated, where that is harmless. Default: 3. */
  maxRetries?: number | undefined;
  /** Sees answers and retries, `console` for example; what it throws is ignored. Default: nobody. */
  logger?: Logger | undefined;
  /** Kept for code that moves from the official client: `fetch` and `maxRetries` mean the options above, which win. */
  callerOptions?:
    | {
        fetch?: Fetch | undefined;
        maxRetries?: number | undefined;
        /** Has no effect: there is no limit on concurrent requests, so that a `cancel` can always go out. */
        maxConcurrency?: number | undefined;
      }
    | undefined;
}

/** Resolved {@link ClientOptions}. */
export interface Config {
  /** Without a slash at the end. */
  apiUrl: string;
  /** Lower-case names; the key included. */
  headers: Record<string, string>;
  fetch: Fetch;
  auth: Auth | undefined;
  onRequest: RequestHook | undefined;
  timeoutMs: number | null;
  maxRetries: number;
  logger: Logger;
}

/** The names of {@link ClientOptions}. One that is misspelt would go unseen, and the requests to another server. */
const CLIENT_OPTIONS: readonly string[] = [
  "apiUrl",
  "apiKey",
  "auth",
  "defaultHeaders",
  "fetch",
  "onRequest",
  "timeoutMs",
  "maxRetries",
  "logger",
  "callerOptions",
] satisfies (keyof ClientOptions)[];

const DEFAULT_URL = "http://localhost:8123";
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_RETRIES = 3;
const KEY_VARIABLES = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

interface ServerRuntime {
  process?: { env?: Record<string, string | undefined> };
  window?: unknown;
  importScripts?: unknown;
  location?: { href?: string };
}

/** What a value is, for the message of an error. What is inside may be secret. */
function kindOf(value: unknown): string {
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  return Object(value) === value ? Object.prototype.toString.call(value).slice(8, -1) : String(value);
}

/** Whether a value is an object of names and values: no list, no signal, nothing with a class of the runtime. */
export function isPlain(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Refuses an argument that is not what is expected. */
export function check(argument: string, isRight: boolean, expected: string, given: unknown): asserts isRight {
  if (!isRight) throw new InvalidArgumentError(argument, `expected ${expected}, got ${kindOf(given)}.`);
}

/** Refuses what should be a function, if it is given at all. */
export function checkFunction(argument: string, given: unknown): void {
  check(argument, given === undefined || typeof given === "function", "a function", given);
}

/** Whether something is a signal, of this runtime or of a polyfill. */
export function isSignal(value: unknown): value is AbortSignal {
  return (
    isRecord(value) &&
    typeof value["aborted"] === "boolean" &&
    typeof value["addEventListener"] === "function"
  );
}

/** The signal of a call; `null`, as `fetch` has it, is none. */
export function checkSignal(given: AbortSignal | null | undefined): AbortSignal | undefined {
  const signal = given ?? undefined;
  const isRight = signal === undefined || isSignal(signal);
  check("signal", isRight, "an AbortSignal, such as controller.signal", signal);
  return signal;
}

/** Never read in a browser, in whose bundles a variable would be public. */
function environment(name: string): string | undefined {
  const runtime = globalThis as ServerRuntime;
  if (runtime.window !== undefined || typeof runtime.importScripts === "function") return undefined;
  try {
    const value = runtime.process?.env?.[name]?.trim().replace(/^(["'])(.*)\1$/, "$2");
    return value === "" ? undefined : value;
  } catch {
    // Deno throws where it was not allowed to read it.
    return undefined;
  }
}

function resolveUrl(given: string): string {
  let url: URL;
  try {
    url = new URL(given, (globalThis as ServerRuntime).location?.href);
  } catch {
    throw new InvalidArgumentError(
      "apiUrl",
      `"${given}" is no URL. Give one such as "http://localhost:2024".`,
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new InvalidArgumentError("apiUrl", `"${given}" is not http or https.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidArgumentError(
      "apiUrl",
      "carries a user name or password. Send them with defaultHeaders.",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new InvalidArgumentError("apiUrl", "carries a query or a fragment. Give the address alone.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function resolveKey(given: string | null | undefined): string | undefined {
  if (given === undefined) return KEY_VARIABLES.map(environment).find((key) => key !== undefined);
  // As an object, of which errors show the kind alone.
  check("apiKey", given === null || typeof given === "string", "a string or null", Object(given));
  return given || undefined;
}

/**
 * Names and values of headers, checked here because the runtime's own errors show the value, which may be a key.
 *
 * @param argument - Who gave them.
 */
export function checkHeaders(argument: string, headers: HeaderValues): HeaderEntry[] {
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    throw new InvalidArgumentError(
      argument,
      'expected an object such as { authorization: "Bearer …" }. Make one with Object.fromEntries(headers).',
    );
  }
  const entries = Object.entries(headers);
  for (const [name, value] of entries) {
    // A plain object loses the excluded one.
    if (!/^(?!__proto__$)[\w!#$%&'*+.^`|~-]+$/i.test(name)) {
      throw new InvalidArgumentError(argument, `${JSON.stringify(name)} is no name of a header.`);
    }
    // Only these are taken off the ends by `fetch`.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value ?? "").replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, ""))) {
      const reason = "has a line break or a character that no header can carry";
      throw new InvalidArgumentError(argument, `the value of "${name}" ${reason}.`);
    }
  }
  return entries;
}

function resolveHeaders(options: ClientOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of checkHeaders("defaultHeaders", options.defaultHeaders ?? {})) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  const reserved = headers["x-api-key"] !== undefined;
  if (reserved && options.apiKey) {
    throw new InvalidArgumentError("defaultHeaders", '"x-api-key" and apiKey are both given. Keep one.');
  }
  // The environment gives way to whatever the program says itself.
  const given = options.apiKey === undefined && (reserved || options.auth) ? null : options.apiKey;
  const key = resolveKey(given);
  if (key === undefined) return headers;
  checkHeaders("apiKey", { "x-api-key": key });
  return { ...headers, "x-api-key": key };
}

/** A LangGraph server offers the code it runs a way to itself that needs no socket. */
function loopbackFetch(): Fetch | undefined {
  return (globalThis as Record<symbol, Fetch | undefined>)[Symbol.for("langgraph_api:fetch")];
}

function loopbackUrl(): string | undefined {
  return (globalThis as Record<symbol, string | undefined>)[Symbol.for("langgraph_api:url")];
}

/** Checks a limit in milliseconds, such as `timeoutMs`; `Infinity` is no limit too. */
export function checkTimeout(argument: string, timeoutMs: number | null): number | null {
  const isRight = timeoutMs === null || (typeof timeoutMs === "number" && timeoutMs > 0);
  check(argument, isRight, "milliseconds above 0, or null for no limit", timeoutMs);
  // Timers take no more; it is 24 days.
  return timeoutMs !== null && timeoutMs > 2 ** 31 - 1 ? null : timeoutMs;
}

/** Checks a whole number, such as `maxRetries`. */
export function checkCount(argument: string, count: number, least = 0): number {
  check(argument, Number.isInteger(count) && count >= least, `a whole number of ${least} or more`, count);
  return count;
}

function checkOptionsOfClient(options: ClientOptions): void {
  check("options", isPlain(options), 'an object, as in new LangGraphClient({ apiUrl: "http://…" })', options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || CLIENT_OPTIONS.includes(name)) continue;
    throw new InvalidArgumentError(name, `is no option. The options are: ${CLIENT_OPTIONS.join(", ")}.`);
  }
  checkFunction("fetch", options.fetch ?? options.callerOptions?.fetch ?? undefined);
  checkFunction("auth", options.auth);
  checkFunction("onRequest", options.onRequest);
}

/** A logger that only looks on: what it throws is no failure of a call. */
function resolveLogger(given: Logger): Logger {
  check("logger", typeof given === "object", "an object such as console", given);
  const logger: Logger = {};
  for (const level of ["debug", "warn"] as const) {
    checkFunction(`logger.${level}`, given[level]);
    if (given[level] === undefined) continue;
    logger[level] = (message) => {
      try {
        given[level]?.(message);
      } catch {
        // Nobody asked for it.
      }
    };
  }
  return logger;
}

/** Resolves and checks the options. The caller's objects are read once and never kept or changed. */
export function resolveConfig(options: ClientOptions): Config {
  checkOptionsOfClient(options);
  const url = options.apiUrl ?? environment("LANGGRAPH_API_URL");
  const loopback = url === undefined ? loopbackFetch() : undefined;
  return {
    apiUrl: resolveUrl(url ?? loopbackUrl() ?? DEFAULT_URL),
    headers: resolveHeaders(options),
    // Looked up at each call: tests and frameworks replace the global one after the client was made.
    fetch:
      options.fetch ??
      options.callerOptions?.fetch ??
      loopback ??
      ((url, init) => globalThis.fetch(url, init)),
    auth: options.auth,
    onRequest: options.onRequest,
    maxRetries: checkCount(
      "maxRetries",
      options.maxRetries ?? options.callerOptions?.maxRetries ?? DEFAULT_RETRIES,
    ),
    logger: resolveLogger(options.logger ?? {}),
    timeoutMs: checkTimeout(
      "timeoutMs",
      options.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : options.timeoutMs,
    ),
  };
}
