import type { HeaderValues } from "../config.js";
import type { Repeat } from "./exchange.js";
import { readStream } from "./response.js";
import type { OpenStream } from "./response.js";
import type { FetchOptions, FetchResponse, ParseAs, Sender } from "./send.js";
import { checkIds, checkPath } from "./wire.js";
import type { CallOptions } from "./wire.js";

type Verb = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

type PathsWith<Paths, Method extends Verb> = {
  [Path in keyof Paths]: Paths[Path] extends Record<Method, object> ? Path : never;
}[keyof Paths];

type OperationOf<Paths, Path extends keyof Paths, Method extends string> = Method extends keyof Paths[Path]
  ? Paths[Path][Method]
  : never;

/** Options of a raw call that the document does not know. */
export interface RawOptions extends Pick<CallOptions, "signal" | "timeoutMs" | "maxRetries"> {
  headers?: HeaderValues | undefined;
  /** Says that the call may be repeated after a failure. Default: as the method says (GET, PUT and DELETE may). */
  idempotent?: boolean | undefined;
}

/** What would bypass the client's own way of sending: taken out of openapi-fetch's options. */
type Reserved =
  "baseUrl" | "fetch" | "Request" | "middleware" | "bodySerializer" | "pathSerializer" | keyof RawOptions;

type RawInit<Operation> = Omit<FetchOptions<Operation>, Reserved | "parseAs"> & RawOptions;

type OptionalIfEmpty<Init> = {} extends Init ? [init?: Init] : [init: Init];

/** One verb of {@link RawClient}. */
export type RawMethod<Paths, Method extends Verb> = <
  Path extends PathsWith<Paths, Method>,
  As extends ParseAs = "json",
>(
  path: Path,
  ...init: OptionalIfEmpty<RawInit<OperationOf<Paths, Path, Method>> & { parseAs?: As | undefined }>
) => Promise<
  FetchResponse<
    OperationOf<Paths, Path, Method> & Record<string, unknown>,
    { parseAs: As },
    `${string}/${string}`
  >
>;

/** An SSE message with its data decoded. */
export interface RawStreamEvent {
  id: string | undefined;
  event: string;
  data: unknown;
}

/** Opens a stream of any path. */
export type RawStream<Paths> = <
  Method extends Uppercase<Verb>,
  Path extends PathsWith<Paths, Lowercase<Method>>,
>(
  method: Method,
  path: Path,
  ...init: OptionalIfEmpty<RawInit<OperationOf<Paths, Path, Lowercase<Method>>>>
) => AsyncGenerator<RawStreamEvent, void, undefined>;

/**
 * Every path of the document, typed. A call gives `{ data, error, response }`: an HTTP error is a value here; whatever
 * else goes wrong is thrown as everywhere.
 */
export interface RawClient<Paths> {
  GET: RawMethod<Paths, "get">;
  PUT: RawMethod<Paths, "put">;
  POST: RawMethod<Paths, "post">;
  DELETE: RawMethod<Paths, "delete">;
  OPTIONS: RawMethod<Paths, "options">;
  HEAD: RawMethod<Paths, "head">;
  PATCH: RawMethod<Paths, "patch">;
  TRACE: RawMethod<Paths, "trace">;
  /** Decoded server-sent events; throws on HTTP errors at the first `next()`. */
  stream: RawStream<Paths>;
}

const REPEAT: Readonly<Record<string, Repeat>> = {
  GET: "safe",
  HEAD: "safe",
  PUT: "idempotent",
  DELETE: "idempotent",
};

/** How a call without a method of its own may be repeated. */
export function repeatByVerb(method: string, idempotent: boolean | undefined): Repeat {
  if (idempotent === undefined) return REPEAT[method] ?? "once";
  return idempotent ? "idempotent" : "once";
}

/** What a raw call is given, before it is checked. */
export interface UntypedInit extends RawOptions {
  params?: {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    header?: Record<string, string>;
  };
  body?: unknown;
  parseAs?: ParseAs;
}

type Split = {
  call: CallOptions;
  idempotent: boolean | undefined;
  init: Omit<UntypedInit, keyof RawOptions>;
};

function split(path: string, given: UntypedInit = {}): Split {
  const { signal, timeoutMs, maxRetries, headers, idempotent, ...init } = given;
  // Not in the types, but a program without types may give them: a key must not leave for another place.
  for (const name of ["baseUrl", "fetch", "Request", "middleware", "pathSerializer", "bodySerializer"]) {
    Reflect.deleteProperty(init, name);
  }
  checkIds(
    Object.fromEntries(
      [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => [name, init.params?.path?.[name]]),
    ),
  );
  checkPath(path);
  return { call: { signal, timeoutMs, maxRetries, headers }, idempotent, init };
}

/** The untyped form of the verbs of {@link RawClient}. */
export async function rawCall(
  sender: Sender,
  method: string,
  path: string,
  given?: UntypedInit,
): Promise<unknown> {
  const { call, idempotent, init } = split(path, given);
  const stream = init.parseAs !== undefined && init.parseAs !== "json" && init.parseAs !== "text";
  const route = { method, path, repeat: repeatByVerb(method, idempotent), stream, patient: stream };
  return sender.sendRaw(route, init, call);
}

/** Opens the body of a stream of any path. */
export async function rawOpen(
  sender: Sender,
  method: string,
  path: string,
  given: UntypedInit | undefined,
  signal: AbortSignal,
): Promise<OpenStream> {
  const { call, idempotent, init } = split(path, given);
  const { path: ids, query, header } = init.params ?? {};
  const parts = { path: ids && checkIds(ids), query, body: init.body, headers: header };
  const repeat = repeatByVerb(method, idempotent);
  const route = { method, path, repeat, patient: true, stream: true, accept: "text/event-stream" };
  return readStream(await sender.send(route, parts, { ...call, signal }));
}
