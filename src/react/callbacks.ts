import { CLASSIC_MODES } from "../chat/protocols.js";
import { InvalidArgumentError } from "../errors.js";
import type { Part, ToolPart } from "../parts/types.js";
import type { EventContext } from "./types.js";

/** The stream mode that each callback needs. */
const MODES = {
  onUpdateEvent: "updates",
  onLangChainEvent: "events",
  onTaskEvent: "tasks",
  onCheckpointEvent: "checkpoints",
  onDebugEvent: "debug",
  onToolEvent: "tools",
} as const;

// Those of the object above.
const NAMES = Object.keys(MODES) as (keyof typeof MODES)[];

type Mutate = EventContext<object>["mutate"];
type Callback = (data: unknown, context: EventContext<object>) => void;
type Callbacks = { [name in `on${string}`]?: Callback } & { thread?: unknown };

/** The stream modes that the callbacks need, besides those of a chat. */
export function modesOf(options: object): string[] {
  const callbacks = options as Callbacks;
  const needed = NAMES.filter((name) => callbacks[name] !== undefined);
  const missing = needed.find((name) => callbacks.thread && CLASSIC_MODES.includes(MODES[name]));
  if (missing !== undefined)
    throw new InvalidArgumentError(
      missing,
      "has no events in the thread protocol. Leave out the option thread.",
    );
  return needed.map((name) => MODES[name]);
}

/** Calls the callback for an event, if the page has one. */
export function callPart(options: object, part: Part, mutate: Mutate): void {
  const callbacks = options as Callbacks;
  const call = (name: `on${string}`, data: unknown, path: readonly string[]): void =>
    callbacks[name]?.(data, { namespace: path.length === 0 ? undefined : [...path], mutate });
  if (part.type === "custom") call("onCustomEvent", part.payload, part.namespace);
  // A session makes parts of the events of tools.
  if (part.type === "tool" && callbacks.thread) {
    const data = toolEventOf(part);
    if (data !== undefined) call("onToolEvent", data, part.namespace);
  }
  if (part.type !== "event") return;
  const { type, namespace, data } = readEvent(part.event);
  if (type === "metadata") call("onMetadataEvent", data, namespace);
  for (const name of NAMES) if (type === MODES[name]) call(name, data, namespace);
}

/** Reads an event of either protocol. */
function readEvent(given: unknown) {
  // All events have a name and data.
  const event = given as { event: string; namespace?: string[]; node?: string; data: unknown };
  const [type, ...path] = event.event.split("|");
  const { namespace = path, node, data } = event;
  // In a session, the JS server names the node beside its update.
  const isBare = type === "updates" && node !== undefined;
  return { type, namespace, data: isBare ? { [node]: data } : data };
}

/** The event of the mode `tools` that tells the same as a part. */
function toolEventOf({ id, name, args, status, output, error }: ToolPart): object | undefined {
  const call = { toolCallId: id, name };
  switch (status) {
    case "running":
      if (output === undefined) return { event: "on_tool_start", ...call, input: args };
      return { event: "on_tool_event", ...call, data: output };
    case "done":
      return { event: "on_tool_end", ...call, output };
    case "failed":
      return { event: "on_tool_error", ...call, error };
    default:
      return undefined;
  }
}
