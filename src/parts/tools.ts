import { isRecord, toText } from "../checks.js";
import { copyOf } from "../messages/merge.js";
import { isModelMessage, textOf } from "../messages/text.js";
import type { GrowingCall } from "../messages/tool-calls.js";
import type { Message, StreamedMessage, ToolCall, ToolMessage } from "../messages/types.js";
import type { MessageChange } from "./conversation.js";
import type { Entry } from "./entry.js";
import type { ToolPart } from "./types.js";
import { fromJson, messageOf, messagesOf } from "./wire.js";

type Call = Pick<ToolPart, "id" | "name" | "args" | "node" | "output"> & Pick<Entry, "namespace">;

type End = Pick<ToolPart, "status" | "output" | "error">;

const INVALID: End = { status: "failed", error: "The arguments are not valid JSON" };

/** The tool calls of a run that have no result yet. */
export class ToolTracker {
  readonly #calls = new Map<string, Call>();
  /** The calls that only a state had: they were not reported. */
  readonly #unreported = new Set<string>();
  /** The ids of the results in the last state. */
  #results: ReadonlySet<unknown> = new Set();
  /** The calls whose end was reported: their result may arrive again, as an event, a message and in a state. */
  readonly #ended = new Set<string>();

  /** Reports the calls that a message changed, and the result that it has. */
  report(change: MessageChange, message: StreamedMessage): ToolPart[] {
    if (message.type === "tool") {
      // The state's version of a message reports no second result.
      const isNew = change.metadata !== undefined || this.#calls.has(message.tool_call_id);
      return isNew ? this.#readResult(message, change.entry) : [];
    }
    if (!isModelMessage(message)) return [];
    const { entry, calls } = change;
    const { namespace, node, builder } = entry;
    const parts: ToolPart[] = [];
    for (const call of calls) parts.push(...this.#grow(call, entry));
    // The state's version of a message does not call a tool again.
    const isKnown = (id: string): boolean =>
      builder.calls.some((call) => call.id === id) || (change.metadata === undefined && this.#ended.has(id));
    for (const { id, name, args } of message.tool_calls ?? [])
      if (id && !isKnown(id)) parts.push(...this.#call({ id, name, args, namespace, node }));
    for (const { id } of message.invalid_tool_calls ?? []) parts.push(...this.#fail(id));
    return parts;
  }

  /** Reports a call whose arguments have ended without being valid, as the state shows. */
  #fail(id: string | null | undefined): ToolPart[] {
    const call = id ? this.#calls.get(id) : undefined;
    if (call === undefined || typeof call.args !== "string") return [];
    this.#calls.delete(call.id);
    return [partOf(call, INVALID)];
  }

  #grow(call: GrowingCall, { namespace, node, builder }: Entry): ToolPart[] {
    const { name, args, text } = call;
    // Some providers send calls without an id.
    const id = call.id ?? `${builder.id} ${builder.calls.indexOf(call)}`;
    const known = { id, name, args: args ?? text, namespace, node };
    if (args !== undefined) return this.#call(known);
    if (!builder.isDone) return [this.#keep(known, "streaming")];
    this.#calls.delete(id);
    return [partOf(known, INVALID)];
  }

  /** Reports a call with its arguments, once. Both servers complete arguments that end too early: those are text so far. */
  #call(call: Call): ToolPart[] {
    const known = this.#calls.get(call.id);
    const isCalled = known?.name === call.name && typeof known.args !== "string";
    return isCalled ? [] : [this.#keep(call, "called")];
  }

  #keep(call: Call, status: ToolPart["status"]): ToolPart {
    // The arguments are those of an event or of a part.
    this.#calls.set(call.id, copyOf(call));
    this.#unreported.delete(call.id);
    this.#ended.delete(call.id);
    forgetOldest(this.#calls);
    return partOf(call, { status });
  }

  /** Reports the result that a message has. */
  #readResult(message: ToolMessage, { namespace, node }: Pick<Entry, "namespace" | "node">): ToolPart[] {
    const { tool_call_id: id, name, status, content } = message;
    const call = this.#calls.get(id) ?? { id, name: name ?? "", args: {}, namespace, node };
    const end: End =
      status === "error" ? { status: "failed", error: textOf(message) } : { status: "done", output: content };
    return this.#finish({ ...call, node: call.node ?? node }, end);
  }

  /** Reports the end of a call, once. */
  #finish(call: Call, end: End): ToolPart[] {
    const { id } = call;
    this.#calls.delete(id);
    this.#unreported.delete(id);
    if (this.#ended.has(id)) return [];
    this.#ended.add(id);
    forgetOldest(this.#ended);
    return [partOf(call, end)];
  }

  /** Learns the calls of a state without a result, and reports the results that did not stream. */
  reconcile(namespace: readonly string[], state: unknown): ToolPart[] {
    const messages = messagesOf(state);
    if (messages === undefined) return [];
    const { results, pending } = readTools(messages);
    const known = this.#results;
    this.#results = new Set(messages.flatMap(({ type, id }) => (type === "tool" ? [id] : [])));
    const origin = { namespace, node: undefined };
    for (const { id, name, args } of pending) {
      if (!id || this.#calls.has(id)) continue;
      this.#calls.set(id, { id, name, args: copyOf(args), ...origin });
      this.#unreported.add(id);
    }
    return [...this.#calls.keys()].flatMap((id) => {
      const result = results.get(id);
      return result === undefined || (result.id && known.has(result.id))
        ? []
        : this.#readResult(result, origin);
    });
  }

  /** The run failed: reports the calls without a result. */
  fail(error: string): ToolPart[] {
    const calls = [...this.#calls.values()].filter(({ id }) => !this.#unreported.has(id));
    this.#calls.clear();
    this.#unreported.clear();
    return calls.map((call) => partOf(call, { status: "failed", error }));
  }

  /** Takes an event of the mode `tools`. Returns no parts if it does not tell of a call. */
  observe(namespace: readonly string[], data: unknown, node?: string): ToolPart[] {
    if (!isRecord(data) || typeof data["toolCallId"] !== "string") return [];
    const { event, toolCallId: id, name, input, output, error } = data;
    const unknown: Call = { id, name: String(name ?? ""), args: argsOf(input), namespace, node };
    const call = this.#calls.get(id) ?? unknown;
    switch (event) {
      case "on_tool_start":
        return [this.#keep(call, "running")];
      case "on_tool_output":
        if (this.#ended.has(id)) return [];
        return [this.#keep({ ...call, output: `${call.output ?? ""}${toText(data["delta"])}` }, "running")];
      case "on_tool_event":
        if (this.#ended.has(id)) return [];
        return [this.#keep({ ...call, output: progressOf(call.output, data["data"]) }, "running")];
      case "on_tool_end":
        return this.#finish(call, { status: "done", output: outputOf(output) });
      case "on_tool_error":
        return this.#finish(call, { status: "failed", error: messageOf(error) });
      default:
        return [];
    }
  }
}

/** The results in a state, and the calls that have none. A later call can have the id of an earlier one. */
function readTools(messages: readonly Message[]): { results: Map<string, ToolMessage>; pending: ToolCall[] } {
  const results = new Map<string, ToolMessage>();
  const pending = new Map<string, ToolCall>();
  for (const message of messages) {
    if (message.type === "tool") {
      results.set(message.tool_call_id, message);
      pending.delete(message.tool_call_id);
    }
    for (const call of (isModelMessage(message) && message.tool_calls) || []) {
      results.delete(call.id ?? "");
      pending.set(call.id ?? "", call);
    }
  }
  return { results, pending: [...pending.values()] };
}

/** A part that shares no object with the events. */
function partOf(call: Call, end: End): ToolPart {
  return copyOf({ type: "tool", ...call, namespace: [...call.namespace], ...end });
}

/** The number of calls without a result that are kept: some calls never get one. */
const KEPT = 256;

function forgetOldest(calls: Map<string, unknown> | Set<string>): void {
  if (calls.size <= KEPT) return;
  const [oldest] = calls.keys();
  if (oldest !== undefined) calls.delete(oldest);
}

/** The server sends the arguments as an object, or as JSON text. */
function argsOf(input: unknown): Call["args"] {
  const value = typeof input === "string" ? fromJson(input) : input;
  return isRecord(value) ? value : String(input ?? "");
}

/** The output of a tool so far: its texts in a row, or the last value. */
function progressOf(before: unknown, next: unknown): unknown {
  return typeof before === "string" && typeof next === "string" ? before + next : next;
}

/** A tool returns a message, or its content. */
function outputOf(output: unknown): unknown {
  return isRecord(output) && output["type"] === "tool" ? output["content"] : output;
}
