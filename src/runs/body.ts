import { check, checkFunction } from "../transport/options.js";
import { InvalidArgumentError } from "../errors.js";
import type { ContextOf, InputOf } from "../graphs.js";
import { checkModes } from "../streaming/events.js";
import type { RunIds } from "../streaming/run-reader.js";
import { checkId, checkOptions, splitOptions, toWire } from "../transport/wire.js";
import type { CallOptions } from "../transport/wire.js";
import { streamModes } from "../types.js";
import type { Params, RunCreatedMetadata, StreamMode } from "../types.js";

type Create = Params["POST /threads/{thread_id}/runs"];

/**
 * The options of an operation that starts runs, with the types of the graph behind `Id`. An intersection, which is compared
 * field by field: an interface is by its type arguments, and options without a graph would be none for a client with graphs.
 */
export type RunPayload<Fields, Graphs, Id extends string, Input = Create["input"]> = Fields & {
  /** What the graph starts from. `null` or nothing goes on where the thread is. Not together with `command`. */
  input?: InputOf<Graphs, Id, Input> | null | undefined;
  /** The run's context: values that the graph reads and that are no part of its state. */
  context?: ContextOf<Graphs, Id, Create["context"]> | undefined;
};

/** Options of the official client that the rule of names does not give. */
export interface RunExtras {
  /** The LangSmith project and example that the run is traced to. */
  _langsmithTracer?: { projectName?: string | undefined; exampleId?: string | undefined } | undefined;
  /** Called with the run's ids as soon as the server names them, and once. */
  onRunCreated?: ((run: RunCreatedMetadata) => void) | undefined;
}

/** A run's payload, apart into what is sent and what is ours. */
export function splitPayload(
  options: CallOptions & RunExtras & { streamNamespaces?: string[] | undefined } = {},
) {
  checkOptions("payload", options);
  const { _langsmithTracer: tracer, onRunCreated, streamNamespaces: namespace, ...rest } = options;
  checkFunction("onRunCreated", onRunCreated);
  const { call, fields } = splitOptions(rest);
  const body = tracer === undefined ? fields : { ...fields, langsmith_tracer: toWire(tracer) };
  return { call, body, query: { namespace }, onRunCreated };
}

/** Whether a failed run is to be an error. */
export function checkRaise(raiseError: unknown): void {
  check("raiseError", typeof raiseError === "boolean", "a boolean", raiseError);
}

/** The modes that a caller chose. */
export function modesOf(
  given: StreamMode | readonly StreamMode[] | undefined,
): readonly StreamMode[] | undefined {
  return given === undefined ? undefined : checkModes(streamModes, [given].flat());
}

/** The body of a new run. */
export function runBody(assistantId: unknown, fields: Record<string, unknown>): Record<string, unknown> {
  const { input, command } = fields;
  if (input !== undefined && input !== null && command !== undefined && command !== null) {
    throw new InvalidArgumentError(
      "input",
      "given together with command. Start a run with input; resume one with command: { resume: answer } alone.",
    );
  }
  // For its check: they are sent as they were given, whatever they are.
  modesOf(fields["stream_mode"] as StreamMode | undefined);
  return { assistant_id: checkId("assistantId", assistantId), ...fields };
}

/** The body of a new cron. */
export function cronBody(assistantId: unknown, fields: Record<string, unknown>): Record<string, unknown> {
  const body = runBody(assistantId, fields);
  check(
    "schedule",
    typeof fields["schedule"] === "string",
    'a string such as "0 8 * * *"',
    fields["schedule"],
  );
  return body;
}

/** `null` is a stateless run; everything else must be an id. */
export function threadPath(threadId: string | null): { thread_id: string } | undefined {
  if (threadId === undefined) {
    throw new InvalidArgumentError(
      "threadId",
      "is undefined. Give the thread's id, or null for a stateless run.",
    );
  }
  return threadId === null ? undefined : { thread_id: checkId("threadId", threadId) };
}

/** The run that an answer is about, from its `Content-Location`. Browsers see it only where CORS exposes it. */
export function createdRun({ headers }: Response): RunIds | undefined {
  const location = headers.get("content-location") ?? "";
  const [, threadId, runId] = /(?:\/threads\/([^/?#]+))?\/runs\/([^/?#]+)/.exec(location) ?? [];
  if (runId === undefined) return undefined;
  return {
    runId: decodeURIComponent(runId),
    threadId: threadId === undefined ? null : decodeURIComponent(threadId),
  };
}

/** Tells `onRunCreated` of a run, under the names that it has there. */
export function announce(onRunCreated: RunExtras["onRunCreated"], run: RunIds | undefined): void {
  if (run === undefined) return;
  const { runId: run_id, threadId: thread_id } = run;
  onRunCreated?.(thread_id === null ? { run_id } : { run_id, thread_id });
}
