import { InvalidEventError } from "../errors.js";
import type { Message, MessageChunk, MessageTupleMetadata } from "../messages/types.js";
import { EventNames, nameOf } from "../parts/wire.js";
import type { Config, DefaultValues, Interrupt, StreamMode } from "../types.js";
import type { SseMessage } from "./sse.js";

/** An event of either protocol. */
export interface NamedEvent {
  event: string;
  id?: string | undefined;
}

/** An event of any type. */
export interface WireEvent {
  /** The id of the event. Without `streamResumable`, some servers send none. */
  id: string | undefined;
  /** The name that the server sends: a subgraph's is `values|child:1b2c`. */
  event: string;
  /** `event` without the namespace. */
  type: string;
  /** The path of the subgraph that sent the event; empty for the graph itself. */
  namespace: string[];
  data: unknown;
}

/** An event of a subgraph, which has a state of its own. */
export interface SubgraphEvent<Type extends string> extends WireEvent {
  event: `${Type}|${string}`;
  type: Type;
}

/** The interrupts of a state or an update, if the run waits. */
export type Interrupted<Value = unknown> = { __interrupt__?: Interrupt<Value>[] | undefined };
/**
 * The field of an `updates` event beside the nodes: the interrupts, if the run waits. An interface, whose fields
 * `Object.entries` leaves out of its result type, so that the values are the updates of nodes.
 */
export interface InterruptedNodes<Value = unknown> extends Interrupted<Value> {}

/** The state after a step. `__interrupt__` means that the run waits; the JS server then omits the state. */
export interface ValuesStreamEvent<State = DefaultValues, InterruptValue = unknown> extends WireEvent {
  event: "values";
  type: "values";
  data: State & Interrupted<InterruptValue>;
}
/** The writes of a step, by the node's name. `__interrupt__` means that the run waits. */
export interface UpdatesStreamEvent<
  Update = DefaultValues,
  Node extends string = string,
  InterruptValue = unknown,
> extends WireEvent {
  event: "updates";
  type: "updates";
  data: string extends Node
    ? Record<string, Update> & InterruptedNodes<InterruptValue>
    : { [Name in Node]?: Update | undefined } & Interrupted<InterruptValue>;
}
/** A chunk of a message and its origin: the event of the mode `messages-tuple`. */
export interface MessagesTupleStreamEvent extends WireEvent {
  event: "messages";
  type: "messages";
  data: [MessageChunk, MessageTupleMetadata];
}
/** The metadata of later messages, by their ids: an event of the mode `messages`. */
export interface MessagesMetadataStreamEvent extends WireEvent {
  event: "messages/metadata";
  type: "messages/metadata";
  data: Record<string, { metadata: Record<string, unknown> }>;
}
/** Incomplete messages: an event of the mode `messages`. */
export interface MessagesPartialStreamEvent extends WireEvent {
  event: "messages/partial";
  type: "messages/partial";
  data: Message[];
}
/** Complete messages: an event of the mode `messages`. */
export interface MessagesCompleteStreamEvent extends WireEvent {
  event: "messages/complete";
  type: "messages/complete";
  data: Message[];
}
/** The events of the mode `messages`. */
export type MessagesStreamEvent =
  MessagesMetadataStreamEvent | MessagesPartialStreamEvent | MessagesCompleteStreamEvent;
/** Data that the graph writes to the stream. */
export interface CustomStreamEvent<Custom = unknown> extends WireEvent {
  event: "custom";
  type: "custom";
  data: Custom;
}
/** The events of LangChain inside the graph. */
export interface EventsStreamEvent extends WireEvent {
  event: "events";
  type: "events";
  data: LangChainEvent;
}
/** Checkpoints and tasks with all details. */
export interface DebugStreamEvent extends WireEvent {
  event: "debug";
  type: "debug";
  data: DebugData;
}
/** The start or end of a task. */
export interface TasksStreamEvent<InterruptValue = unknown> extends WireEvent {
  event: "tasks";
  type: "tasks";
  data: TaskData<InterruptValue>;
}
/** A new checkpoint. */
export interface CheckpointsStreamEvent extends WireEvent {
  event: "checkpoints";
  type: "checkpoints";
  data: CheckpointData;
}
/** The start, progress or end of a tool call. */
export interface ToolsStreamEvent extends WireEvent {
  event: "tools";
  type: "tools";
}
/** The start or end of a run or subgraph. Both servers refuse the mode for a run. */
export interface LifecycleStreamEvent extends WireEvent {
  event: "lifecycle";
  type: "lifecycle";
}
/** The first event of a run. */
export interface MetadataStreamEvent extends WireEvent {
  event: "metadata";
  type: "metadata";
  data: {
    run_id: string;
    thread_id?: string | undefined;
    attempt?: number | undefined;
    status?: string | undefined;
  };
}
/** The run failed. */
export interface ErrorStreamEvent extends WireEvent {
  event: "error";
  type: "error";
  data: { error: string; message: string };
}
/** The stream is complete. Neither official server sends it; others do. */
export interface EndStreamEvent extends WireEvent {
  event: "end";
  type: "end";
}
/** URLs for feedback on the run, by feedback key. */
export interface FeedbackStreamEvent extends WireEvent {
  event: "feedback";
  type: "feedback";
  data: { [key: string]: string };
}
/** A change of a thread's state outside of a run: an event of `threads.joinStream`. */
export interface StateUpdateStreamEvent extends WireEvent {
  event: "state_update";
  type: "state_update";
  data: { state: unknown; thread_id: string };
}

/** An event that this version does not know. It is delivered, but is not a member of the unions, so that they narrow. */
export interface OtherEvent extends WireEvent {
  type: "other";
}

/** An event of LangChain. */
interface LangChainEvent {
  event: string;
  name: string;
  run_id: string;
  data: Record<string, unknown>;
  tags?: string[] | undefined;
  metadata?: Record<string, unknown> | undefined;
  parent_ids?: string[] | undefined;
}

/** A task at its start (`input`, `triggers`) or at its end (`result`, `error`). */
interface TaskData<InterruptValue> {
  id: string;
  name: string;
  input?: unknown;
  triggers?: string[] | undefined;
  result?: unknown;
  error?: string | null | undefined;
  interrupts?: Interrupt<InterruptValue>[] | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/** A checkpoint. The JS server sends fewer details. */
interface CheckpointData {
  values?: unknown;
  next?: string[] | undefined;
  metadata?: Record<string, unknown> | undefined;
  config?: Config | undefined;
  parent_config?: Config | null | undefined;
  tasks?: unknown[] | undefined;
  [key: string]: unknown;
}

/** A step of the graph, for debugging. */
interface DebugData {
  type: "checkpoint" | "task" | "task_result" | (string & {});
  step: number;
  timestamp: string;
  payload: Record<string, unknown>;
}

/** The events of each mode. */
interface EventsByMode<State, Update, Custom, Node extends string, InterruptValue> {
  values: ValuesStreamEvent<State, InterruptValue>;
  updates: UpdatesStreamEvent<Update, Node, InterruptValue>;
  messages: MessagesStreamEvent;
  "messages-tuple": MessagesTupleStreamEvent;
  custom: CustomStreamEvent<Custom>;
  events: EventsStreamEvent;
  debug: DebugStreamEvent;
  tasks: TasksStreamEvent<InterruptValue>;
  checkpoints: CheckpointsStreamEvent;
  tools: ToolsStreamEvent;
  lifecycle: LifecycleStreamEvent;
}

/** Events that any run may send, in all modes. */
export type CommonStreamEvent = MetadataStreamEvent | ErrorStreamEvent | EndStreamEvent | FeedbackStreamEvent;

type KnownMode = keyof EventsByMode<unknown, unknown, unknown, string, unknown>;

/** The events of one or several modes. Unknown modes add no events. */
type EventsOf<Modes, ByMode extends { [Mode in KnownMode]: unknown }> = Modes extends KnownMode
  ? ByMode[Modes]
  : Modes extends readonly StreamMode[]
    ? ByMode[Modes[number] & KnownMode]
    : never;

type WithSubgraphs<Root> = Root extends { type: string } ? Root | SubgraphEvent<Root["type"]> : never;

/** The events of a run by its modes, with those of subgraphs if requested. */
export type StreamEvent<
  Modes extends StreamMode | readonly StreamMode[] = StreamMode,
  Subgraphs extends boolean = false,
  State = DefaultValues,
  Update = Partial<State>,
  Custom = unknown,
  Node extends string = string,
  InterruptValue = unknown,
> =
  | CommonStreamEvent
  | (Subgraphs extends true
      ? WithSubgraphs<EventsOf<Modes, EventsByMode<State, Update, Custom, Node, InterruptValue>>>
      : EventsOf<Modes, EventsByMode<State, Update, Custom, Node, InterruptValue>>);

/** The events of a thread: those of its runs, and changes of its state. */
export type ThreadStreamEvent<State = DefaultValues> =
  StreamEvent<StreamMode, true, State> | StateUpdateStreamEvent;

/** The types of events that this version knows. */
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

/** The type of an event by the name that the server sends. */
export function typeOf(event: string): string {
  return knownType(nameOf(event).type);
}

/**
 * True for an event that the run did not send: it has no id, and no type of a run's events. Gateways send some to keep
 * connections open.
 */
export function isForeign({ id, event = "" }: SseMessage): boolean {
  return !id && typeOf(event) === "other";
}

function knownType(type: string): string {
  return KNOWN.has(type) ? type : "other";
}

/**
 * Creates a decoder of SSE messages. The caller's type lists the events that this version knows: others are delivered, too.
 */
export function eventParser<Event extends WireEvent = WireEvent>(): (message: SseMessage) => Event {
  const names = new EventNames();
  return (message) => {
    const id = message.id || undefined;
    const { event, type, namespace } = names.read(message.event ?? "");
    const data = parseData(id, event, message.data);
    const decoded = { id, event, type: knownType(type), namespace: [...namespace], data };
    return decoded as unknown as Event;
  };
}

/** Reads data of any shape. `read` must not call functions of the caller. */
export function withinShape<Result>(event: NamedEvent, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw shapeError(event, cause);
  }
}

/**
 * Turns the errors of the language that unexpected data causes into errors of this package: a `RangeError` if the data is
 * nested too deeply, a `TypeError` if it has another shape. Returns other errors as they are.
 */
export function shapeError({ event, id }: NamedEvent, cause: unknown): unknown {
  if (!(cause instanceof RangeError || cause instanceof TypeError)) return cause;
  const problem = cause instanceof RangeError ? "is nested too deeply" : "has an unexpected shape";
  return new InvalidEventError({ event, id, problem, cause });
}

export function parseData(id: string | undefined, event: string, data: string): unknown {
  if (data === "") return null;
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new InvalidEventError({ event, id, data, cause });
  }
}
