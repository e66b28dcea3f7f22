import type { Message, MessageChunk } from "../messages/types.js";
import type { Interrupt } from "../types.js";
import type { Task, Values } from "./graph.js";
import type { Checkpoint } from "./checkpoint.js";

/** An event of a graph, before it has the form of a stream mode or of the thread protocol. */
export type GraphEvent = { namespace: readonly string[] } & (
  | { type: "values"; values: Values; interrupts?: readonly Interrupt[] | undefined }
  | { type: "updates"; node: string; update: Values | null }
  | { type: "interrupts"; interrupts: readonly Interrupt[] }
  | { type: "subgraph"; name: string; status: "started" | "completed" | "failed" | "interrupted" }
  | { type: "custom"; node: string; task: string; data: unknown }
  | {
      type: "tool";
      node: string;
      task: string;
      phase: string;
      id: string;
      name: string;
      fields: object;
    }
  | { type: "checkpoint"; checkpoint: Checkpoint }
  | { type: "task"; task: Task; input: Values }
  | { type: "task-result"; task: Task }
  | {
      type: "message";
      node: string;
      /** The path of the node. */
      path: readonly string[];
      chunk: MessageChunk;
      /** The message so far. */
      message: Message;
      isFirst: boolean;
      isLast: boolean;
      /** A message of a subgraph, for streams without the events of subgraphs. */
      isRepeated: boolean;
      metadata: Record<string, unknown>;
    }
);
