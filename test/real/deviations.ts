import type { Problem } from "./conformance.js";

/** A difference between the JS server and openapi.json that we know of. Each must be seen in every full run. */
export interface Deviation {
  /** Without it, any operation. */
  operation?: RegExp;
  kind: Problem["kind"];
  status?: number;
  /** The place in the body. */
  at?: RegExp;
  /** What the server does. */
  server: string;
  /** Why the document is not changed to say so. */
  reason: string;
}

export const deviations: readonly Deviation[] = [
  {
    kind: "content-type",
    status: 404,
    server: "answers errors with their bare text",
    reason: "The document describes the Python server's JSON; the client reads both",
  },
  {
    kind: "content-type",
    status: 409,
    server: "answers conflicts with their bare text",
    reason: "As for 404",
  },
  {
    operation: /^POST .*\/runs$/,
    kind: "content-type",
    status: 422,
    server: "refuses a run on a busy thread with 422 and its bare text",
    reason: "The Python server says 409 with JSON",
  },
  {
    operation: /^POST .*\/runs\/wait$/,
    kind: "content-type",
    status: 200,
    server: "calls the JSON text/plain, since blank lines may come before it",
    reason: "The Python server calls it application/json",
  },
  {
    kind: "status",
    status: 400,
    server: "refuses bad ids and bodies with 400",
    reason: "The Python server says 422, as documented",
  },
  {
    operation: /\/subgraphs/,
    kind: "body",
    at: /^\/[^/]+\/(input|output|state)_schema$/,
    server: "calls the schemas of a subgraph input, output and state",
    reason: "The Python server calls them as documented",
  },
  {
    operation: /^GET \/info$/,
    kind: "body",
    at: /^\/(langgraph_py_version|metadata)$/,
    server: "leaves out what only the Python server has",
    reason: "The Python server sends it, as documented",
  },
  {
    operation: /^GET \/threads\/\{thread_id\}\/state$/,
    kind: "body",
    at: /(^|\/state)\/metadata$/,
    server: "leaves out the metadata of a state that has no checkpoint yet",
    reason: "The Python server sends it, as documented",
  },
  {
    operation: /^GET \/runs\/[^/]+\/stream$/,
    kind: "operation",
    server: "has a route for the stream of a run without a thread",
    reason: "The Python server has none",
  },
];

export function explains(deviation: Deviation, problem: Problem): boolean {
  return (
    deviation.kind === problem.kind &&
    (deviation.operation?.test(problem.operation) ?? true) &&
    (deviation.status === undefined || deviation.status === problem.status) &&
    (deviation.at?.test(problem.at) ?? true)
  );
}
