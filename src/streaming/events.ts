import { InvalidArgumentError, InvalidEventError } from "../errors.js";
import type { Message, MessageChunk } from "../messages/types.js";
import type { Config, DefaultValues, Interrupt, StreamMode } from "../types.js";
import type { SseMessage } from "./sse.js";

/** What every event has. `event` is as on the wire: a subgraph's is `values|child:1b2c`. */
interface EventFields<Type extends string, Data> {
  /** For `Last-Event-ID`; only streams that can be resumed have it on every server. */
  id: string | undefined;
  event: Type;
  /** `event` without the namespace. */
  type: Type;
  /** The path of subgraphs that the event comes from; empty for the graph itself. */
  namespace: string[];
  data: Data;
}

/** An event of a subgraph, whose state is its own. */
export type SubgraphEvent<Type extends string> = Omit<EventFields<Type, unknown>, "event"> & {
  event: `${Type}|${string}`;
};

type Interrupted = { __interrupt__?: Interrupt[] | undefined };
/**
 * What an `updates` event has beside the nodes: the questions, when the run waits. An interface, into which `Object.entries`
 * does not look, so that it gives the nodes' updates alone.
 */
export interface InterruptedNodes extends Interrupted {}

/** The whole state after a step. With `__interrupt__` the run waits; the JS server then leaves the state out. */
export type ValuesStreamEvent<State = DefaultValues> = EventFields<"values", State & Interrupted>;
/** What each node wrote in a step, by the node's name. With `__interrupt__` the run waits. */
export type UpdatesStreamEvent<Update = DefaultValues, Node extends string = string> = EventFields<
  "updates",
  string extends Node
    ? Record<string, Update> & InterruptedNodes
    : { [Name in Node]?: Update | undefined } & Interrupted
>;
/** A piece of a message and where it comes from: the event of the mode `messages-tuple`. */
export type MessagesTupleStreamEvent = EventFields<"messages", [MessageChunk, MessageTupleMetadata]>;
/** The metadata of the messages to come, by their ids: an event of the mode `messages`. */
export type MessagesMetadataStreamEvent = EventFields<
  "messages/metadata",
  Record<string, { metadata: Record<string, unknown> }>
>;
/** Messages as far as they are written: an event of the mode `messages`. */
export type MessagesPartialStreamEvent = EventFields<"messages/partial", Message[]>;
/** Messages that are complete: an event of the mode `messages`. */
export type MessagesCompleteStreamEvent = EventFields<"messages/complete", Message[]>;
/** The events of the mode `messages`. */
export type MessagesStreamEvent =
  MessagesMetadataStreamEvent | MessagesPartialStreamEvent | MessagesCompleteStreamEvent;
/** What the graph itself writes to the stream. */
export type CustomStreamEvent<Custom = unknown> = EventFields<"custom", Custom>;
/** Everything that happens inside a graph, as LangChain reports it. */
export type EventsStreamEvent = EventFields<"events", LangChainEvent>;
/** Checkpoints and tasks with all their details. */
export type DebugStreamEvent = EventFields<"debug", DebugData>;
/** A task that starts or ends. */
export type TasksStreamEvent = EventFields<"tasks", TaskData>;
/** A checkpoint that was written. */
export type CheckpointsStreamEvent = EventFields<"checkpoints", CheckpointData>;
/** A tool that starts, reports or ends. */
export type ToolsStreamEvent = EventFields<"tools", unknown>;
/** A run or subgraph that starts or ends. Both servers refuse the mode for a run. */
export type LifecycleStreamEvent = EventFields<"lifecycle", unknown>;
/** The first event of a run. */
export type MetadataStreamEvent = EventFields<
  "metadata",
  {
    run_id: string;
    thread_id?: string | undefined;
    attempt?: number | undefined;
    status?: string | undefined;
  }
>;
/** The run failed. */
export type ErrorStreamEvent = EventFields<"error", { error: string; message: string }>;
/** The stream is complete. Neither real server sends it; others do. */
export type EndStreamEvent = EventFields<"end", unknown>;
/** Where feedback on the run can be given, by feedback key. */
export type FeedbackStreamEvent = EventFields<"feedback", Record<string, string>>;
/** A thread's state that was changed outside of a run: an event of `threads.joinStream`. */
export type StateUpdateStreamEvent = EventFields<"state_update", { state: unknown; thread_id: string }>;

/** An event that this version does not know: it is handed on, and is no member of the unions, so that they narrow. */
export interface OtherEvent {
  id: string | undefined;
  event: string;
  type: "other";
  namespace: string[];
  data: unknown;
}

/** Where a streamed message comes from. */
export interface MessageTupleMetadata {
  langgraph_node?: string | undefined;
  langgraph_step?: number | undefined;
  langgraph_checkpoint_ns?: string | undefined;
  tags?: string[] | undefined;
  run_id?: string | undefined;
  thread_id?: string | undefined;
  [key: string]: unknown;
}

/** An event of LangChain. */
export interface LangChainEvent {
  event: string;
  name: string;
  run_id: string;
  data: Record<string, unknown>;
  tags?: string[] | undefined;
  metadata?: Record<string, unknown> | undefined;
  parent_ids?: string[] | undefined;
}

/** A task at its start (`input`, `triggers`) or at its end (`result`, `error`). */
export interface TaskData {
  id: string;
  name: string;
  input?: unknown;
  triggers?: string[] | undefined;
  result?: unknown;
  error?: string | null | undefined;
  interrupts?: Interrupt[] | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/** A checkpoint. The JS server names fewer of its details. */
export interface CheckpointData {
  values?: unknown;
  next?: string[] | undefined;
  metadata?: Record<string, unknown> | undefined;
  config?: Config | undefined;
  parent_config?: Config | null | undefined;
  tasks?: unknown[] | undefined;
  [key: string]: unknown;
}

/** One step as debuggers see it. */
export interface DebugData {
  type: "checkpoint" | "task" | "task_result" | (string & {});
  step: number;
  timestamp: string;
  payload: Record<string, unknown>;
}

/** What the events of a graph carry. */
export interface EventTypes {
  state: unknown;
  update: unknown;
  custom: unknown;
  nodes: string;
}

/** Each mode's events. */
interface EventsByMode<Graph extends EventTypes> {
  values: ValuesStreamEvent<Graph["state"]>;
  updates: UpdatesStreamEvent<Graph["update"], Graph["nodes"]>;
  messages: MessagesStreamEvent;
  "messages-tuple": MessagesTupleStreamEvent;
  custom: CustomStreamEvent<Graph["custom"]>;
  events: EventsStreamEvent;
  debug: DebugStreamEvent;
  tasks: TasksStreamEvent;
  checkpoints: CheckpointsStreamEvent;
  tools: ToolsStreamEvent;
  lifecycle: LifecycleStreamEvent;
}

/** Events that any run may send, whatever its modes. */
export type CommonStreamEvent = MetadataStreamEvent | ErrorStreamEvent | EndStreamEvent | FeedbackStreamEvent;

/** A mode that this version has no events for adds none. */
type EventsOf<Modes, ByMode> = Modes extends keyof ByMode
  ? ByMode[Modes]
  : Modes extends readonly (infer Mode)[]
    ? EventsOf<Mode, ByMode>
    : never;

type WithSubgraphs<Root> = Root extends { type: infer Type extends string }
  ? Root | SubgraphEvent<Type>
  : never;

/** The events of a graph's run, by its modes; with subgraphs also theirs. */
export type GraphEvent<Modes, Subgraphs, Graph extends EventTypes> =
  | CommonStreamEvent
  | (Subgraphs extends true
      ? WithSubgraphs<EventsOf<Modes, EventsByMode<Graph>>>
      : EventsOf<Modes, EventsByMode<Graph>>);

/** The events of a run, by its modes; with subgraphs also theirs. */
export type StreamEvent<
  Modes extends StreamMode | readonly StreamMode[] = StreamMode,
  Subgraphs extends boolean = false,
  State = DefaultValues,
  Update = Partial<State>,
  Custom = unknown,
  Node extends string = string,
> = GraphEvent<Modes, Subgraphs, { state: State; update: Update; custom: Custom; nodes: Node }>;

/** The events of a thread: those of all its runs, and its own. */
export type ThreadStreamEvent<State = DefaultValues> =
  StreamEvent<StreamMode, true, State> | StateUpdateStreamEvent;

/** The types of all events that this version knows. */
const KNOWN: ReadonlySet<string> = new Set([
  "values",
  "updates",
  "messages",
  "messages/metadata",
  "messages/partial",
  "messages/complete",
  "custom",
  "events",
  "debug",
  "tasks",
  "checkpoints",
  "tools",
  "lifecycle",
  "metadata",
  "error",
  "end",
  "feedback",
  "state_update",
] satisfies (StreamEvent | StateUpdateStreamEvent)["type"][]);

/** An event before anybody knows its type. */
export interface WireEvent {
  id: string | undefined;
  event: string;
  type: string;
  namespace: string[];
  data: unknown;
}

/** The type of an event, by its name on the wire. */
export function typeOf(event: string): string {
  const end = event.indexOf("|");
  const type = end === -1 ? event : event.slice(0, end);
  return KNOWN.has(type) ? type : "other";
}

/** What an SSE message says. */
export function parseEvent(message: SseMessage): WireEvent {
  const { event = "", data } = message;
  const id = message.id || undefined;
  const bar = event.indexOf("|");
  const namespace = bar === -1 ? [] : event.slice(bar + 1).split("|");
  return { id, event, type: typeOf(event), namespace, data: parseData(id, event, data) };
}

function parseData(id: string | undefined, event: string, data: string): unknown {
  if (data === "") return null;
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new InvalidEventError({ event, id, data, cause });
  }
}

/** Checks the modes that a stream is asked for against those of the API. */
export function checkModes<Mode extends string>(
  known: readonly Mode[],
  given: Mode | readonly Mode[] | undefined,
): readonly Mode[] | undefined {
  if (given === undefined) return undefined;
  const modes = typeof given === "string" ? [given] : given;
  for (const mode of modes) {
    if (known.includes(mode)) continue;
    throw new InvalidArgumentError(
      "streamMode",
      `there is no "${mode}". The modes are: ${known.join(", ")}.`,
    );
  }
  return modes;
}

/** Events that belong to no mode: every stream may have them. */
const COMMON: ReadonlySet<string> = new Set(["metadata", "error", "end", "feedback", "other"]);

/** Whether an event belongs to one of the modes. Without modes all do. */
export function modeFilter(modes: StreamMode | readonly StreamMode[] | undefined): (type: string) => boolean {
  if (modes === undefined) return () => true;
  const asked = typeof modes === "string" ? [modes] : modes;
  // `messages-tuple` sends `messages`, and `messages` sends `messages/partial` and its like.
  const types = new Set(
    asked.map((mode) => (mode === "messages" ? "messages/" : mode.replace("messages-tuple", "messages"))),
  );
  return (type) => COMMON.has(type) || types.has(type.replace(/\/.*/, "/"));
}
