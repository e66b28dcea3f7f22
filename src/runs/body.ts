import { check, checkFunction, checkId, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { ContextOf, Graph, InputOf } from "../graphs.js";
import { checkModes } from "../streaming/modes.js";
import { splitOptions } from "../transport/call-options.js";
import type { CallOptions, Fields } from "../transport/call-options.js";
import { toWire } from "../transport/names.js";
import { streamModes } from "../types.js";
import type {
  Config,
  RunCreatedMetadata,
  StatelessRunOptions,
  StreamMode,
  ThreadRunOptions,
  components,
} from "../types.js";

/** The input of a graph whose types are not declared. */
type AnyInput = components["schemas"]["RunCreateStateful"]["input"];

/** Stands in place of a value whose name servers ignore. */
interface WriteInstead<Name extends string> {
  "Servers ignore this name. Write instead": Name;
}

/** A {@link Config} without the name that LangChain gives to `recursion_limit`. */
type RunConfig = Config & { recursionLimit?: WriteInstead<"recursion_limit"> | undefined };

/**
 * The options that have the types of a graph. A type literal, which the compiler compares field by field; interfaces are
 * compared by their type arguments, and a client with graphs would refuse options without them.
 */
export type GraphOptions<Graphs, Id extends string, Input = AnyInput> = {
  /** The input of the graph. `null` or `undefined` continues where the thread is. Servers ignore it beside a `command`. */
  input?: InputOf<Graph<Graphs, Id>, Input> | null | undefined;
  /** Configuration of the graph, such as tags and the recursion limit. */
  config?: RunConfig | undefined;
  /** The context of the run: values that the graph reads and that are not part of its state. */
  context?: ContextOf<Graph<Graphs, Id>>;
};

/** The options that depend on whether a run has a thread: both kinds, if that is open. */
export type OptionsFor<ThreadId extends string | null> = ThreadId extends string
  ? ThreadRunOptions
  : StatelessRunOptions;

/** Options of runs whose names differ from the API's. */
export interface RunExtras {
  /** The LangSmith project and example to which the run is traced. */
  _langsmithTracer?: { projectName?: string | undefined; exampleId?: string | undefined } | undefined;
  /** Called once, as soon as the server has sent the run's ids. */
  onRunCreated?: ((run: RunCreatedMetadata) => void) | undefined;
}

interface PayloadOptions extends CallOptions, RunExtras {
  streamNamespaces?: string[] | undefined;
}

/** Separates a checked payload into the request's parts and our own options. */
export function splitPayload(options: PayloadOptions) {
  const { _langsmithTracer: tracer, onRunCreated, streamNamespaces: namespace, ...rest } = options;
  checkFunction("onRunCreated", onRunCreated);
  const { call, fields } = splitOptions(rest);
  const body = tracer === undefined ? fields : { ...fields, langsmith_tracer: toWire(tracer) };
  return { call, body, query: { namespace }, onRunCreated };
}

/** Sends the stream modes as a list, which every server takes; an empty list is left out. */
export function withModeList({ stream_mode, ...fields }: Fields): Fields {
  // `checkModes` refuses other values.
  const modes = checkModes(streamModes, stream_mode as StreamMode | undefined);
  return modes === undefined ? fields : { ...fields, stream_mode: modes };
}

/** Throws for the name that LangChain gives to `recursion_limit`: servers ignore it. */
export function checkConfig(config: unknown): void {
  if (!isRecord(config) || config["recursionLimit"] === undefined) return;
  throw new InvalidArgumentError("config", "servers ignore recursionLimit. Write recursion_limit.");
}

/** Builds the body of a new run. */
export function runBody(assistantId: unknown, fields: Fields): Fields {
  checkConfig(fields["config"]);
  return { assistant_id: checkId("assistantId", assistantId), ...withModeList(fields) };
}

/** Builds the body of a new run that the client follows. Not every server lets it continue by default. */
export function followedRunBody(assistantId: unknown, fields: Fields): Fields {
  const body = runBody(assistantId, fields);
  return { ...body, on_disconnect: body["on_disconnect"] ?? "continue" };
}

/** Builds the body of a new cron. */
export function cronBody(assistantId: unknown, fields: Fields): Fields {
  const body = runBody(assistantId, fields);
  const { schedule } = fields;
  check("schedule", typeof schedule === "string", 'a string such as "0 8 * * *"', schedule);
  return body;
}

/** The ids in the path of a run's operation: empty for a stateless run. */
export function threadIds(threadId: string | null): string[] {
  if (threadId === undefined) {
    throw new InvalidArgumentError("threadId", "missing. Pass the thread's id, or null for a stateless run.");
  }
  return threadId === null ? [] : [threadId];
}
