import { throwIfAborted } from "../abort.js";
import { isRecord } from "../checks.js";
import { MessageBuilder } from "../messages/message-builder.js";
import type { AIMessageChunk, Message, MessageChunk, ToolCall, ToolMessage } from "../messages/types.js";
import type { ExecutionSettings } from "./execution.js";
import { copyOf, failureOf } from "./failure.js";
import type { Chunks, NodeContext, Task, Tool } from "./graph.js";
import { chunksOf, completeMessage } from "./messages.js";

/** Thrown by `interrupt` to leave the node. */
export class Pause extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super("interrupt() pauses the run: do not catch what it throws.");
    this.value = value;
  }
}

/** The context of one call of a node. */
export class TaskContext implements NodeContext {
  readonly #settings: ExecutionSettings;
  readonly #task: Task;
  readonly #path: readonly string[];
  readonly #step: number;
  /** The ids of the messages that were sent. */
  readonly #sent = new Set<unknown>();
  #asked = 0;

  constructor(settings: ExecutionSettings, task: Task, path: readonly string[], step: number) {
    this.#settings = settings;
    this.#task = task;
    this.#path = path;
    this.#step = step;
  }

  get config() {
    return this.#settings.config;
  }

  get context() {
    return this.#settings.context;
  }

  get signal() {
    return this.#settings.signal;
  }

  // Arrow functions: a node takes them out of its context.
  readonly interrupt = (value: unknown): unknown => {
    this.#asked += 1;
    if (this.#asked > this.#task.answers.length) throw new Pause(value);
    return this.#task.answers[this.#asked - 1];
  };

  readonly write = (data: unknown): void => {
    const { name, id } = this.#task;
    this.#emit({ namespace: this.#path, type: "custom", node: name, task: id, data: copyOf(data) });
  };

  readonly send = async (given: string | Message | Chunks): Promise<Message> => {
    if (typeof given === "string" || isMessage(given)) {
      const fields = typeof given === "string" ? { type: "ai", content: given } : given;
      const message = completeMessage(fields, this.#settings.newId);
      this.sendWhole(message);
      return message;
    }
    let builder: MessageBuilder | undefined;
    const known = Array.isArray(given) ? given.length : Infinity;
    let count = 0;
    for await (const piece of given) {
      const fields = typeof piece === "string" ? { content: piece } : piece;
      const chunk: AIMessageChunk = {
        content: "",
        tool_calls: [],
        tool_call_chunks: [],
        ...fields,
        type: "ai",
      };
      count += 1;
      builder ??= new MessageBuilder(chunk.id ?? `run-${this.#settings.newId()}`);
      this.#sendChunk(chunk, builder, count === 1, count === known);
    }
    // The end of chunks that come over time is known too late. LangChain sends an empty chunk then, too.
    builder ??= new MessageBuilder(`run-${this.#settings.newId()}`);
    if (count !== known) this.#sendChunk({ type: "ai", content: "" }, builder, count === 0, true);
    return completeMessage(builder.copy(), this.#settings.newId);
  };

  readonly tool = async (call: ToolCall, run: Tool): Promise<ToolMessage> => {
    const { id = "", name, args } = call;
    const tell = (phase: string, fields: object): void =>
      this.#emit({
        namespace: this.#path,
        type: "tool",
        node: this.#task.name,
        task: this.#task.id,
        phase,
        id,
        name,
        fields,
      });
    tell("start", { input: args });
    let content: unknown;
    let status: "success" | "error" = "success";
    try {
      content = await run(args, (delta) => tell("output", { delta }));
    } catch (error) {
      if (error instanceof Pause) throw error;
      throwIfAborted(this.signal);
      status = "error";
      content = failureOf(error).message;
    }
    const text = typeof content === "string" ? content : JSON.stringify(content ?? null);
    const fields = { type: "tool", tool_call_id: id, name, content: text, status };
    // It has the fields of a tool's message.
    const message = completeMessage(fields, this.#settings.newId) as ToolMessage;
    tell(status === "error" ? "error" : "end", status === "error" ? { error: text } : { output: message });
    return message;
  };

  /**
   * Sends a message of the node's update, unless it was sent.
   *
   * @param hasOwnId - Like a message that no model has streamed, it is sent as a whole.
   */
  sendOnce(message: Message, hasOwnId: boolean): void {
    if (message.type !== "remove" && !this.#sent.has(message.id)) this.sendWhole(message, hasOwnId);
  }

  /** Sends a message in chunks, or as one chunk. */
  sendWhole(message: Message, asOne = false): void {
    const builder = new MessageBuilder(String(message.id));
    const chunks = asOne ? [message] : chunksOf(message);
    for (const [index, chunk] of chunks.entries())
      this.#sendChunk(chunk, builder, index === 0, index === chunks.length - 1);
  }

  /** Sends a message of a subgraph to streams that have no events of subgraphs. */
  repeat(message: Message): void {
    if (this.#settings.hasSubgraphs) return;
    const builder = new MessageBuilder(String(message.id));
    this.#sendChunk(message, builder, true, true, true);
  }

  #sendChunk(
    chunk: MessageChunk,
    builder: MessageBuilder,
    isFirst: boolean,
    isLast: boolean,
    isRepeated = false,
  ): void {
    const { name, id: task } = this.#task;
    this.#sent.add(builder.id);
    builder.add(chunk);
    const path = [...this.#path, `${name}:${task}`];
    this.#emit({
      namespace: this.#path,
      type: "message",
      node: name,
      path,
      chunk: {
        ...chunk,
        id: builder.id,
        ...(chunk.type === "ai" && { chunk_position: isLast ? "last" : null }),
      },
      isRepeated,
      message: builder.copy(),
      isFirst,
      isLast,
      metadata: {
        ...this.#settings.metadata,
        langgraph_step: this.#step,
        langgraph_node: name,
        langgraph_triggers: [`branch:to:${name}`],
        langgraph_path: ["__pregel_pull", name],
        langgraph_checkpoint_ns: path.join("|"),
        checkpoint_ns: this.#path.join("|"),
        tags: [],
      },
    });
  }

  #emit(event: Parameters<ExecutionSettings["emit"]>[0]): void {
    throwIfAborted(this.signal);
    this.#settings.emit(event);
  }
}

function isMessage(given: Message | Chunks): given is Message {
  return isRecord(given) && "content" in given;
}
