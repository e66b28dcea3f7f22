import { check, checkHeaders, checkSignal } from "../transport/options.js";
import type { HeaderValues } from "../transport/options.js";
import { ConnectionError } from "../errors.js";
import { abortReason, throwIfAborted, untilAborted } from "../waiting.js";
import type { Exchanged, Repeat } from "../transport/exchange.js";
import { parse, readStream, readValue } from "../transport/response.js";
import type { OpenStream } from "../transport/response.js";
import type { FetchOptions, FetchResponse, ParseAs, RequestParts, Sender } from "../transport/sender.js";
import { checkIds, checkOptions, checkPath, checkVerb } from "../transport/wire.js";
import type { CallOptions } from "../transport/wire.js";

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

/** What a raw call is given, before it is checked. The rest is for `fetch`. */
export interface UntypedInit extends RawOptions, Omit<RequestInit, "signal" | "headers" | "body"> {
  params?: {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    header?: HeaderValues;
  };
  body?: unknown;
  querySerializer?: RequestParts["querySerializer"];
  parseAs?: ParseAs;
}

const PARSE_AS: readonly string[] = ["json", "text", "stream", "blob", "arrayBuffer"] satisfies ParseAs[];

function split(verb: string, path: string, given: UntypedInit = {}) {
  const method = checkVerb(verb);
  checkPath(path);
  checkOptions("init", given);
  const { signal, timeoutMs, maxRetries, headers, idempotent, ...own } = given;
  const { params = {}, body, querySerializer, parseAs = "json", ...init } = own;
  check("parseAs", PARSE_AS.includes(parseAs), `one of ${PARSE_AS.join(", ")}`, parseAs);
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  checkIds(Object.fromEntries(names.map((name) => [name, params.path?.[name]])));
  const route = { method, path, repeat: repeatByVerb(method, idempotent) };
  if (params.header !== undefined) checkHeaders("params.header", params.header);
  const parts = {
    path: params.path,
    query: params.query,
    querySerializer,
    body,
    headers: params.header,
    init,
  };
  return { route, parts, parseAs, call: { signal, timeoutMs, maxRetries, headers } };
}

/** As openapi-fetch has it: no value, however it should be read. */
function isEmpty(method: string, { status, headers }: Response): boolean {
  if (status === 204 || method === "HEAD") return true;
  return headers.get("content-length") === "0" && !headers.get("transfer-encoding")?.includes("chunked");
}

/** The untyped form of the verbs of {@link RawClient}. */
export async function rawCall(
  sender: Sender,
  method: string,
  path: string,
  given?: UntypedInit,
): Promise<unknown> {
  const { route, parts, parseAs, call } = split(method, path, given);
  const stream = parseAs !== "json" && parseAs !== "text";
  const exchanged = await sender.exchange({ ...route, stream, patient: stream }, parts, call);
  const { response, text = "" } = exchanged.reply;
  const empty = isEmpty(method, response);
  if (!response.ok) return { error: empty ? undefined : parse(text, text), response };
  if (empty) return { data: undefined, response };
  if (parseAs === "json") return { data: readValue(exchanged), response };
  if (parseAs === "text") return { data: text, response };
  return { data: await readAs(parseAs, exchanged), response };
}

/** The body of a success, which is left to `fetch`. */
async function readAs(
  parseAs: "stream" | "blob" | "arrayBuffer",
  { request: { method, url, repeat, signal }, reply: { response } }: Exchanged,
): Promise<unknown> {
  const { body, headers } = response;
  // Some runtimes have no readable bodies.
  const isOpen = signal !== undefined && body?.getReader !== undefined;
  const source = isOpen ? new Response(abortable(body, signal), { headers }) : response;
  if (parseAs === "stream") return source.body;
  const data: Promise<unknown> = source[parseAs]();
  try {
    return await untilAborted(data, signal);
  } catch (cause) {
    throwIfAborted(signal);
    const init = { method, url, cause, mayHaveBeenProcessed: repeat !== "safe" };
    throw new ConnectionError("The answer broke off", init);
  }
}

/** A body that an abort breaks off and closes at once. That of an attempt with a time limit has a signal of its own. */
function abortable(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    start(controller) {
      const onAbort = (): void => {
        controller.error(abortReason(signal));
        reader.cancel().catch(() => {});
      };
      const over = (): void => signal.removeEventListener("abort", onAbort);
      reader.closed.then(over, over);
      signal.addEventListener("abort", onAbort);
      if (signal.aborted) onAbort();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Opens the body of a stream of any path. */
export async function rawOpen(
  sender: Sender,
  method: string,
  path: string,
  given: UntypedInit | undefined,
  signal: AbortSignal,
): Promise<OpenStream> {
  const { route, parts, call } = split(method, path, given);
  checkSignal(call.signal);
  const opened = { ...route, patient: true, stream: true, accept: "text/event-stream" };
  return readStream(await sender.send(opened, parts, { ...call, signal }));
}
