import type { Part } from "../parts/types.js";
import type { EventContext } from "./types.js";

/** The stream mode that each callback needs. */
const MODES = {
  onUpdateEvent: "updates",
  onLangChainEvent: "events",
  onTaskEvent: "tasks",
  onCheckpointEvent: "checkpoints",
  onDebugEvent: "debug",
} as const;

/** The modes of `parts()`, without which messages and states would not arrive. */
const PARTS = ["messages-tuple", "values", "custom"];

type Mutate = EventContext<object>["mutate"];
type Callbacks = Partial<Record<string, (data: unknown, context: EventContext<object>) => void>>;

/** The stream modes that the callbacks need, with those of a chat; `undefined` if these are enough. */
export function modesOf(options: object): string[] | undefined {
  const more = Object.entries(MODES).flatMap(([name, mode]) => ((options as Callbacks)[name] ? [mode] : []));
  return more.length === 0 ? undefined : [...PARTS, ...more];
}

/** Calls the callback for an event, if the page has one. */
export function callPart(options: object, part: Part, mutate: Mutate): void {
  const callbacks = options as Callbacks;
  const context = (path: readonly string[]): EventContext<object> => ({
    namespace: path.length === 0 ? undefined : path.join("|"),
    mutate,
  });
  if (part.type === "custom") callbacks["onCustomEvent"]?.(part.payload, context(part.namespace));
  if (part.type !== "event") return;
  // An event of either protocol.
  const {
    event,
    namespace = [],
    data,
  } = part.event as { event: string; namespace?: string[]; data: unknown };
  const [type] = event.split("|");
  if (type === "metadata") callbacks["onMetadataEvent"]?.(data, context(namespace));
  for (const [name, mode] of Object.entries(MODES)) {
    if (type === mode) callbacks[name]?.(data, context(namespace));
  }
}
