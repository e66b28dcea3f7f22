import type { Problem } from "./conformance.js";

/** The real servers of the tests. */
export type Server = "js" | "python" | "aegra" | "fake";

/**
 * All known differences of the servers from openapi.json and from each other. docs/servers.md shows this table. Each full
 * run of the server tests proves every row by an undocumented response, by a request to a route that the server lacks,
 * or by a test that calls `deviates` with the name. A row that nothing proves fails the run.
 */
export interface Deviation {
  /** `both`: the JS and the Python server. */
  server: Server | "both";
  /** Aegra has the deviation too. Rows of Aegra alone have it as their `server`. */
  aegra?: true;
  /** The fake server of `langgraph-client/testing` has the deviation too. */
  fake?: true;
  /** Operations of openapi.json, or "all". With `responses.kind` "operation", an operation that openapi.json lacks. */
  operations: "all" | string[];
  /** The behavior of the server. */
  does: string;
  /** The behavior of this client. */
  ours: string;
  /** Selects the undocumented responses that this deviation explains. */
  responses?: Pick<Problem, "kind"> & { status?: number; at?: RegExp };
  /** Valid requests, one for each operation, with the status that the server returns. */
  lacks?: { path: string; body?: object; status: number }[];
}

const id = "00000000-0000-4000-8000-000000000000";
const RUN = "/threads/{thread_id}/runs/{run_id}";
const cron = { assistant_id: id, thread_id: id, schedule: "* * * * *" };

/** Routes of other protocols, which no method of the client uses. */
const protocols = {
  operations: [
    "POST /a2a/{assistant_id}",
    "POST /mcp/",
    "GET /mcp/",
    "DELETE /mcp/",
    "GET /metrics",
    "GET /docs",
  ],
  lacks: [
    { path: `/a2a/${id}`, body: {}, status: 404 },
    { path: "/mcp/", body: {}, status: 404 },
    { path: "/mcp/", status: 404 },
    { path: "/mcp/", status: 404 },
    { path: "/metrics", status: 404 },
    { path: "/docs", status: 404 },
  ],
} satisfies Pick<Deviation, "operations" | "lacks">;

const table = {
  "error-text": {
    server: "js",
    operations: "all",
    does: "returns errors as plain text",
    ours: "`detail` of the error is the text; openapi.json describes the Python server's JSON",
    responses: { kind: "content-type", status: 404 },
  },
  "conflict-text": {
    server: "js",
    operations: "all",
    does: "returns conflicts (409) as plain text",
    ours: "`detail` of the error is the text",
    responses: { kind: "content-type", status: 409 },
  },
  "bad-request": {
    server: "js",
    fake: true,
    operations: "all",
    does: "returns 400 for invalid ids and bodies",
    ours: "`BadRequestError`; for the Python server's 422 `UnprocessableEntityError`",
    responses: { kind: "status", status: 400 },
  },
  "busy-422": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "returns 422 and plain text for a run on a busy thread",
    ours: "`UnprocessableEntityError`; for the Python server's 409 `ConflictError`",
    responses: { kind: "content-type", status: 422 },
  },
  "wait-text": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait"],
    does: "sends the JSON as `text/plain`, because blank lines may precede it",
    ours: "parsed as JSON",
    responses: { kind: "content-type", status: 200 },
  },
  "subgraph-schemas": {
    server: "js",
    operations: [
      "GET /assistants/{assistant_id}/subgraphs",
      "GET /assistants/{assistant_id}/subgraphs/{namespace}",
    ],
    does: "names the schemas of a subgraph `input`, `output` and `state`",
    ours: "passed on unchanged; the types describe the Python server's names",
    responses: { kind: "body", at: /^\/[^/]+\/(input|output|state)_schema$/ },
  },
  "short-info": {
    server: "js",
    aegra: true,
    operations: ["GET /info"],
    does: "omits the version of LangGraph for Python",
    ours: "passed on unchanged",
    responses: { kind: "body", at: /^\/langgraph_py_version$/ },
  },
  "state-metadata": {
    server: "js",
    operations: ["GET /threads/{thread_id}/state"],
    does: "omits the metadata of a state without a checkpoint",
    ours: "passed on unchanged",
    responses: { kind: "body", at: /(^|\/state)\/metadata$/ },
  },
  "stateless-stream": {
    server: "js",
    fake: true,
    operations: ["GET /runs/{id}/stream"],
    does: "serves the stream of a run without a thread at this route, which is missing in openapi.json",
    ours: "`runs.joinStream(null, runId)` works on this server only",
    responses: { kind: "operation" },
  },
  "xray-single": {
    server: "js",
    fake: true,
    operations: ["GET /assistants/{assistant_id}/graph"],
    does: "draws a subgraph of one node as a single node, even with `xray`",
    ours: "passed on unchanged",
  },
  "reject-by-default": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "uses `reject` if `multitask_strategy` is missing",
    ours: "documented at the option; set `multitaskStrategy` if it matters",
  },
  "runs-oldest-first": {
    server: "js",
    operations: ["GET /threads/{thread_id}/runs"],
    does: "lists the oldest run first",
    ours: "`runs.list` and `runs.iterate` keep the server's order",
  },
  "error-name": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait", `GET ${RUN}/join`],
    does: "sends `Error` as the type of every error of a run, and its real name in the message, as JSON",
    ours: "`RunFailedError` has the name and the message; with `raiseError: false` the response is unchanged",
  },
  "unknown-thread-422": {
    server: "js",
    operations: [
      "POST /threads/{thread_id}/runs",
      "POST /threads/{thread_id}/runs/stream",
      "POST /threads/{thread_id}/runs/wait",
    ],
    does: "returns 422 for a run on an unknown thread, as for a busy thread",
    ours: "`UnprocessableEntityError`; for the Python server's 404 `NotFoundError`",
  },
  "unknown-graph-404": {
    server: "js",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs"],
    does: "returns 404 for an unknown graph",
    ours: "`NotFoundError`; for the Python server's 422 `UnprocessableEntityError`",
  },
  "wait-without-state": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", `GET ${RUN}/join`],
    does: "returns the interrupts of an interrupted run without its state",
    ours: "`runs.wait` and `join` request the state as well",
  },
  "join-without-interrupts": {
    server: "js",
    operations: [`GET ${RUN}/join`],
    does: "returns the state of a run that was interrupted before the request, without its interrupts",
    ours: "`runs.join` reads the interrupts from the thread's state",
  },
  "one-of-several-interrupts": {
    server: "js",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait"],
    does: "returns one of several interrupts, and none if another node ends after them",
    ours: "`runs.wait` reads all of them from the thread's state",
  },
  "answer-for-all": {
    server: "js",
    operations: [
      "POST /threads/{thread_id}/runs",
      "POST /threads/{thread_id}/runs/stream",
      "POST /threads/{thread_id}/runs/wait",
    ],
    does: "resumes every interrupt of a thread with a plain answer, or an object without an id",
    ours: "`runs.resume` refuses such an answer; `command` of other methods is not checked",
  },
  "answered-interrupts": {
    server: "js",
    operations: ["GET /threads/{thread_id}/state"],
    does: "lists the interrupts of tasks that were resumed, while others of their step wait",
    ours: "`getInterrupts` leaves out the interrupts of tasks with a result; a node that returns nothing has none",
  },
  "failure-returned-once": {
    server: "js",
    operations: [`GET ${RUN}/join`],
    does: "returns the error of a failed run once, and its state after that",
    ours: "`runs.wait` and `join` request the run's status as well",
  },
  "values-search-unfiltered": {
    server: "js",
    operations: ["POST /threads/search"],
    does: "includes threads without a run in every search by `values`",
    ours: "passed on unchanged",
  },
  "interrupt-without-state": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends interrupts in a `values` event without the state",
    ours: "passed on unchanged",
  },
  "unrequested-checkpoints": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "adds `checkpoints` events that were not requested to the mode `values` if subgraphs are streamed",
    ours: "passed on unchanged; the stream's type has these events only if the mode is requested",
  },
  "shared-readers": {
    server: "js",
    operations: [`GET ${RUN}/stream`],
    does: "splits the events of a run that is not resumable among its readers",
    ours: "`streamResumable` is true by default",
  },
  "join-before-start": {
    server: "js",
    operations: [`GET ${RUN}/stream`, `GET ${RUN}/join`],
    does: "stores no events of a run that was joined, without `Last-Event-ID` or by `join`, before it started",
    ours: '`joinStream` sends `-1`, unless it is called with `from: "now"`; `join` can\'t send it',
  },
  "delta-blocks": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "GET /threads/{thread_id}/state"],
    does: "keeps the deltas of a tool's input as blocks of their own in the state",
    ours: "`messages()` and `parts()` merge them into the block of the tool",
  },
  "no-last-chunk": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "does not mark the last chunk of a message",
    ours: "a message is complete when its node begins another one, or with the next state; `text()` mixes messages that one node streams at the same time",
  },
  "wait-ignores-disconnect": {
    server: "js",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/wait"],
    does: "continues the run after its caller disconnects, and ignores `on_disconnect`",
    ours: "cancel the run with `runs.cancel`",
  },
  "rollback-keeps-run": {
    server: "js",
    operations: [`POST ${RUN}/cancel`, "POST /threads/{thread_id}/runs"],
    does: "keeps a run that was rolled back, with the status `error`",
    ours: "passed on unchanged; the Python server deletes the run",
  },
  "total-plus-offset": {
    server: "js",
    operations: ["POST /assistants/search", "POST /threads/search"],
    does: "adds the offset to the total",
    ours: "passed on unchanged; `count` returns the exact number",
  },
  "search-unsorted": {
    server: "js",
    operations: ["POST /assistants/search"],
    does: "ignores `sort_by` and `sort_order`, and lists the newest assistant first",
    ours: "passed on unchanged",
  },
  "no-extract": {
    server: "js",
    aegra: true,
    operations: ["POST /threads/search"],
    does: "ignores `extract`",
    ours: "passed on without `extracted`",
  },
  "no-thread-extras": {
    server: "js",
    operations: [
      "POST /threads/prune",
      "GET /threads/{thread_id}/storage",
      "GET /threads/{thread_id}/stream",
      "POST /runs/cancel",
    ],
    does: "has no such route",
    ours: "`threads.prune`, `getStorage`, `joinStream` and `runs.cancelMany` throw `NotFoundError`",
    lacks: [
      { path: "/threads/prune", body: { thread_ids: [id] }, status: 404 },
      { path: `/threads/${id}/storage`, status: 404 },
      { path: `/threads/${id}/stream`, status: 404 },
      { path: "/runs/cancel", body: { status: "all" }, status: 404 },
    ],
  },
  "no-crons": {
    server: "js",
    operations: [
      "POST /threads/{thread_id}/runs/crons",
      "POST /runs/crons",
      "POST /runs/crons/search",
      "DELETE /runs/crons/{cron_id}",
    ],
    does: "has the route, but returns 500: crons are not implemented",
    ours: "all methods of `crons` throw a `LangGraphError` that says so, without retries",
    lacks: [
      { path: `/threads/${id}/runs/crons`, body: cron, status: 500 },
      { path: "/runs/crons", body: cron, status: 500 },
      { path: "/runs/crons/search", body: {}, status: 500 },
      { path: `/runs/crons/${id}`, status: 500 },
    ],
  },
  "crons-need-thread": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/crons", "POST /runs/crons"],
    does: "returns 400 if the body has no `thread_id`, before the 500 of the row above",
    ours: "the same error, after a look at `GET /info`",
  },
  "no-cron-routes": {
    server: "js",
    operations: ["POST /runs/crons/count", "GET /runs/crons/{cron_id}", "PATCH /runs/crons/{cron_id}"],
    does: "has no such route",
    ours: "the same error",
    lacks: [
      { path: "/runs/crons/count", body: {}, status: 404 },
      { path: `/runs/crons/${id}`, status: 404 },
      { path: `/runs/crons/${id}`, body: {}, status: 404 },
    ],
  },
  "no-protocols": {
    server: "js",
    does: "has no such route",
    ours: "available through `raw`, which returns the 404 as a value",
    ...protocols,
  },
  "unknown-stream-200": {
    server: "both",
    fake: true,
    operations: [`GET ${RUN}/stream`],
    does: "returns 200 and an `error` event for the stream of an unknown run",
    ours: "`NotFoundError`",
  },
  "unknown-join-200": {
    server: "both",
    fake: true,
    operations: [`GET ${RUN}/join`],
    does: "returns 200 and an `__error__` when joining an unknown run",
    ours: "`NotFoundError`; if the output is an error, `runs.join` requests the run itself",
  },
  "unknown-state-404": {
    server: "both",
    aegra: true,
    fake: true,
    operations: ["GET /threads/{thread_id}/state"],
    does: "returns 404 for an unknown thread",
    ours: "`NotFoundError`",
    responses: { kind: "status", status: 404 },
  },
  "null-answer": {
    server: "both",
    aegra: true,
    fake: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "fails a run that answers an interrupt with `null`",
    ours: "`runs.resume` refuses it; as an answer by id it works",
  },
  "lifecycle-refused": {
    server: "both",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "rejects the mode `lifecycle` for a run",
    ours: "`BadRequestError` on the JS server, `UnprocessableEntityError` on the Python server",
  },
  "copy-409": {
    server: "both",
    fake: true,
    operations: ["POST /threads/{thread_id}/copy"],
    does: "returns 409 for an unknown thread",
    ours: "`ConflictError`",
  },
  "completed-arguments": {
    server: "both",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "completes the arguments of a tool call that end too early, and calls the tool",
    ours: "the tool's part is `called` with the state; on the Python server, it is `failed` before that",
  },
  "assistant-uuid": {
    server: "python",
    operations: [
      "GET /assistants/{assistant_id}",
      "PATCH /assistants/{assistant_id}",
      "DELETE /assistants/{assistant_id}",
      "GET /assistants/{assistant_id}/schemas",
      "GET /assistants/{assistant_id}/subgraphs",
    ],
    does: "accepts only the uuid of an assistant, not the name of its graph",
    ours: "`UnprocessableEntityError` for a name; find the uuid with `assistants.search({ graphId })`",
    responses: { kind: "status", status: 422 },
  },
  "values-search-500": {
    server: "python",
    operations: ["POST /threads/search"],
    does: "returns 500 if a search by `values` reaches a thread without a run",
    ours: "`InternalServerError`; exclude such threads with `ids` or `metadata`, which are applied first",
    responses: { kind: "status", status: 500 },
  },
  "ids-when-resumable": {
    server: "python",
    fake: true,
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends ids of events only with `stream_resumable`",
    ours: "`streamResumable` is true by default; if false, `id` is undefined and the stream cannot reconnect",
  },
  "no-messages-complete": {
    server: "python",
    aegra: true,
    fake: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "sends no `messages/complete` after `messages/partial` events",
    ours: "the last `messages/partial` is the whole message",
  },
  "chunk-type": {
    server: "python",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "sends `AIMessageChunk` as the type of a model's message chunks",
    ours: "the type of a `messages` event allows both `ai` and `AIMessageChunk`",
  },
  "several-interrupts-without-state": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait"],
    does: "returns several interrupts of a run without its state",
    ours: "`runs.wait` requests the state as well",
  },
  "empty-answer-ignored": {
    server: "python",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "ignores an empty object as the answer to an interrupt",
    ours: "`runs.resume` refuses it; as an answer by id it works",
  },
  "merged-blocks": {
    server: "python",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/stream", "GET /threads/{thread_id}/state"],
    does: "merges content blocks with the same index in the state, although their types differ",
    ours: "`messages()` and `parts()` keep the blocks of the chunks",
  },
  "equal-numbers": {
    server: "python",
    aegra: true,
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "adds the numbers in the metadata of chunks only if they differ from the sum so far",
    ours: "`messages()` and `parts()` use the rule of the server",
  },
  "join-without-state": {
    server: "python",
    operations: [`GET ${RUN}/join`],
    does: "returns the interrupts of an interrupted run without its state",
    ours: "`runs.join` requests the state as well",
  },
  "messages-not-stored": {
    server: "python",
    operations: [`GET ${RUN}/stream`],
    does: "stores no events of the mode `messages`, although they have ids",
    ours: "streams of this mode cannot reconnect; `messages-tuple` can",
  },
  "error-not-stored": {
    server: "python",
    operations: [`GET ${RUN}/stream`],
    does: "stores no `error` event",
    ours: "at its end, a stream that has reconnected requests the run's status and error",
  },
  "shared-ids": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends the same id for all events of one millisecond",
    ours: "a stream reconnects from the previous id, and skips duplicates",
  },
  "tools-refused": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "rejects the mode `tools`",
    ours: "`UnprocessableEntityError`",
  },
  "unknown-thread-200": {
    server: "python",
    operations: ["GET /threads/{thread_id}/stream"],
    does: "opens a stream without events for an unknown thread",
    ours: "passed on; the stream looks like that of an idle thread",
  },
  "keep-latest": {
    server: "python",
    operations: ["POST /threads/prune"],
    does: "rejects `keep_latest` with the in-memory runtime",
    ours: "`UnprocessableEntityError`",
  },
  "total-looks-ahead": {
    server: "python",
    operations: ["POST /assistants/search", "POST /threads/search", "POST /runs/crons/search"],
    does: "counts at most one row beyond the page for the total",
    ours: "passed on unchanged, as a lower bound; `count` returns the exact number",
  },
  "stateless-location": {
    server: "python",
    operations: ["GET /runs/{id}/stream"],
    does: "announces this route in the `Location` of a run without a thread, but does not serve it",
    ours: "`runs.joinStream(null, runId)` throws `NotFoundError`; create the run on a thread to join it",
    responses: { kind: "operation" },
  },
  "stream-bad-id": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /threads/{thread_id}/copy"],
    does: "returns 400 for a thread id that is not a uuid; other routes return 422",
    ours: "`BadRequestError`",
    responses: { kind: "status", status: 400 },
  },
  "mcp-redirect": {
    server: "python",
    operations: ["POST /mcp/", "GET /mcp/", "DELETE /mcp/"],
    does: "redirects from the documented path to `/mcp`",
    ours: "followed, like every redirect that keeps the origin and the method",
    responses: { kind: "status", status: 307 },
  },
  "protocol-ids": {
    server: "python",
    aegra: true,
    operations: ["POST /threads/{thread_id}/stream/events"],
    does: "sends the sequence number of an event as its id, not its `event_id`",
    ours: "`raw.stream` passes both on",
  },
  "thread-run-cut-off": {
    server: "js",
    operations: ["POST /threads/{thread_id}/stream/events"],
    does: "sends no more events of a run once a command starts another run of its thread",
    ours: "`threadStream` waits for active runs before it starts one. A run that another client cuts off throws a `StreamDisconnectedError`, whose `reconnect()` reads all of its events",
  },
  "thread-web-socket": {
    server: "js",
    operations: ["POST /threads/{thread_id}/stream/events"],
    does: "drops the events of a thread when a WebSocket of any client closes, and keeps open streams silent",
    ours: "a `StreamDisconnectedError` of `threadStream`, as soon as the silence is noticed",
  },
  "thread-classic-runs": {
    server: "js",
    operations: ["POST /threads/{thread_id}/stream/events"],
    does: "sends only events of runs that commands have started",
    ours: "`runs()` and `join` of `threadStream` do not see other runs; `runs.joinStream` does",
  },
  "thread-strategies": {
    server: "js",
    operations: ["POST /threads/{thread_id}/commands"],
    does: "ignores `multitaskStrategy`",
    ours: "`threadStream` applies it: it waits for active runs, stops them, or throws a `ConflictError`",
  },
  "thread-one-assistant": {
    server: "js",
    operations: ["POST /threads/{thread_id}/commands"],
    does: "refuses to start another assistant than the first one of the thread",
    ours: "a `CommandError` of `threadStream`",
  },
  "thread-unknown-assistant": {
    server: "python",
    operations: ["POST /threads/{thread_id}/commands"],
    does: "refuses an unknown assistant with 422, the JS server with 404",
    ours: "an `UnprocessableEntityError` of `threadStream`, on the JS server a `NotFoundError`",
  },
  "error-body": {
    server: "aegra",
    operations: "all",
    does: "sends errors as `error`, `message` and `details`, and invalid bodies as a list in `detail`",
    ours: "`detail` of the error is the message, or the list as text",
    responses: { kind: "body", at: /^\/detail$/ },
  },
  "invalid-id-404": {
    server: "aegra",
    operations: ["GET /threads/{thread_id}"],
    does: "returns 404 for an id that is not a uuid",
    ours: "`NotFoundError`; for the Python server's 422 `UnprocessableEntityError`",
  },
  "name-404": {
    server: "aegra",
    operations: ["GET /assistants/{assistant_id}", "GET /assistants/{assistant_id}/graph"],
    does: "returns 404 for the name of a graph in the place of an assistant's uuid",
    ours: "`NotFoundError`; find the uuid with `assistants.search({ graphId })`",
  },
  "history-filter-500": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/history"],
    does: "returns 500 for a history with a filter by `metadata`",
    ours: "`InternalServerError`",
    responses: { kind: "status", status: 500 },
  },
  "same-config-409": {
    server: "aegra",
    operations: ["POST /assistants"],
    does: "returns 409 for a second assistant with the same graph and config",
    ours: "`ConflictError`",
  },
  "thread-metadata": {
    server: "aegra",
    operations: ["POST /threads", "GET /threads/{thread_id}", "PATCH /threads/{thread_id}"],
    does: "adds `owner`, `graph_id`, `assistant_id` and `thread_name` to the metadata of every thread",
    ours: "passed on unchanged",
  },
  "short-threads": {
    server: "aegra",
    operations: ["GET /threads/{thread_id}", "POST /threads/search"],
    does: "omits the `values` and `interrupts` of a thread",
    ours: "passed on unchanged; `threads.getState` has both",
  },
  "delete-thread-200": {
    server: "aegra",
    operations: ["DELETE /threads/{thread_id}"],
    does: "returns 200 and a body",
    ours: "`undefined`, as for 204",
    responses: { kind: "status", status: 200 },
  },
  "no-supersteps": {
    server: "aegra",
    operations: ["POST /threads"],
    does: "ignores `supersteps`",
    ours: "the new thread is empty; use `threads.updateState`",
  },
  "no-minimal": {
    server: "aegra",
    operations: ["PATCH /threads/{thread_id}"],
    does: "ignores `Prefer: return=minimal`, and returns 200 with the thread",
    ours: "`undefined`, as for 204",
  },
  "search-unfiltered": {
    server: "aegra",
    operations: ["POST /threads/search"],
    does: "ignores `ids`, `values` and `extract`",
    ours: "passed on unchanged; filter by `metadata` or `status`",
  },
  "no-select": {
    server: "aegra",
    operations: ["POST /threads/search"],
    does: "rejects `select`",
    ours: "`UnprocessableEntityError`",
  },
  "no-totals": {
    server: "aegra",
    operations: ["POST /assistants/search", "POST /threads/search", "POST /runs/crons/search"],
    does: "sends no pagination headers",
    ours: "`next` and `total` of a page are null",
  },
  "select-ignored": {
    server: "aegra",
    operations: ["POST /assistants/search", "POST /runs/crons/search"],
    does: "ignores `select`",
    ours: "passed on unchanged",
  },
  "versions-unpaged": {
    server: "aegra",
    operations: ["POST /assistants/{assistant_id}/versions"],
    does: "ignores `limit` and `offset`",
    ours: "passed on unchanged",
  },
  "delete-assistant-body": {
    server: "aegra",
    operations: ["DELETE /assistants/{assistant_id}"],
    does: "returns an object, not an array",
    ours: "`undefined`",
    responses: { kind: "body", status: 200 },
  },
  "null-filter": {
    server: "aegra",
    operations: ["POST /threads/search", "POST /assistants/search", "POST /runs/crons/search"],
    does: "accepts `null` as a filter, which finds everything",
    ours: "passed on unchanged; the types exclude it",
  },
  "prune-expired": {
    server: "aegra",
    operations: ["POST /threads/prune"],
    does: "ignores `thread_ids`, and deletes only threads whose time to live has ended; returns `deleted` and `pruned`",
    ours: "passed on unchanged; delete threads with `threads.delete`",
    responses: { kind: "body", at: /^\/pruned_count$/ },
  },
  "subgraph-state": {
    server: "aegra",
    operations: ["GET /threads/{thread_id}/state"],
    does: "sends only the `configurable` of a subgraph as the `state` of its task",
    ours: "passed on unchanged; with `subgraphs: true`, the whole state",
    responses: { kind: "body", at: /^\/tasks\/\*\/state\// },
  },
  "creates-threads": {
    server: "aegra",
    operations: [
      "POST /threads/{thread_id}/runs",
      "POST /threads/{thread_id}/runs/stream",
      "POST /threads/{thread_id}/runs/wait",
    ],
    does: "creates an unknown thread, whatever its id",
    ours: "no `NotFoundError`; the run works on a new thread",
  },
  "short-runs": {
    server: "aegra",
    operations: [
      "POST /threads/{thread_id}/runs",
      "GET /threads/{thread_id}/runs",
      `GET ${RUN}`,
      "POST /runs",
    ],
    does: "omits `metadata`, `kwargs` and `multitask_strategy` of a run",
    ours: "passed on unchanged",
    responses: { kind: "body", at: /^(\/\*)?\/(metadata|kwargs|multitask_strategy)$/ },
  },
  "no-run-location": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "sends no `Content-Location`",
    ours: "`runs.create` does not call `onRunCreated`; its result has the ids",
  },
  "input-required": {
    server: "aegra",
    operations: [
      "POST /threads/{thread_id}/runs",
      "POST /threads/{thread_id}/runs/stream",
      "POST /threads/{thread_id}/runs/wait",
    ],
    does: "rejects a run without input, command and checkpoint",
    ours: "`UnprocessableEntityError`; `checkpoint: {}` continues a paused run",
  },
  "input-or-command": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "rejects a run with an input and a command",
    ours: "`UnprocessableEntityError`",
  },
  "resume-400": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "returns 400 for an answer if the thread is not interrupted",
    ours: "`BadRequestError`",
    responses: { kind: "status", status: 400 },
  },
  "no-busy-threads": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs", "POST /threads/{thread_id}/state"],
    does: "ignores `multitask_strategy`: all runs of a thread work at the same time, and its state can be updated meanwhile",
    ours: "wait for the end of a run before the next one",
  },
  "no-rollback": {
    server: "aegra",
    operations: [`POST ${RUN}/cancel`],
    does: "rejects the action `rollback`",
    ours: "`UnprocessableEntityError`",
  },
  "delete-running-409": {
    server: "aegra",
    operations: [`DELETE ${RUN}`],
    does: "returns 409 for a run that is running",
    ours: "`ConflictError`; cancel the run first",
    responses: { kind: "status", status: 409 },
  },
  "cancel-unknown-204": {
    server: "aegra",
    operations: ["POST /runs/cancel"],
    does: "ignores unknown ids of runs",
    ours: "`runs.cancelMany` resolves",
  },
  "end-event": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends `end` with the run's status as the last event",
    ours: "passed on as an event of the type `end`",
  },
  "opaque-ids": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends ids such as `<run_id>_event_1`, also without `stream_resumable`",
    ours: "not compared by order: a stream skips the events whose ids it has delivered",
  },
  "always-stored": {
    server: "aegra",
    operations: [`GET ${RUN}/stream`],
    does: "stores the events of every run, also without `stream_resumable`",
    ours: "every stream can reconnect",
  },
  "hidden-error-text": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends `execution failed` as the message of a failed run",
    ours: "passed on unchanged; `runs.join` has the message",
  },
  "no-error-name": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait", `GET ${RUN}/join`],
    does: "sends `Error` as the type of every error of a run",
    ours: "passed on unchanged; a stream has the type",
  },
  "output-of-values": {
    server: "aegra",
    operations: [`GET ${RUN}/join`],
    does: "returns `{}` for a run that does not stream `values`",
    ours: "passed on unchanged; `threads.getState` has the state",
  },
  "whole-as-chunk": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends the whole message that a node returns as `AIMessageChunk`",
    ours: "if the node gives a streamed message another id, `text()` delivers its text again",
  },
  "no-stateless-stream": {
    server: "aegra",
    operations: ["GET /runs/{id}/stream"],
    does: "does not serve the stream of a run without a thread",
    ours: "`runs.joinStream(null, runId)` throws `NotFoundError`; the run has a thread while it works",
    responses: { kind: "operation" },
  },
  "cron-run": {
    server: "aegra",
    operations: ["POST /threads/{thread_id}/runs/crons", "POST /runs/crons"],
    does: "starts a run at once, and returns it instead of the cron, unless the cron is disabled",
    ours: "passed on unchanged, without a `cron_id`; find the cron with `crons.search`",
    responses: { kind: "body", at: /^\/(cron_id|enabled|end_time|payload|schedule)$/ },
  },
  "short-crons": {
    server: "aegra",
    operations: ["POST /runs/crons/search", "PATCH /runs/crons/{cron_id}"],
    does: "omits the `timezone` of a cron",
    ours: "passed on unchanged",
  },
  "end-time-kept": {
    server: "aegra",
    operations: ["PATCH /runs/crons/{cron_id}"],
    does: "ignores `null` as the end time",
    ours: "passed on unchanged; delete the cron and create another one",
  },
  "missing-item-404": {
    server: "aegra",
    operations: ["GET /store/items"],
    does: "returns 404 for a missing item",
    ours: "`NotFoundError`; on the other servers, `store.getItem` returns null",
    responses: { kind: "status", status: 404 },
  },
  "user-namespace": {
    server: "aegra",
    operations: ["GET /store/items", "POST /store/items/search", "POST /store/namespaces"],
    does: "puts `users` and the user's id before the namespace of an item",
    ours: "passed on unchanged; requests name the namespace without them",
  },
  "undated-items": {
    server: "aegra",
    operations: ["GET /store/items", "POST /store/items/search"],
    does: "omits `created_at` and `updated_at` of an item",
    ours: "passed on unchanged",
    responses: { kind: "body", at: /\/(created|updated)_at$/ },
  },
  "missing-routes": {
    server: "aegra",
    operations: [
      "GET /ok",
      "GET /metrics",
      "GET /assistants/{assistant_id}/subgraphs/{namespace}",
      "POST /threads/{thread_id}/copy",
      "GET /threads/{thread_id}/storage",
      "GET /threads/{thread_id}/stream",
      "POST /runs/batch",
      "POST /a2a/{assistant_id}",
      "POST /mcp/",
      "GET /mcp/",
      "DELETE /mcp/",
    ],
    does: "has no such route",
    ours: "`threads.copy`, `getStorage`, `joinStream` and `runs.createBatch` throw `NotFoundError`, as does `assistants.getSubgraphs` with a namespace",
    lacks: [
      { path: "/ok", status: 404 },
      { path: "/metrics", status: 404 },
      { path: `/assistants/${id}/subgraphs/child`, status: 404 },
      { path: `/threads/${id}/copy`, body: {}, status: 404 },
      { path: `/threads/${id}/storage`, status: 404 },
      { path: `/threads/${id}/stream`, status: 404 },
      { path: "/runs/batch", body: [], status: 404 },
      { path: `/a2a/${id}`, body: {}, status: 404 },
      { path: "/mcp/", body: {}, status: 404 },
      { path: "/mcp/", status: 404 },
      { path: "/mcp/", status: 404 },
    ],
  },
  "other-methods": {
    server: "aegra",
    operations: ["POST /threads/count", "GET /runs/crons/{cron_id}"],
    does: "returns 405, because only other methods of the path exist",
    ours: "`threads.count` and `crons.get` throw `ApiError`",
    lacks: [
      { path: "/threads/count", body: {}, status: 405 },
      { path: `/runs/crons/${id}`, status: 405 },
    ],
  },
  "fake-protocols": {
    server: "fake",
    does: "has no such route, because no method of the client uses it",
    ours: "available through `raw`, which returns the 404 as a value",
    ...protocols,
  },
} satisfies Record<string, Deviation>;

export type DeviationName = keyof typeof table;

// Widened to the type that all rows share.
export const deviations: Readonly<Record<string, Deviation>> = table;

/** Returns the deviations of a server with their names. */
export function deviationsOf(server: Server): [name: string, deviation: Deviation][] {
  return Object.entries(deviations).filter(([, row]) => {
    if (server === "aegra" || server === "fake") return row.server === server || row[server];
    return row.server === server || row.server === "both";
  });
}

/** True if a deviation is the cause of a mismatch with openapi.json. */
export function explains({ responses, operations }: Deviation, problem: Problem): boolean {
  return (
    responses?.kind === problem.kind &&
    (operations === "all" || operations.includes(problem.operation)) &&
    (responses.status === undefined || responses.status === problem.status) &&
    (responses.at?.test(problem.at) ?? true)
  );
}
