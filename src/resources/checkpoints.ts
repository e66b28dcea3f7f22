import { check, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { Checkpoint, Config } from "../types.js";

/** The position before which a history begins. */
export type Before = string | Partial<Checkpoint> | Config | null | undefined;

interface HistoryFilter {
  metadata?: object | undefined;
  checkpoint?: object | undefined;
  select?: unknown;
}

/** True for a checkpoint without a position, such as LangChain's `RemoteGraph` sends for the latest state. */
export function namesThreadAlone(checkpoint: object): boolean {
  const { thread_id, checkpoint_ns, ...rest }: Partial<Checkpoint> = checkpoint;
  return typeof thread_id === "string" && !checkpoint_ns && Object.values(rest).every((value) => !value);
}

/** Throws for an object that is not a checkpoint. */
export function checkCheckpoint(checkpoint: unknown): void {
  check("checkpoint", isRecord(checkpoint), "a checkpoint, its id, or null", checkpoint);
  const names = Object.keys(checkpoint);
  if (names.some((name) => name.startsWith("checkpoint_"))) return;
  if (names.includes("configurable")) {
    throw new InvalidArgumentError("checkpoint", "this is a config. Pass config.configurable.");
  }
  const options = names.length === 0 ? "options" : `{ ${names.join(", ")} }`;
  const remedy = `Call getState(threadId, null, ${options}).`;
  throw new InvalidArgumentError("checkpoint", `these look like options. ${remedy}`);
}

/** True if a history is filtered, which only the POST can do. */
export function hasFilter({ metadata, checkpoint, select }: HistoryFilter): boolean {
  const hasPosition = isRecord(checkpoint) && !namesThreadAlone(checkpoint);
  return (metadata ?? select ?? undefined) !== undefined || hasPosition;
}

/** The id of a checkpoint, which may be in a config; `undefined` if it is missing. */
export function checkpointIdOf(before: Before): string | undefined {
  if (before === undefined || before === null || typeof before === "string") return before ?? undefined;
  // A config holds the id in `configurable`; a checkpoint holds it itself.
  const { configurable = before } = before as Config;
  const { checkpoint_id: id } = configurable as Partial<Checkpoint>;
  if (typeof id === "string") return id;
  if (id === undefined && namesThreadAlone(configurable)) return undefined;
  throw new InvalidArgumentError("before", "has no checkpoint_id. Pass the id of a checkpoint.");
}
