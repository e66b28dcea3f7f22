import { abortReason, throwIfAborted, untilAborted } from "../abort.js";
import { check, checkId, checkOptions, checkSignal, isSignal } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { EventStream } from "../streaming/event-stream.js";
import { eventParser } from "../streaming/events.js";
import { SingleConnection } from "../streaming/single-connection.js";
import { ApiPromise } from "../transport/api-promise.js";
import type { CallOptions } from "../transport/call-options.js";
import { brokenBody } from "../transport/fetch.js";
import type { Reply } from "../transport/fetch.js";
import { checkHeaders } from "../transport/headers.js";
import type { HeaderValues } from "../transport/headers.js";
import type {
  ClientMethod,
  FetchOptions,
  FetchResponse,
  ParseAs,
  RequestSpec,
} from "../transport/request.js";
import { parseBody, readValue } from "../transport/response.js";
import { idempotencyOf } from "../transport/transport.js";
import type { Transport } from "../transport/transport.js";

export type Verb = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

export type PathsWith<Paths, Method extends Verb> = {
  [Path in keyof Paths]: Paths[Path] extends Record<Method, object> ? Path : never;
}[keyof Paths];

export type OperationOf<
  Paths,
  Path extends keyof Paths,
  Method extends string,
> = Method extends keyof Paths[Path] ? Paths[Path][Method] : never;

/** Options of a raw call beside those of its operation. */
export interface RawOptions extends Pick<CallOptions, "signal" | "timeoutMs" | "maxRetries"> {
  headers?: HeaderValues | undefined;
  /** True if the call may be retried after any failure. Default: as the method says (GET, PUT and DELETE may). */
  idempotent?: boolean | undefined;
}

/** Options of {@link LangGraphClient.request}. */
export interface RequestOptions extends RawOptions, CallOptions {
  /**
   * Arrays are sent as repeated keys, objects as `filter[a]=1`, dates as ISO texts. `undefined`, `null` and empty values are
   * left out; other values inside arrays and objects are refused.
   */
  query?: Record<string, unknown> | undefined;
  /** Sent as JSON, except for bytes, `Blob`, `FormData` and `URLSearchParams`. */
  body?: unknown;
}

/** Options of openapi-fetch that would bypass the client's transport. */
const UNSUPPORTED = [
  "baseUrl",
  "fetch",
  "Request",
  "middleware",
  "bodySerializer",
  "pathSerializer",
] as const;

type Reserved = (typeof UNSUPPORTED)[number] | keyof RawOptions | "parseAs";

export type RawInit<Operation> = Omit<FetchOptions<Operation>, Reserved> & RawOptions;

export type OptionalIfEmpty<Init> = {} extends Init ? [init?: Init] : [init: Init];

export type MediaType = `${string}/${string}`;

export type RawArguments<Operation, As extends ParseAs> = OptionalIfEmpty<
  RawInit<Operation> & { parseAs?: As | undefined }
>;

type RawResult<Operation, As extends ParseAs> = Promise<
  FetchResponse<Operation & Record<string, unknown>, { parseAs: As }, MediaType>
>;

/**
 * An overload that fits wherever a function is expected, and that no call can have. Because of it, a library that takes a
 * client of openapi-fetch accepts {@link RawClient}, whose methods have stricter options.
 */
export type Fitting = (this: never) => never;

/** One HTTP method of {@link RawClient}. */
type RawMethod<Paths, Method extends Verb> = Fitting &
  (<Path extends PathsWith<Paths, Method>, As extends ParseAs = "json">(
    path: Path,
    ...init: RawArguments<OperationOf<Paths, Path, Method>, As>
  ) => RawResult<OperationOf<Paths, Path, Method>, As>);

/** Calls the path of a method. */
type RawRequest<Paths> = Fitting &
  (<Method extends Verb, Path extends PathsWith<Paths, Method>, As extends ParseAs = "json">(
    method: Method,
    path: Path,
    ...init: RawArguments<OperationOf<Paths, Path, Method>, As>
  ) => RawResult<OperationOf<Paths, Path, Method>, As>);

/** A server-sent event with its data decoded. */
export interface RawStreamEvent {
  id: string | undefined;
  event: string;
  data: unknown;
}

/** Opens a stream of any path. */
type RawStream<Paths> = <Method extends Uppercase<Verb>, Path extends PathsWith<Paths, Lowercase<Method>>>(
  method: Method,
  path: Path,
  ...init: OptionalIfEmpty<RawInit<OperationOf<Paths, Path, Lowercase<Method>>>>
) => AsyncGenerator<RawStreamEvent, void, undefined>;

/**
 * Typed calls of every path of the document. A call resolves to `{ data, error, response }`: an HTTP error is a value;
 * everything else throws as in the other methods. Libraries such as openapi-react-query accept it as a client of
 * openapi-fetch.
 */
export interface RawClient<Paths extends {}> {
  GET: RawMethod<Paths, "get">;
  PUT: RawMethod<Paths, "put">;
  POST: RawMethod<Paths, "post">;
  DELETE: RawMethod<Paths, "delete">;
  OPTIONS: RawMethod<Paths, "options">;
  HEAD: RawMethod<Paths, "head">;
  PATCH: RawMethod<Paths, "patch">;
  /** Rejected by every `fetch`. The type is that of openapi-fetch: the compiler infers the paths for a library from it. */
  TRACE: ClientMethod<Paths, "trace", MediaType>;
  /** The same with the method as an argument, such as `"get"`. */
  request: RawRequest<Paths>;
  /**
   * Throws InvalidArgumentError, because no `Request` object exists that a middleware could get.
   * @deprecated Use the client's option `onRequest`.
   */
  use: (...middleware: never[]) => never;
  /** @deprecated Throws, as `use` does. */
  eject: (...middleware: never[]) => never;
  /** Yields decoded server-sent events. Throws on an HTTP error, at the first `next()`. */
  stream: RawStream<Paths>;
}

/** A raw call's options at run time. Those that are not named here go to `fetch`. */
interface UntypedInit
  extends
    RawOptions,
    Omit<RequestInit, "signal" | "headers" | "body">,
    Partial<Record<(typeof UNSUPPORTED)[number], unknown>> {
  params?: {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    header?: HeaderValues;
  };
  body?: unknown;
  querySerializer?: RequestSpec["querySerializer"];
  parseAs?: ParseAs;
}

const VERBS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/** Creates the `raw` member of a client. */
export function rawClient<Paths extends {}>(transport: Transport): RawClient<Paths> {
  const request = (method: string, path: string, init?: UntypedInit) =>
    rawCall(transport, method, path, init);
  const callOf = (verb: string) => (path: string, init?: UntypedInit) => request(verb, path, init);
  const refuse = () => unsupported("middleware");
  const members = {
    ...Object.fromEntries(VERBS.map((verb) => [verb, callOf(verb)] as const)),
    request,
    use: refuse,
    eject: refuse,
    stream: (method: string, path: string, init?: UntypedInit) => rawStream(transport, method, path, init),
  };
  // The paths exist for the compiler only.
  return members as unknown as RawClient<Paths>;
}

/** Calls a path that the document lacks. */
export function untypedRequest(
  transport: Transport,
  method: string,
  path: string,
  options: RequestOptions = {},
): ApiPromise<unknown> {
  const run = async () => {
    checkOptions("options", options);
    const { query, body, idempotent, signal, ...rest } = options;
    const call = { ...rest, signal: checkSignal(signal) };
    const reply = await transport.send({ ...routeOf(method, path, idempotent), query, body, call });
    return { data: readValue(reply), response: reply.response };
  };
  return new ApiPromise(run());
}

async function rawCall(
  transport: Transport,
  method: string,
  path: string,
  init: UntypedInit | undefined,
): Promise<unknown> {
  const { spec, parseAs } = rawSpec(method, path, init);
  const streamBody = parseAs !== "json" && parseAs !== "text";
  const reply = await transport.exchange(streamBody ? { ...spec, streamBody, timeoutMs: null } : spec);
  const { response, text = "" } = reply;
  const isEmpty = hasNoBody(spec.method, response);
  if (!response.ok) return { error: isEmpty ? undefined : parseBody(text, text), response };
  if (isEmpty) return { data: undefined, response };
  if (parseAs === "json") return { data: readValue(reply), response };
  if (parseAs === "text") return { data: text, response };
  return { data: await readAs(parseAs, reply), response };
}

function rawStream(transport: Transport, method: string, path: string, init?: UntypedInit) {
  const open = async (signal: AbortSignal) => {
    const { spec } = rawSpec(method, path, init);
    return transport.stream({ ...spec, timeoutMs: null, call: { ...spec.call, signal } });
  };
  // An invalid signal is refused when the stream opens.
  const signal = isSignal(init?.signal) ? init.signal : undefined;
  return new EventStream(new SingleConnection(open), signal, eventParser());
}

const PARSE_AS: readonly string[] = ["json", "text", "stream", "blob", "arrayBuffer"] satisfies ParseAs[];

function rawSpec(
  method: string,
  path: string,
  given: UntypedInit = {},
): { spec: RequestSpec; parseAs: ParseAs } {
  checkOptions("init", given);
  const { signal, timeoutMs, maxRetries, headers, idempotent, ...own } = given;
  const { params = {}, body, querySerializer, parseAs = "json", ...init } = own;
  for (const name of UNSUPPORTED) if (init[name] !== undefined) unsupported(name);
  check("parseAs", PARSE_AS.includes(parseAs), `one of ${PARSE_AS.join(", ")}`, parseAs);
  if (params.header !== undefined) checkHeaders("params.header", params.header);
  const spec: RequestSpec = {
    ...routeOf(method, path, idempotent),
    pathParams: params.path,
    query: params.query,
    querySerializer,
    body,
    headers: params.header,
    init,
    call: { signal: checkSignal(signal), timeoutMs, maxRetries, headers },
  };
  for (const [, name = ""] of path.matchAll(/\{([^{}]+)\}/g)) checkPathParam(name, params.path?.[name]);
  return { spec, parseAs };
}

function unsupported(name: string): never {
  const remedy = "Use the client's options apiUrl, fetch and onRequest.";
  throw new InvalidArgumentError(name, `not supported by raw calls, which it could bypass. ${remedy}`);
}

function checkPathParam(name: string, value: unknown): void {
  const argument = `params.path.${name}`;
  if (value === undefined) throw new InvalidArgumentError(argument, "missing.");
  checkId(argument, value);
}

/** Checks the method and the path of a call without a method of its own. */
function routeOf(
  method: unknown,
  path: unknown,
  idempotent: boolean | undefined,
): Pick<RequestSpec, "method" | "path" | "idempotency"> {
  check("method", typeof method === "string", 'an HTTP method such as "GET"', method);
  if (!/^[a-z]+$/i.test(method)) {
    throw new InvalidArgumentError("method", `${JSON.stringify(method)} is not an HTTP method.`);
  }
  const verb = method.toUpperCase();
  const declared = idempotent ? "idempotent" : "once";
  const idempotency = idempotent === undefined ? idempotencyOf(verb) : declared;
  return { method: verb, path: checkPath(path), idempotency };
}

const PATH_PROBLEMS: [pattern: RegExp, message: string][] = [
  [/^(?!\/)|^\/\//, 'is not a path such as "/my/route".'],
  // URL parsers remove them, so that "/.\t./x" would become "/../x".
  [/[\0-\x1f\x7f]| $/, "contains control characters, or ends with a space. Encode them."],
  [/#/, 'contains "#", which would cut off the rest. Write "%23".'],
  [/^[^?]*[/\\](\.|%2e){1,2}([/\\?]|$)/i, 'contains "." or "..", which would change the route.'],
];

function checkPath(path: unknown): string {
  check("path", typeof path === "string", 'a path such as "/my/route"', path);
  const problem = PATH_PROBLEMS.find(([pattern]) => pattern.test(path));
  if (problem !== undefined) {
    throw new InvalidArgumentError("path", `${JSON.stringify(path)} ${problem[1]}`);
  }
  return path;
}

/** True if the response has no body by HTTP's rules, as openapi-fetch sees it. */
function hasNoBody(method: string, { status, headers }: Response): boolean {
  if (status === 204 || method === "HEAD") return true;
  return (
    headers.get("content-length") === "0" &&
    !headers.get("transfer-encoding")?.toLowerCase().includes("chunked")
  );
}

/** Reads the body of a success in a form that `fetch` offers. */
async function readAs(
  parseAs: "stream" | "blob" | "arrayBuffer",
  { request, response }: Reply,
): Promise<unknown> {
  const { signal } = request;
  const { body, headers } = response;
  // React Native has no readable bodies.
  const isAbortable = signal !== undefined && body?.getReader !== undefined;
  const source = isAbortable ? new Response(abortable(body, signal), { headers }) : response;
  if (parseAs === "stream") return source.body;
  const data: Promise<unknown> = source[parseAs]();
  try {
    return await untilAborted(data, signal);
  } catch (cause) {
    throwIfAborted(signal);
    throw brokenBody(request, cause);
  }
}

/** A body that an abort closes at once. `fetch` itself listens to another signal if the attempt has a time limit. */
function abortable(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    start(controller) {
      const onAbort = (): void => {
        controller.error(abortReason(signal));
        reader.cancel().catch(() => {});
      };
      const cleanUp = (): void => signal.removeEventListener("abort", onAbort);
      reader.closed.then(cleanUp, cleanUp);
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
