import { isRecord } from "../checks.js";
import type { AnyThreadEvent } from "../protocol.js";
import { Assembler } from "./assembler.js";
import type { MessageReader, Reader } from "./readers.js";
import type { ThreadChunk } from "./thread-message.js";
import { ThreadMessages, isNumbered, originOf } from "./thread-messages.js";
import type { Part, SubgraphPart } from "./types.js";
import { fromJson, isWithin, messageOf } from "./wire.js";

/** Gives a reader of messages or of text the events of a thread. */
export function threadReader<Item>(reader: MessageReader<Item>): Reader<Item, AnyThreadEvent> {
  const messages = new ThreadMessages();
  return {
    add(event) {
      const chunks = messages.read(event) ?? [];
      return event.event === "values"
        ? reader.values(event.namespace, event.data)
        : readChunks(chunks, reader);
    },
    end: () => reader.end(),
  };
}

/** Assembles the events of a thread's run into parts. */
export function threadPartReader(): Reader<Part, AnyThreadEvent> {
  return new ThreadParts();
}

/** The names of a tool's events in the mode `tools`. */
const TOOLS: Record<string, string> = {
  "tool-started": "on_tool_start",
  "tool-output-delta": "on_tool_output",
  "tool-finished": "on_tool_end",
  "tool-error": "on_tool_error",
};

/** The events in the namespace of a graph that only a graph sends. The JS server sends others for nodes, too. */
const OF_GRAPHS: ReadonlySet<string> = new Set(["values", "updates", "checkpoints", "tasks"]);

class ThreadParts implements Reader<Part, AnyThreadEvent> {
  readonly #assembler = new Assembler<AnyThreadEvent>();
  readonly #messages = new ThreadMessages();
  /** The graphs in which an interrupt was requested. */
  #waiting: (readonly string[])[] = [];
  /** The errors of the failed tasks, by their path. */
  readonly #errors = new Map<string, string>();
  #lastError = "The run failed";

  add(event: AnyThreadEvent): Part[] {
    const { namespace } = event;
    const entered = OF_GRAPHS.has(event.event) ? this.#enter(namespace) : [];
    return [...entered, ...(this.#read(event) ?? [{ type: "event" as const, event }])];
  }

  end(): Part[] {
    return this.#assembler.end();
  }

  /** Starts the subgraphs of a path. The Python server sends the state of a subgraph before its start. */
  #enter(namespace: readonly string[]): Part[] {
    const { subgraphs } = this.#assembler;
    namespace.forEach((_, index) => subgraphs.start(namespace.slice(0, index + 1)));
    return subgraphs.enter(namespace);
  }

  /** Reads an event. Returns `undefined` if no part covers it. */
  #read(event: AnyThreadEvent): Part[] | undefined {
    const { namespace } = event;
    const assembler = this.#assembler;
    const data = isRecord(event.data) ? event.data : {};
    const chunks = this.#messages.read(event);
    switch (event.event) {
      case "messages":
        return chunks && readChunks(chunks, assembler);
      case "values":
        return assembler.values(namespace, event);
      case "updates":
        return assembler.updates(namespace, event);
      case "custom":
        return [{ type: "custom", namespace: [...namespace], ...customOf(event) }];
      case "lifecycle":
        return notEmpty(this.#readLifecycle(event, data));
      case "tools":
        return notEmpty(this.#readTool(event, data));
      case "tasks":
        // The JS server sends the reason of a failure with the task only.
        if (data["error"]) {
          const path = [...namespace, `${String(data["name"])}:${String(data["id"])}`];
          this.#errors.set(path.join("|"), messageOf(data["error"]));
        }
        return undefined;
      case "input.requested":
        this.#waiting.push(namespace);
        return assembler.wait(namespace, [{ id: data["interrupt_id"], value: data["payload"] }]);
      default:
        return undefined;
    }
  }

  #readLifecycle(event: AnyThreadEvent, data: Record<string, unknown>): Part[] {
    const { namespace } = event;
    const { subgraphs } = this.#assembler;
    const { event: status, cause } = data;
    const isFailed = status === "failed";
    const error = isFailed ? (reasonOf(data["error"]) ?? this.#errors.get(namespace.join("|"))) : undefined;
    this.#lastError = error ?? this.#lastError;
    if (namespace.length === 0) return isFailed ? this.#assembler.fail(event, this.#lastError) : [];
    if (!isEnd(status)) {
      const started = subgraphs.start(namespace, isCause(cause) ? cause : undefined);
      return isNumbered(event) ? started : [...started, ...subgraphs.enter(namespace)];
    }
    // The JS server sends "completed" for a subgraph that waits.
    const isWaiting = status === "completed" && this.#waiting.some((path) => isWithin(path, namespace));
    return subgraphs.finish(namespace, isWaiting ? "interrupted" : status, error);
  }

  #readTool(event: AnyThreadEvent, data: Record<string, unknown>): Part[] {
    const { namespace, node } = originOf(event);
    const { event: name, tool_call_id: toolCallId, tool_name, message } = data;
    const classic = { event: TOOLS[String(name)], toolCallId, name: tool_name, error: message };
    return this.#assembler.tools.observe(namespace, { ...data, ...classic }, node);
  }
}

/** Returns the items that a reader makes of chunks. A loop: `flatMap` would take longer than the rest of one chunk. */
function readChunks<Item>(
  chunks: readonly ThreadChunk[],
  reader: Pick<MessageReader<Item>, "chunk">,
): Item[] {
  const items: Item[] = [];
  for (const { namespace, chunk, metadata } of chunks)
    items.push(...reader.chunk(namespace, chunk, metadata));
  return items;
}

function notEmpty(parts: Part[]): Part[] | undefined {
  return parts.length > 0 ? parts : undefined;
}

function isEnd(status: unknown): status is SubgraphPart["status"] {
  return status === "completed" || status === "failed" || status === "interrupted";
}

function isCause(cause: unknown): cause is NonNullable<SubgraphPart["cause"]> {
  return isRecord(cause) && typeof cause["type"] === "string";
}

/** The reason of a failure: the JS server sends it as JSON text. */
function reasonOf(error: unknown): string | undefined {
  return error === undefined || error === null ? undefined : messageOf(fromJson(messageOf(error)));
}

/**
 * The payload of a custom event. The Python server sends it bare in some runs: only an object with these fields alone is
 * taken for an envelope there.
 */
function customOf(event: AnyThreadEvent): { name: string | undefined; payload: unknown } {
  const data = isRecord(event.data) ? event.data : {};
  const { name, payload, ...others } = data;
  const isWhole = "payload" in data && (isNumbered(event) || Object.keys(others).length === 0);
  if (isWhole && (name === undefined || typeof name === "string")) return { name, payload };
  return { name: undefined, payload: event.data };
}
