const EXCERPT = 1_000;

/** Shortens a text from elsewhere for a message. A text of megabytes would fill logs; the error's fields hold the whole. */
export function excerpt(text: string, length = EXCERPT): string {
  if (text.length <= length) return text;
  // Without the first half of a character that was cut in two.
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The key of a class's name, in its prototype: it marks a class of this package, also one of another copy. */
const BRAND = Symbol.for("langgraph-client.error");

/** The base class of all errors of this package. An abort by the caller is the exception: it throws the signal's reason. */
export class LangGraphError extends Error {
  /** The name of the class. A class that a program derives has that of its base. */
  override name = String(Reflect.get(this, BRAND));
}

/** An invalid argument or option, noticed before its request is sent. */
export class InvalidArgumentError extends LangGraphError {
  /** The name of the argument or option, such as `threadId`. */
  declare readonly argument: string;

  constructor(argument: string, message: string, options?: ErrorOptions) {
    super(`${argument}: ${excerpt(message)}`, options);
    this.argument = argument;
  }
}

/** The data of an {@link ApiError}. */
export interface ApiErrorInit {
  method: string;
  /** The route of the API, with its placeholders. Default: the URL. */
  path?: string | undefined;
  url: string;
  status: number;
  /** The readable part of the body, on one line. The message has its first 1000 characters. */
  detail: string;
  /** The body, parsed when it is JSON, else its text. */
  body: unknown;
  /** The body's text, unparsed. */
  text: string;
  headers: Headers;
}

/**
 * The server responded with an error status. Branch on `status` or on the subclasses:
 * 400 {@link BadRequestError}, 401 {@link AuthenticationError}, 403 {@link PermissionDeniedError},
 * 404 {@link NotFoundError}, 409 {@link ConflictError}, 422 {@link UnprocessableEntityError},
 * 429 {@link RateLimitError}, 500 and above {@link InternalServerError}.
 */
export class ApiError extends LangGraphError {
  declare readonly status: number;
  /**
   * The readable part of the body, on one line and at most 500 characters: `detail`, `message` or `error`, validation
   * issues, or its text. `details` is appended.
   */
  declare readonly detail: string;
  /** The body, parsed when it is JSON, else its text; `undefined` when empty. */
  declare readonly body: unknown;
  /** The body's text, unparsed. */
  declare readonly text: string;
  declare readonly headers: Headers;
  /** The `x-request-id` header, by which the server's operator can find the request. */
  declare readonly requestId: string | undefined;
  declare readonly method: string;
  /** The route of the API, such as `/threads/{thread_id}`. The message has it in place of the URL, whose ids differ. */
  declare readonly path: string;
  declare readonly url: string;

  constructor(init: ApiErrorInit) {
    const { path = init.url } = init;
    super(`HTTP ${init.status}: ${excerpt(init.detail)} (${init.method} ${path})`);
    Object.assign(this, init, { path, requestId: init.headers.get("x-request-id") ?? undefined });
  }

  /** Creates an error of the class that belongs to the status. */
  static of(init: ApiErrorInit): ApiError {
    const Class = init.status >= 500 ? InternalServerError : (BY_STATUS[init.status] ?? ApiError);
    return new Class(init);
  }
}

/** 400: the server considers the request malformed. */
export class BadRequestError extends ApiError {}
/** 401: the key is missing or invalid. */
export class AuthenticationError extends ApiError {}
/** 403: the key is valid, but the action is not allowed. */
export class PermissionDeniedError extends ApiError {}
/** 404: the resource does not exist, or belongs to another user. */
export class NotFoundError extends ApiError {}
/** 409: the resource exists already, or the thread is busy with a run. */
export class ConflictError extends ApiError {}
/** 422: the request is well-formed, but its content is invalid. */
export class UnprocessableEntityError extends ApiError {}
/** 429: too many requests. */
export class RateLimitError extends ApiError {}
/** 500 and above: the server, or a gateway in front of it, failed. */
export class InternalServerError extends ApiError {}

const BY_STATUS: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The data of a {@link ConnectionError} or {@link TimeoutError}. */
export interface ConnectionErrorInit {
  method: string;
  url: string;
  cause?: unknown;
  mayHaveBeenProcessed?: boolean;
  runId?: string | undefined;
  threadId?: string | null | undefined;
}

/** No complete response arrived: the connection failed or broke. `cause` is the error of the runtime. */
export class ConnectionError extends LangGraphError {
  declare readonly method: string;
  declare readonly url: string;
  /** True if a write may have taken effect: check before you send it again. Always false for reads. */
  declare mayHaveBeenProcessed: boolean;
  /** The run that `runs.wait` started; `runs.join` gets its output. `undefined` if unknown, and for other requests. */
  declare runId: string | undefined;
  /** The thread of `runId`; `null` if the server did not name it. */
  declare threadId: string | null | undefined;

  constructor(message: string, init: ConnectionErrorInit) {
    super(`${excerpt(message)} (${init.method} ${init.url})`, init);
    // One by one: some callers pass the source of a stream, which also has the body.
    const { method, url, mayHaveBeenProcessed = false, runId, threadId } = init;
    Object.assign(this, { method, url, mayHaveBeenProcessed, runId, threadId });
  }
}

/** No complete response arrived within `timeoutMs`. */
export class TimeoutError extends ConnectionError {}

/**
 * The response has a success status, but not the content that the API promises: invalid JSON, an empty body or one of the
 * wrong shape, an HTML page instead of a stream, or a redirect that is not followed. The request is never retried; a write
 * may have taken effect.
 */
export class InvalidResponseError extends LangGraphError {
  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  /** The part of the body that was read. */
  declare readonly text: string;

  constructor(
    message: string,
    init: { method: string; url: string; status: number; text: string; cause?: unknown },
  ) {
    super(`${excerpt(message)} (${init.method} ${init.url})`, init);
    Object.assign(this, init);
  }
}

/** An event of a stream cannot be read: its data is not valid JSON, is nested too deeply, or is too large. */
export class InvalidEventError extends LangGraphError {
  /** The name of the event; empty if it was not read. */
  declare readonly event: string;
  declare readonly id: string | undefined;
  /** The data of the event; empty if it was not read. */
  declare readonly data: string;

  constructor(init: {
    event?: string | undefined;
    id?: string | undefined;
    data?: string | undefined;
    /** Default: the data is not valid JSON. */
    problem?: string | undefined;
    cause?: unknown;
  }) {
    const { event = "", id, data = "", problem = "is not valid JSON" } = init;
    const name = event === "" ? "an event" : `the event "${excerpt(event, 80)}"`;
    const place = id ? ` (id ${excerpt(id, 80)})` : "";
    const content = data && `: ${excerpt(data, 80)}`;
    super(`The data of ${name}${place} ${problem}${content}`, init);
    Object.assign(this, { event, id, data });
  }
}

/** The run failed: the graph raised an error, or the run timed out. */
export class RunFailedError extends LangGraphError {
  /** The name of the graph's error, such as `TypeError`. */
  declare readonly error: string;
  /** The message of the graph's error. */
  declare readonly detail: string;
  /** `null` if the server did not send it. */
  declare readonly runId: string | null;
  /** `null` for a stateless run whose thread the server did not name. */
  declare readonly threadId: string | null;
  /** The error as the server sent it. */
  declare readonly data: unknown;

  constructor(init: {
    error: string;
    detail: string;
    runId: string | null;
    threadId: string | null;
    data: unknown;
  }) {
    const run = init.runId ? ` (run ${excerpt(init.runId, 80)})` : "";
    super(`${excerpt(init.error, 200)}: ${excerpt(init.detail)}${run}`);
    Object.assign(this, init);
  }
}

/** The data of a {@link StreamDisconnectedError}. */
export interface StreamDisconnectedErrorInit {
  runId: string | null;
  threadId: string | null;
  lastEventId: string | undefined;
  cursor: string | undefined;
  received: number;
  cause?: unknown;
  reconnect?: (() => AsyncGenerator<unknown, void, undefined>) | undefined;
}

/**
 * A stream lost its connection and could not reconnect without losing or repeating events. The events delivered so far are
 * complete and in order. The run itself may go on.
 */
export class StreamDisconnectedError extends LangGraphError {
  /** `null` if the server had not sent it yet, and for streams of threads. */
  declare readonly runId: string | null;
  /** `null` for a stateless run whose thread the server did not name. */
  declare readonly threadId: string | null;
  /** The id of the last delivered event; `undefined` if the events have no ids. */
  declare readonly lastEventId: string | undefined;
  /**
   * The position of the last delivered event: `runs.joinStream(threadId, runId, { cursor })` continues behind it.
   * `undefined` if the stream cannot be continued.
   */
  declare readonly cursor: string | undefined;
  /** The number of delivered events. */
  declare readonly received: number;
  /** Opens a stream of the remaining events, as a join with `cursor` does. `undefined` if that is impossible. */
  readonly reconnect: (() => AsyncGenerator<unknown, void, undefined>) | undefined;

  constructor(message: string, init: StreamDisconnectedErrorInit) {
    const run = init.runId === null ? "" : `run ${excerpt(init.runId, 80)}, `;
    const last = init.lastEventId === undefined ? "" : `, the last one ${excerpt(init.lastEventId, 80)}`;
    super(`${excerpt(message)} (${run}${init.received} events received${last})`, init);
    Object.assign(this, init);
  }
}

const prototypeOf = (value: unknown): object | null => Object.getPrototypeOf(Object(value)) as object | null;

const brandOf = (prototype: object): unknown => Object.getOwnPropertyDescriptor(prototype, BRAND)?.value;

/**
 * Accepts errors of another copy of this package, too: a program may load the ES modules and the CommonJS files. A class
 * that a program derives has no brand, and accepts its own instances only.
 */
function isInstance(this: { prototype: object }, value: unknown): boolean {
  const name = brandOf(this.prototype);
  for (let each = prototypeOf(value); each !== null; each = prototypeOf(each)) {
    if (each === this.prototype || (name !== undefined && brandOf(each) === name)) return true;
  }
  return false;
}

Object.defineProperty(LangGraphError, Symbol.hasInstance, { value: isInstance });
/** The classes by their names. */
export const CLASSES = {
  LangGraphError,
  InvalidArgumentError,
  ApiError,
  BadRequestError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  UnprocessableEntityError,
  RateLimitError,
  InternalServerError,
  ConnectionError,
  TimeoutError,
  InvalidResponseError,
  InvalidEventError,
  RunFailedError,
  StreamDisconnectedError,
};
brand(CLASSES);

/** Marks classes with their names. */
export function brand(classes: Record<string, { prototype: object }>): void {
  for (const [name, { prototype }] of Object.entries(classes))
    Object.defineProperty(prototype, BRAND, { value: name });
}
