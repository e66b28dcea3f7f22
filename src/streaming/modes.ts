import { InvalidArgumentError } from "../errors.js";
import type { StreamMode } from "../types.js";

/** Checks stream modes. Returns them as a list; an empty list counts as absent. */
export function checkModes<Mode extends string>(
  known: readonly Mode[],
  given: Mode | readonly Mode[] | undefined,
): readonly Mode[] | undefined {
  if (given === undefined) return undefined;
  const modes: readonly unknown[] = [given].flat();
  for (const mode of modes) {
    if (known.some((each) => each === mode)) continue;
    const message = `"${String(mode)}" is not a stream mode. The modes are: ${known.join(", ")}.`;
    throw new InvalidArgumentError("streamMode", message);
  }
  // All of them are known.
  return modes.length === 0 ? undefined : (modes as readonly Mode[]);
}

/** The modes of which `parts()` makes messages, tool calls, states and custom data, and with subgraphs their parts. */
export function partModes(includesSubgraphs: boolean): StreamMode[] {
  const modes: StreamMode[] = ["messages-tuple", "values", "custom"];
  return includesSubgraphs ? [...modes, "tasks"] : modes;
}

/** Events that belong to all modes. */
const COMMON: ReadonlySet<string> = new Set(["metadata", "error", "end", "feedback", "other"]);

/** Creates a filter of event types. The mode `messages-tuple` has the events `messages`; `messages` has `messages/…`. */
export function modeFilter(modes: readonly StreamMode[]): (type: string) => boolean {
  const prefixes: string[] = modes.map((mode) => {
    if (mode === "messages") return "messages/";
    return mode === "messages-tuple" ? "messages" : mode;
  });
  const types = new Set(prefixes);
  return (type) => COMMON.has(type) || types.has(type.replace(/\/.*/, "/"));
}
