import { InvalidArgumentError } from "./errors.js";

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
  /** Sees answers and retries, `console` for example. Default: nobody. */
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
  if (given !== null && typeof given !== "string") {
    throw new InvalidArgumentError("apiKey", `expected a string or null, got ${typeof given}.`);
  }
  return given === null || given === "" ? undefined : given;
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
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new InvalidArgumentError(argument, `${JSON.stringify(name)} is no name of a header.`);
    }
    if (/[^\t\x20-\x7e\x80-\xff]/.test((value ?? "").toString().trim())) {
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
  if (timeoutMs !== null && !(timeoutMs > 0)) {
    throw new InvalidArgumentError(
      argument,
      `expected milliseconds above 0, or null for no limit, got ${timeoutMs}.`,
    );
  }
  // Timers take no more; it is 24 days.
  return timeoutMs !== null && timeoutMs > 2 ** 31 - 1 ? null : timeoutMs;
}

/** Checks a number of attempts, such as `maxRetries`. */
export function checkRetries(argument: string, count: number): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError(argument, `expected a whole number of 0 or more, got ${count}.`);
}

/** Resolves and checks the options. The caller's objects are read once and never kept or changed. */
export function resolveConfig(options: ClientOptions): Config {
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
    maxRetries: checkRetries(
      "maxRetries",
      options.maxRetries ?? options.callerOptions?.maxRetries ?? DEFAULT_RETRIES,
    ),
    logger: options.logger ?? {},
    timeoutMs: checkTimeout(
      "timeoutMs",
      options.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : options.timeoutMs,
    ),
  };
}
