import { isRecord } from "../checks.js";
import type { AnyThreadEvent } from "../protocol.js";
import { Assembler } from "./assembler.js";
import type { Reader } from "./readers.js";
import { ThreadMessages, isNumbered, originOf } from "./thread-messages.js";
import type { Part, SubgraphPart } from "./types.js";
import { isWithin, messageOf } from "./wire.js";

/** A reader of a thread's events. */
export interface ThreadReader<Item> {
  add(event: AnyThreadEvent): readonly Item[];
  /** No event follows. */
  end(): readonly Item[];
}

/** Gives a reader of messages or of text the events of a thread. */
export function threadReader<Item>(reader: Reader<Item>): ThreadReader<Item> {
  const messages = new ThreadMessages();
  let isWaiting = false;
  const addAs = (type: string, namespace: readonly string[], data: unknown): readonly Item[] =>
    reader.add({ event: [type, ...namespace].join("|"), data });
  return {
    add(event) {
      const { event: type, namespace, data } = event;
      isWaiting ||= type === "input.requested";
      if (type === "messages") {
        const chunks = messages.read(event) ?? [];
        return chunks.flatMap((each) => addAs(type, each.namespace, [each.chunk, each.metadata]));
      }
      if (type !== "values") return [];
      messages.reconcile(namespace, data, isWaiting);
      return addAs(type, namespace, data);
    },
    end: () => reader.end(),
  };
}

/** Assembles the events of a thread's run into parts. */
export function threadPartReader(): ThreadReader<Part> {
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

class ThreadParts implements ThreadReader<Part> {
  readonly #assembler = new Assembler<AnyThreadEvent>();
  readonly #messages = new ThreadMessages();
  /** The graphs in which an interrupt was requested. */
  #waiting: (readonly string[])[] = [];
  /** The failed tasks whose end is to come, and their errors. */
  readonly #errors = new Map<string, string>();
  #lastError: string | undefined;

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
    switch (event.event) {
      case "messages":
        return this.#readMessages(event);
      case "values":
        this.#messages.reconcile(namespace, event.data, this.#waiting.length > 0);
        return this.#assembler.values(namespace, event);
      case "updates":
        return this.#assembler.updates(namespace, event);
      case "custom":
        return [{ type: "custom", namespace: [...namespace], ...customOf(event) }];
      default:
        return isRecord(event.data) ? this.#readFields(event, event.data) : undefined;
    }
  }

  #readMessages(event: AnyThreadEvent): Part[] | undefined {
    const chunks = this.#messages.read(event);
    if (chunks === undefined) return undefined;
    const parts: Part[] = [];
    for (const { namespace, chunk, metadata } of chunks)
      parts.push(...this.#assembler.chunk(namespace, chunk, metadata));
    return parts;
  }

  #readFields(event: AnyThreadEvent, data: Record<string, unknown>): Part[] | undefined {
    const { namespace } = event;
    switch (event.event) {
      case "lifecycle":
        return namespace.length === 0 ? this.#readRun(event, data) : this.#readSubgraph(event, data);
      case "tools":
        return this.#readTool(event, data);
      case "tasks":
        this.#keepError(namespace, data);
        return undefined;
      case "input.requested":
        this.#waiting.push(namespace);
        return this.#assembler.wait(namespace, [{ id: data["interrupt_id"], value: data["payload"] }]);
      default:
        return undefined;
    }
  }

  #readRun(event: AnyThreadEvent, data: Record<string, unknown>): Part[] | undefined {
    if (data["event"] !== "failed") return undefined;
    return this.#assembler.fail(event, reasonOf(data["error"]) ?? this.#lastError ?? "The run failed");
  }

  #readSubgraph(event: AnyThreadEvent, data: Record<string, unknown>): Part[] | undefined {
    const { subgraphs } = this.#assembler;
    const { namespace } = event;
    const status = data["event"];
    if (!isEnd(status)) {
      const { cause } = data;
      const started = subgraphs.start(namespace, isCause(cause) ? cause : undefined);
      return notEmpty(isNumbered(event) ? started : [...started, ...subgraphs.enter(namespace)]);
    }
    const key = namespace.join("|");
    const error = reasonOf(data["error"]) ?? this.#errors.get(key);
    this.#errors.delete(key);
    if (status === "failed") this.#lastError = error;
    // The JS server sends "completed" for a subgraph that waits.
    const isWaiting = status === "completed" && this.#waiting.some((path) => isWithin(path, namespace));
    return notEmpty(subgraphs.finish(namespace, isWaiting ? "interrupted" : status, error));
  }

  /** The JS server sends the reason of a failure with the task only. */
  #keepError(namespace: readonly string[], { id, name, error }: Record<string, unknown>): void {
    if (error) this.#errors.set([...namespace, `${String(name)}:${String(id)}`].join("|"), messageOf(error));
  }

  #readTool(event: AnyThreadEvent, data: Record<string, unknown>): Part[] | undefined {
    const { namespace, node } = originOf(event);
    const { tool_call_id: toolCallId, tool_name: name, input, output, message, delta } = data;
    const classic = { event: TOOLS[String(data["event"])], toolCallId, name, input, output, delta };
    return notEmpty(this.#assembler.tools.observe(namespace, { ...classic, error: message }, node));
  }
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
  if (error === undefined || error === null) return undefined;
  const text = messageOf(error);
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && typeof value["message"] === "string" ? value["message"] : text;
  } catch {
    return text;
  }
}

/**
 * The payload of a custom event. The Python server sends it bare in some runs: only an object with these fields alone is
 * taken for an envelope there.
 */
function customOf(event: AnyThreadEvent): { name: string | undefined; payload: unknown } {
  const bare = { name: undefined, payload: event.data };
  if (!isRecord(event.data) || !("payload" in event.data)) return bare;
  const { name, payload, ...others } = event.data;
  const isWhole = isNumbered(event) || Object.keys(others).length === 0;
  return isWhole && (name === undefined || typeof name === "string") ? { name, payload } : bare;
}
