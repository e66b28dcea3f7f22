/** The kinds of differences between the two packages. docs/moving.md shows them as a table. */
interface Kind {
  /** The behavior of `@langchain/langgraph-sdk` 1.15.0. */
  there: string;
  /** The behavior of this package. */
  here: string;
  reason: string;
  /** The change that an application has to make, if it relies on the behavior there. */
  remedy: string;
}

type Kinds = Record<string, Kind>;

const nothing = "nothing to do";

const requests = {
  "stream-defaults": {
    there:
      "streams and `wait` leave the defaults of `stream_mode`, `stream_resumable` and `on_disconnect` to the server",
    here: '`values`, `true` and `"continue"` are sent; `stream_resumable: false` with `onDisconnect: "cancel"`',
    reason: "without them a stream can't reconnect, and on some servers the run ends with its connection",
    remedy: '`streamResumable: false`, `onDisconnect: "cancel"`',
  },
  "wire-forms": {
    there:
      "one `streamMode` is sent as text, lists in a query as repeated fields, `cancel_on_disconnect` as `1`; `threads.joinStream` sends `stream_mode`",
    here: "a list, one field with commas, `true`, and `stream_modes`; streams send `accept: text/event-stream`",
    reason: "these are the forms that every server reads",
    remedy: nothing,
  },
  "left-out-defaults": {
    there:
      'defaults of the server are sent: `metadata: {}`, `strategy: "delete"`, `delete_threads=false`, `wait=0`, `cancel_on_disconnect=0`, `subgraphs: false`',
    here: "they are left out",
    reason: "servers read any `subgraphs` of a query as true, and the JS server any `wait`",
    remedy: nothing,
  },
  "options-sent": {
    there:
      "`createBatch` sends camelCase names, which servers ignore. `create` drops `onDisconnect`, `stream` the tracer, `wait` the options of streams, crons some options of runs",
    here: "all options are sent, under the wire's names",
    reason: "an option that is dropped without an error is a trap",
    remedy: "remove options that must not take effect",
  },
  "given-fields": {
    there: "unknown options are dropped, and so is `null` in searches and counts",
    here: "they are sent in snake_case; their types are errors, as `metadata: null` is",
    reason: "a new field of the API is usable before the types have it; servers refuse `null`",
    remedy: "leave the option out. `streamIdleReconnect` is `idleTimeoutMs` here",
  },
  "checkpoint-forms": {
    there: "checkpoints and configs of `getState` and `getHistory` are sent as given",
    here: "one that names the thread alone is left out; `before` is sent as the id of its checkpoint",
    reason: "the latest state is meant; the JS server refuses a `before` that is an object",
    remedy: nothing,
  },
  retries: {
    there:
      "`GET`, `PUT` and `DELETE` are retried after nearly every status, `POST` never; `Retry-After` is ignored",
    here: "reads are retried, also those by `POST`, and writes if they were not processed; only after statuses that pass",
    reason: "searches are harmless to repeat, and a 501 stays a 501",
    remedy: "`maxRetries`, of the client or of a call",
  },
  "parallel-requests": {
    there: "four requests at a time; equal reads of states at the same time share one request and one result",
    here: "no limit, and each read is sent",
    reason:
      "four waiting calls would block `cancel`; a shared result changes for both when one caller edits it",
    remedy: "limit or share calls in the application",
  },
  "on-request": {
    there: "`onRequest` sees a call once",
    here: "it sees every attempt",
    reason: "a token may expire between attempts",
    remedy: nothing,
  },
  redirects: {
    there: "a redirect to another origin is followed, with the key",
    here: "it is an `InvalidResponseError`",
    reason: "the other origin would learn the key",
    remedy: "set `apiUrl` to the target",
  },
  "time-limit": {
    there: "no time limit, unless `timeoutMs` is given; it includes the retries",
    here: "60 seconds for each attempt, except for streams, `wait` and `join`",
    reason: "a dead connection would never end",
    remedy: "`timeoutMs: null`",
  },
} as const satisfies Kinds;

const clients = {
  "api-keys": {
    there: '`apiKey: ""` reads the environment; the key wins over an `x-api-key` in `defaultHeaders`',
    here: '`""` means none, like `null`; the header wins over the environment, and is an error beside `apiKey`',
    reason: "an empty key is given on purpose, and the key that is sent is the one in the code",
    remedy: "`apiKey: undefined` reads the environment",
  },
  "api-url": {
    there:
      "one slash at the end is removed, an empty `apiUrl` is `http://localhost:8123`, and an invalid one fails the first call",
    here: "all slashes are removed, and an empty or invalid `apiUrl` throws in the constructor; `LANGGRAPH_API_URL` is read without one",
    reason: "a misspelt URL should fail where it is written",
    remedy: "`apiUrl: undefined` for the default; a full URL outside of browsers",
  },
  "client-options": {
    there: "unknown options are ignored; `streamProtocol` and `onFailedResponseHook` exist",
    here: "an unknown option throws; `callerOptions` takes `fetch`, `maxRetries` and `maxConcurrency`, and ignores the rest",
    reason: "a misspelt `apiUrl` would send requests to another server",
    remedy: "remove `streamProtocol`; `logger` or an own `fetch` sees failed responses",
  },
} as const satisfies Kinds;

const results = {
  "no-results": {
    there: "`delete`, `cancel` and `update` with `returnMinimal` give what the server sends",
    here: "they give `undefined`, as their type says",
    reason: "the servers send different values",
    remedy: nothing,
  },
  pagination: {
    there: "`includePagination` gives the rows and `next`",
    here: "also `total`; the searches of threads and crons have it, too",
    reason: "servers send it",
    remedy: nothing,
  },
  outputs: {
    there: "`wait` and `join` give what the server sends; `wait` throws a `TypeError` for `null`",
    here: "the interrupts are read from the thread's state if the response may lack some, and the result of `join` is checked against the run's status",
    reason: "the JS server sends some of the interrupts, and reports a failure only once",
    remedy: "allow one or two more reads in tests that count requests",
  },
  "joined-failures": {
    there: "`join` gives a failed run's `__error__`, and `wait` throws an `Error`",
    here: "both throw a `RunFailedError` with the same message",
    reason: "a failed run is not a result",
    remedy: "`raiseError: false`",
  },
} as const satisfies Kinds;

const streams = {
  "event-fields": {
    there: "events have `id`, `event` and `data`; an event without an id has that of the event before it",
    here: "they also have `type` and `namespace`; `id` is the event's own",
    reason: "events of subgraphs can be told apart without splitting names",
    remedy:
      "[type predicates](#type-predicates), [events as JSON](#events-as-json). `stream.lastEventId` is the id of the last event that has one",
  },
  "failed-runs": {
    there: "a failed run's stream ends after its `error` event",
    here: "the `error` event is delivered, then the loop throws a `RunFailedError`",
    reason: "a loop that doesn't look for the event would take the failure for a success",
    remedy: "`raiseError: false`",
  },
  "proof-of-end": {
    there:
      "a stream ends when its connection closes; the status of the run is read only if the server sent a `Location`",
    here: "a resumable stream reads the run's status and the rest of its events first: two more requests",
    reason: "proxies close connections in the middle of a run",
    remedy: "`streamResumable: false` saves the second read",
  },
  disconnected: {
    there:
      "a stream that stops early ends without an error, or throws that of the runtime; an incomplete last event is delivered",
    here: "it throws a `StreamDisconnectedError`; so does `threads.joinStream` whenever its connection ends",
    reason: "missing events would look like the end",
    remedy: "catch the error; `error.reconnect()` continues, where that is possible",
  },
  reconnects: {
    there: "a stream reconnects after the last id, and only if the server sent a `Location`",
    here: "after the id before it, without duplicates, on every server that stores events",
    reason: "events share ids, so that some would be missing",
    remedy: nothing,
  },
  joins: {
    there:
      "`runs.joinStream` without `lastEventId` begins where the run is; the server filters by `streamMode`",
    here: "it begins with the first event; the client filters",
    reason: "events from before the join would be missing, and the servers' filters lose events",
    remedy: '`from: "now"`',
  },
  leaving: {
    there:
      "`break` leaves the connection open; an abort before the stream or inside its loop ends it without an error",
    here: "`break` closes the connection; an abort always throws the signal's reason",
    reason: "an open connection keeps the run and the process alive",
    remedy: "catch the error whose `name` is `AbortError`",
  },
} as const satisfies Kinds;

const errors = {
  "error-classes": {
    there: "errors are `Error`s with `status`, `text` and `response`; the message has the whole body",
    here: "they have classes, `status`, `text`, `body`, `detail` and `headers`; the message begins with the same `HTTP <status>: `, then has the readable part. On a server without crons, `crons` throw a `LangGraphError`",
    reason: "programs branch on classes, and people read messages",
    remedy: "`instanceof`, or `status` as before; `error.headers` for `error.response.headers`",
  },
  "checked-responses": {
    there: "an unexpected response is returned, or is a `SyntaxError` or a `TypeError`",
    here: "it is an `InvalidResponseError`, and an unreadable event an `InvalidEventError`",
    reason: "the failure is named where it happens",
    remedy: nothing,
  },
  "argument-checks": {
    there: "empty or missing ids, labels and options are sent; a few are an `Error`",
    here: "they are an `InvalidArgumentError`, and nothing is sent",
    reason:
      "`DELETE /threads/` or `/threads/undefined/runs` is never meant; labels with a period name another namespace",
    remedy: "pass the id; `null` for a run without a thread",
  },
} as const satisfies Kinds;

const leftOut = {
  "patch-state": {
    there: "`threads.patchState`",
    here: "left out",
    reason: "no server has the route: the JS server sends 404, the Python server 405",
    remedy: "`threads.update(threadId, { metadata })` changes a thread's metadata",
  },
  "threads-stream": {
    there: "`threads.stream`",
    here: "`threadStream` of `langgraph-client/thread`",
    reason: "the protocol is a preview, and most programs don't load it",
    remedy: "[its members](threads.md#from-the-official-client)",
  },
  ui: {
    there: '`client["~ui"]`',
    here: "left out",
    reason: "an internal part of the official React components",
    remedy: "use the official client beside this one",
  },
} as const satisfies Kinds;

const types = {
  "null-values": {
    there: "`null` compiles as `metadata` and as `refreshTtl`",
    here: "it is an error of the compiler",
    reason: "both servers refuse `metadata: null`",
    remedy: "leave the option out",
  },
  "option-types": {
    there:
      "`onCompletion` of a run on a thread, `afterSeconds` of a cron and a cron without `schedule` compile",
    here: "they are errors of the compiler",
    reason: "servers ignore or refuse them",
    remedy: "remove the option; give a `schedule`",
  },
  "missing-fields": {
    there: "the `state_updated_at` of a thread is a string",
    here: "it may be `undefined`",
    reason: "the JS server does not send it",
    remedy: "`thread.state_updated_at ?? thread.updated_at`",
  },
  "state-lists": {
    there: "`updateState` of a client without types takes a list of records as `values`",
    here: "it takes a record",
    reason: "states are records",
    remedy: "`updateState<object[]>(…)`",
  },
  "replaced-methods": {
    there: "a method can be replaced by a function that returns a promise",
    here: "methods return an `ApiPromise`, or a stream with more members",
    reason: "`withResponse()`, `final()` and the others",
    remedy: "a cast: [below](#tests-that-replace-methods)",
  },
} as const satisfies Kinds;

export const kinds = { ...requests, ...clients, ...results, ...streams, ...errors, ...leftOut, ...types };

/** The kinds by the headings of docs/moving.md. */
export const groups: Record<string, Kinds> = {
  Requests: requests,
  Clients: clients,
  Results: results,
  Streams: streams,
  Errors: errors,
  "Left out": leftOut,
  Types: types,
};

export type KindId = keyof typeof kinds;
