import type { Problem } from "./conformance.js";

/**
 * How the servers differ from openapi.json and from each other, all of it. docs/servers.md shows this table. Each row is
 * proven on every full run of the server's tests: by an answer that is not as documented, by a request that the server
 * has no answer to, or by a test that asks for it with `deviates`. A row that nothing proves any more fails the run.
 */
export interface Deviation {
  server: "js" | "python" | "both";
  /** Names of openapi.json; "all" of them; or what is in none. */
  operations: "all" | string[];
  /** What the server does. */
  does: string;
  /** What we make of it, and why. */
  ours: string;
  /** The answers that are not as documented because of it. */
  answers?: Pick<Problem, "kind"> & { status?: number; at?: RegExp };
  /** Requests that would be right, one for each operation, and what each is answered with. */
  lacks?: { path: string; body?: object; status: number }[];
}

const id = "00000000-0000-4000-8000-000000000000";
const RUN = "/threads/{thread_id}/runs/{run_id}";
const cron = { assistant_id: id, thread_id: id, schedule: "* * * * *" };

const table = {
  "error-text": {
    server: "js",
    operations: "all",
    does: "answers errors with their bare text",
    ours: "the document describes the Python server's JSON; errors have the text as their `detail`",
    answers: { kind: "content-type", status: 404 },
  },
  "conflict-text": {
    server: "js",
    operations: "all",
    does: "answers conflicts with their bare text",
    ours: "as above",
    answers: { kind: "content-type", status: 409 },
  },
  "bad-request": {
    server: "js",
    operations: "all",
    does: "refuses bad ids and bodies with 400",
    ours: "`BadRequestError`, where the Python server's 422 is an `UnprocessableEntityError`",
    answers: { kind: "status", status: 400 },
  },
  "busy-422": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "refuses a run on a busy thread with 422 and its bare text",
    ours: "`UnprocessableEntityError`, where the Python server's 409 is a `ConflictError`",
    answers: { kind: "content-type", status: 422 },
  },
  "wait-text": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait"],
    does: "calls the JSON text/plain, since blank lines may come before it",
    ours: "read as JSON",
    answers: { kind: "content-type", status: 200 },
  },
  "subgraph-schemas": {
    server: "js",
    operations: [
      "GET /assistants/{assistant_id}/subgraphs",
      "GET /assistants/{assistant_id}/subgraphs/{namespace}",
    ],
    does: "calls the schemas of a subgraph `input`, `output` and `state`",
    ours: "handed on as they are; typed as the Python server sends them",
    answers: { kind: "body", at: /^\/[^/]+\/(input|output|state)_schema$/ },
  },
  "short-info": {
    server: "js",
    operations: ["GET /info"],
    does: "leaves out the version of LangGraph for Python",
    ours: "handed on as it is",
    answers: { kind: "body", at: /^\/langgraph_py_version$/ },
  },
  "state-metadata": {
    server: "js",
    operations: ["GET /threads/{thread_id}/state"],
    does: "leaves out the metadata of a state that has no checkpoint yet",
    ours: "handed on as it is",
    answers: { kind: "body", at: /(^|\/state)\/metadata$/ },
  },
  "stateless-stream": {
    server: "js",
    operations: ["GET /runs/{id}/stream"],
    does: "has a route for the stream of a run without a thread, which the document has not",
    ours: "`runs.joinStream(null, runId)` works with it alone",
    answers: { kind: "operation" },
  },
  "xray-single": {
    server: "js",
    operations: ["GET /assistants/{assistant_id}/graph"],
    does: "draws a subgraph of one node as that node, with `xray` too",
    ours: "handed on as it is",
  },
  "reject-by-default": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "takes `reject` for the `multitask_strategy` that was left out",
    ours: "the option's documentation says so; name it where it matters",
  },
  "runs-oldest-first": {
    server: "js",
    operations: ["GET /threads/{thread_id}/runs"],
    does: "lists the oldest first",
    ours: "`runs.list` and `runs.iterate` keep the server's order",
  },
  "error-name": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", "POST /runs/wait", `GET ${RUN}/join`],
    does: "calls every error of a run `Error`, and writes its name into its message, as JSON",
    ours: "`RunFailedError` has the name and the message; with `raiseError: false` the answer stays as it is",
  },
  "no-thread-422": {
    server: "js",
    operations: [
      "POST /threads/{thread_id}/runs",
      "POST /threads/{thread_id}/runs/stream",
      "POST /threads/{thread_id}/runs/wait",
    ],
    does: "refuses a run on a thread that is not there as on one that is busy, with 422",
    ours: "`UnprocessableEntityError`, where the Python server's 404 is a `NotFoundError`",
  },
  "graph-404": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs"],
    does: "answers a graph that it has not with 404",
    ours: "`NotFoundError`, where the Python server's 422 is an `UnprocessableEntityError`",
  },
  "wait-without-state": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait", `GET ${RUN}/join`],
    does: "gives the interrupts of a run that stops to ask, without its state",
    ours: "`runs.wait` and `join` ask for the state as well",
  },
  "join-without-interrupts": {
    server: "js",
    operations: [`GET ${RUN}/join`],
    does: "gives the state of a run that has stopped to ask, without its interrupts",
    ours: "`runs.join` reads them from the thread's state",
  },
  "failure-once": {
    server: "js",
    operations: [`GET ${RUN}/join`],
    does: "says once of a run that it failed, and gives its state after that",
    ours: "`runs.wait` and `join` ask for the run's status as well",
  },
  "values-of-idle": {
    server: "js",
    operations: ["POST /threads/search"],
    does: "lets threads that never ran pass a search by `values`",
    ours: "handed on as they are",
  },
  "interrupt-without-state": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends the interrupts in a `values` event without the state",
    ours: "handed on as it is",
  },
  "unasked-checkpoints": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "sends `checkpoints` events beside those of `values` where subgraphs are streamed, though nobody asked",
    ours: "handed on as they are; a stream's type has them only where the mode is asked for",
  },
  "shared-readers": {
    server: "js",
    operations: [`GET ${RUN}/stream`],
    does: "divides the events of a run that is not resumable among its readers",
    ours: "`streamResumable` is true by default",
  },
  "first-join": {
    server: "js",
    operations: [`GET ${RUN}/stream`],
    does: "keeps nothing of a run that was joined without an id before it began",
    ours: "join with `lastEventId`, `-1` for all",
  },
  "wait-goes-on": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/wait"],
    does: "goes on with a run whose caller left, whatever `on_disconnect` says",
    ours: "cancel it with `runs.cancel`",
  },
  "rollback-keeps": {
    server: "js",
    operations: [`POST ${RUN}/cancel`, "POST /threads/{thread_id}/runs"],
    does: "keeps the run that a rollback ends, with the status `error`",
    ours: "handed on as it is; the Python server deletes it",
  },
  "total-plus-offset": {
    server: "js",
    operations: ["POST /assistants/search", "POST /threads/search"],
    does: "adds the offset to the total",
    ours: "handed on as it is; `count` counts",
  },
  "search-unsorted": {
    server: "js",
    operations: ["POST /assistants/search"],
    does: "ignores `sort_by` and `sort_order`: the newest come first",
    ours: "handed on as they are",
  },
  "no-extract": {
    server: "js",
    operations: ["POST /threads/search"],
    does: "ignores `extract`",
    ours: "handed on without `extracted`",
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
    does: "has the route, and answers that crons are not implemented",
    ours: "`crons.search` and `delete` throw `InternalServerError`; so would the others, but for the next row",
    lacks: [
      { path: `/threads/${id}/runs/crons`, body: cron, status: 500 },
      { path: "/runs/crons", body: cron, status: 500 },
      { path: "/runs/crons/search", body: {}, status: 500 },
      { path: `/runs/crons/${id}`, status: 500 },
    ],
  },
  "crons-of-threads": {
    server: "js",
    operations: ["POST /threads/{thread_id}/runs/crons", "POST /runs/crons"],
    does: "asks for a `thread_id` in the body before it says so",
    ours: "`crons.create` and `createForThread` throw `BadRequestError`",
  },
  "no-cron-routes": {
    server: "js",
    operations: ["POST /runs/crons/count", "GET /runs/crons/{cron_id}", "PATCH /runs/crons/{cron_id}"],
    does: "has no such route",
    ours: "`crons.count`, `get` and `update` throw `NotFoundError`",
    lacks: [
      { path: "/runs/crons/count", body: {}, status: 404 },
      { path: `/runs/crons/${id}`, status: 404 },
      { path: `/runs/crons/${id}`, body: {}, status: 404 },
    ],
  },
  "no-protocols": {
    server: "js",
    operations: [
      "POST /a2a/{assistant_id}",
      "POST /mcp/",
      "GET /mcp/",
      "DELETE /mcp/",
      "GET /metrics",
      "GET /docs",
    ],
    does: "has no such route",
    ours: "under `raw`, which gives the 404",
    lacks: [
      { path: `/a2a/${id}`, body: {}, status: 404 },
      { path: "/mcp/", body: {}, status: 404 },
      { path: "/mcp/", status: 404 },
      { path: "/mcp/", status: 404 },
      { path: "/metrics", status: 404 },
      { path: "/docs", status: 404 },
    ],
  },
  "unknown-stream-200": {
    server: "both",
    operations: [`GET ${RUN}/stream`],
    does: "answers for the stream of a run that is not there with 200 and an `error` event",
    ours: "`NotFoundError`",
  },
  "unknown-join-200": {
    server: "both",
    operations: [`GET ${RUN}/join`],
    does: "answers for the end of a run that is not there with 200 and an `__error__`",
    ours: "`NotFoundError`: where an end is an error, the run itself is asked for",
  },
  "lifecycle-refused": {
    server: "both",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "refuses the mode `lifecycle` for a run",
    ours: "`BadRequestError` on the JS server, `UnprocessableEntityError` on the Python server",
  },
  "copy-409": {
    server: "both",
    operations: ["POST /threads/{thread_id}/copy"],
    does: "answers for a thread that is not there with 409",
    ours: "`ConflictError`",
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
    does: "takes no graph's name for an assistant, but its uuid",
    ours: "`UnprocessableEntityError`; find the uuid with `assistants.search({ graphId })`",
    answers: { kind: "status", status: 422 },
  },
  "values-of-idle-500": {
    server: "python",
    operations: ["POST /threads/search"],
    does: "fails when a search by `values` meets a thread that never ran",
    ours: "`InternalServerError`; leave them out with `ids` or `metadata`, which are looked at first",
    answers: { kind: "status", status: 500 },
  },
  "ids-when-resumable": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "gives events ids only with `stream_resumable`",
    ours: "`streamResumable` is true by default; without, `id` is undefined and the stream cannot be resumed",
  },
  "no-messages-complete": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "sends no `messages/complete` for a message that it has sent in parts",
    ours: "the last `messages/partial` is the whole message",
  },
  "chunk-type": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "calls pieces of a model's message `AIMessageChunk`",
    ours: "the type of a `messages` event has both names",
  },
  "join-without-state": {
    server: "python",
    operations: [`GET ${RUN}/join`],
    does: "gives the interrupts of a run that has stopped to ask, without its state",
    ours: "`runs.join` asks for the state as well",
  },
  "messages-not-kept": {
    server: "python",
    operations: [`GET ${RUN}/stream`],
    does: "keeps no events of the mode `messages`, though they have ids",
    ours: "streams of this mode cannot be resumed; `messages-tuple` can",
  },
  "error-not-kept": {
    server: "python",
    operations: [`GET ${RUN}/stream`],
    does: "keeps no `error` event",
    ours: "a stream that was reopened asks for the run's status at its end, and why it failed",
  },
  "shared-ids": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /runs/stream", `GET ${RUN}/stream`],
    does: "gives the events of one millisecond the same id",
    ours: "reopened streams ask from the id before, and skip what they had of it",
  },
  "tools-refused": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream"],
    does: "refuses the mode `tools`",
    ours: "`UnprocessableEntityError`",
  },
  "unknown-thread-200": {
    server: "python",
    operations: ["GET /threads/{thread_id}/stream"],
    does: "opens a stream for a thread that is not there, which stays silent",
    ours: "nobody can tell it from a thread on which nothing happens",
  },
  "keep-latest": {
    server: "python",
    operations: ["POST /threads/prune"],
    does: "in memory, refuses `keep_latest`",
    ours: "`UnprocessableEntityError`",
  },
  "total-looks-ahead": {
    server: "python",
    operations: ["POST /assistants/search", "POST /threads/search", "POST /runs/crons/search"],
    does: "looks one row ahead of the page for the total",
    ours: "handed on as it is, a lower bound; `count` counts",
  },
  "stateless-location": {
    server: "python",
    operations: ["GET /runs/{id}/stream"],
    does: "names this route in the `Location` of a run without a thread, and has it not",
    ours: "`runs.joinStream(null, runId)` throws `NotFoundError`; a run that is to be joined needs a thread",
    answers: { kind: "operation" },
  },
  "stream-bad-id": {
    server: "python",
    operations: ["POST /threads/{thread_id}/runs/stream", "POST /threads/{thread_id}/copy"],
    does: "refuses a thread's id that is no uuid with 400, other than anywhere else",
    ours: "`BadRequestError`",
    answers: { kind: "status", status: 400 },
  },
  "mcp-redirect": {
    server: "python",
    operations: ["POST /mcp/", "GET /mcp/", "DELETE /mcp/"],
    does: "redirects from the documented path to `/mcp`",
    ours: "followed, as every redirect within the origin that keeps the method",
    answers: { kind: "status", status: 307 },
  },
  "protocol-ids": {
    server: "python",
    operations: ["POST /threads/{thread_id}/stream/events"],
    does: "sends the number of an event as its id, not its `event_id`",
    ours: "`raw.stream` hands both on",
  },
} satisfies Record<string, Deviation>;

export type DeviationName = keyof typeof table;

// Seen as what all rows have in common.
export const deviations: Readonly<Record<string, Deviation>> = table;

/** Those of a server, with their names. */
export function deviationsOf(server: "js" | "python"): [name: string, deviation: Deviation][] {
  return Object.entries(deviations).filter(([, row]) => row.server === server || row.server === "both");
}

export function explains({ answers, operations }: Deviation, problem: Problem): boolean {
  return (
    answers?.kind === problem.kind &&
    (operations === "all" || operations.includes(problem.operation)) &&
    (answers.status === undefined || answers.status === problem.status) &&
    (answers.at?.test(problem.at) ?? true)
  );
}
