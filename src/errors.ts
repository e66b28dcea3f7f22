/** Every error this package throws on its own behalf. The caller's own abort is the exception: it throws the signal's reason. */
export class LangGraphError extends Error {
  override name = "LangGraphError";
}

/** An argument or option that cannot work. Nothing was sent. */
export class InvalidArgumentError extends LangGraphError {
  override name = "InvalidArgumentError";
  /** The argument or option at fault, such as `threadId`. */
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(`${argument}: ${message}`);
    this.argument = argument;
  }
}

/** What {@link ApiError} is made of. */
export interface ApiErrorInit {
  method: string;
  url: string;
  status: number;
  /** The readable part of the body. */
  detail: string;
  /** The body, parsed when it is JSON, else its text. */
  body: unknown;
  /** The body as it came. */
  text: string;
  headers: Headers;
}

/**
 * The server answered, and the answer is a failure. Branch on `status` or on the subclasses:
 * 400 {@link BadRequestError}, 401 {@link AuthenticationError}, 403 {@link PermissionDeniedError},
 * 404 {@link NotFoundError}, 409 {@link ConflictError}, 422 {@link UnprocessableEntityError},
 * 429 {@link RateLimitError}, 500 and above {@link InternalServerError}.
 */
export class ApiError extends LangGraphError {
  override name = "ApiError";
  readonly status: number;
  /** What the server said, as one line: its `detail`, `message` or `error`, the issues of a validation, or its text. */
  readonly detail: string;
  /** The body, parsed when it is JSON, else its text; `undefined` when empty. */
  readonly body: unknown;
  /** The body as it came. */
  readonly text: string;
  readonly headers: Headers;
  /** The `x-request-id` header, for which a server's operator can search. */
  readonly requestId: string | undefined;
  readonly method: string;
  readonly url: string;

  constructor(init: ApiErrorInit) {
    super(`HTTP ${init.status}: ${init.detail} (${init.method} ${init.url})`);
    this.status = init.status;
    this.detail = init.detail;
    this.body = init.body;
    this.text = init.text;
    this.headers = init.headers;
    this.requestId = init.headers.get("x-request-id") ?? undefined;
    this.method = init.method;
    this.url = init.url;
  }

  /** The error of the class that belongs to the status. */
  static of(init: ApiErrorInit): ApiError {
    const Class = init.status >= 500 ? InternalServerError : (BY_STATUS[init.status] ?? ApiError);
    return new Class(init);
  }
}

/** 400: the request is malformed for this server. */
export class BadRequestError extends ApiError {
  override name = "BadRequestError";
}
/** 401: no key, or one that the server does not accept. */
export class AuthenticationError extends ApiError {
  override name = "AuthenticationError";
}
/** 403: the key is valid, the action is not allowed. */
export class PermissionDeniedError extends ApiError {
  override name = "PermissionDeniedError";
}
/** 404: there is no such thing, or it belongs to somebody else. */
export class NotFoundError extends ApiError {
  override name = "NotFoundError";
}
/** 409: it exists already, or the thread is busy with a run. */
export class ConflictError extends ApiError {
  override name = "ConflictError";
}
/** 422: the server read the request and refuses its content. */
export class UnprocessableEntityError extends ApiError {
  override name = "UnprocessableEntityError";
}
/** 429: too many requests. */
export class RateLimitError extends ApiError {
  override name = "RateLimitError";
}
/** 500 and above: the server, or a gateway before it, failed. */
export class InternalServerError extends ApiError {
  override name = "InternalServerError";
}

const BY_STATUS: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Whether a status passes: that of a server for a while, or of a gateway before it. */
export function isTransient(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status);
}

/** What {@link ConnectionError} and {@link TimeoutError} are made of. */
export interface ConnectionErrorInit {
  method: string;
  url: string;
  cause?: unknown;
  mayHaveBeenProcessed?: boolean;
}

/** No complete answer came: no connection, or one that broke. `cause` is what the runtime reported. */
export class ConnectionError extends LangGraphError {
  override name = "ConnectionError";
  readonly method: string;
  readonly url: string;
  /** Whether a write may have taken effect all the same: look before sending it again. Reads never have. */
  mayHaveBeenProcessed: boolean;

  constructor(message: string, init: ConnectionErrorInit) {
    super(`${message} (${init.method} ${init.url})`, { cause: init.cause });
    this.method = init.method;
    this.url = init.url;
    this.mayHaveBeenProcessed = init.mayHaveBeenProcessed ?? false;
  }
}

/** No complete answer came within `timeoutMs`. */
export class TimeoutError extends ConnectionError {
  override name = "TimeoutError";
}

/**
 * The server answered with success, but not with what the API promises: text that is no JSON, no body or one of another
 * shape, a page instead of a stream, a redirect elsewhere or to a `GET` of what was none. It is never repeated; a write may
 * have taken effect.
 */
export class InvalidResponseError extends LangGraphError {
  override name = "InvalidResponseError";
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** The body as far as it was read. */
  readonly text: string;

  constructor(
    message: string,
    init: { method: string; url: string; status: number; text: string; cause?: unknown },
  ) {
    super(`${message} (${init.method} ${init.url})`, { cause: init.cause });
    this.method = init.method;
    this.url = init.url;
    this.status = init.status;
    this.text = init.text;
  }
}

/** A server-sent event whose data is no JSON. */
export class InvalidEventError extends LangGraphError {
  override name = "InvalidEventError";
  /** The event's name and id as they came. */
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;

  constructor(init: { event: string; id: string | undefined; data: string; cause: unknown }) {
    const excerpt = init.data.length > 80 ? `${init.data.slice(0, 80)}…` : init.data;
    super(`The data of event "${init.event}"${init.id ? ` (id ${init.id})` : ""} is no JSON: ${excerpt}`, {
      cause: init.cause,
    });
    this.event = init.event;
    this.id = init.id;
    this.data = init.data;
  }
}

/** The run itself failed: the server did its part, the graph raised an error. */
export class RunFailedError extends LangGraphError {
  override name = "RunFailedError";
  /** The name of the error in the graph, such as `TypeError`. */
  readonly error: string;
  /** Its message, without the name. */
  readonly detail: string;
  /** `null` when the server did not reveal it. */
  readonly runId: string | null;
  /** `null` for a stateless run whose thread the server did not reveal. */
  readonly threadId: string | null;
  /** The error as it came. */
  readonly data: unknown;

  constructor(init: {
    error: string;
    detail: string;
    runId: string | null;
    threadId: string | null;
    data: unknown;
  }) {
    super(`${init.error}: ${init.detail}${init.runId ? ` (run ${init.runId})` : ""}`);
    this.error = init.error;
    this.detail = init.detail;
    this.runId = init.runId;
    this.threadId = init.threadId;
    this.data = init.data;
  }
}

/** What {@link StreamInterruptedError} is made of. */
export interface StreamInterruptedErrorInit {
  runId: string | null;
  threadId: string | null;
  lastEventId: string | undefined;
  cursor: string | undefined;
  received: number;
  cause?: unknown;
  resume?: (() => AsyncGenerator<unknown, void, undefined>) | undefined;
}

/**
 * A stream ended before its time, and could not be reopened without losing or repeating events. What was delivered until
 * then is right and complete; the run itself may go on.
 */
export class StreamInterruptedError extends LangGraphError {
  override name = "StreamInterruptedError";
  /** `null` when the server had not revealed it yet, and for streams of threads. */
  readonly runId: string | null;
  /** `null` for a stateless run whose thread the server did not reveal. */
  readonly threadId: string | null;
  /** The id of the last event delivered, where events have ids. */
  readonly lastEventId: string | undefined;
  /** How far the reader got: `runs.joinStream(threadId, runId, { cursor })` goes on there. `undefined` where nothing can. */
  readonly cursor: string | undefined;
  /** How many events were delivered. */
  readonly received: number;
  /** A stream of what comes after, the same as a join with the cursor. `undefined` where going on is impossible. */
  readonly resume: (() => AsyncGenerator<unknown, void, undefined>) | undefined;

  constructor(message: string, init: StreamInterruptedErrorInit) {
    const run = init.runId === null ? "" : `run ${init.runId}, `;
    const last = init.lastEventId === undefined ? "" : `, the last one ${init.lastEventId}`;
    super(`${message} (${run}${init.received} events received${last})`, { cause: init.cause });
    this.runId = init.runId;
    this.threadId = init.threadId;
    this.lastEventId = init.lastEventId;
    this.cursor = init.cursor;
    this.received = init.received;
    this.resume = init.resume;
  }
}
