import { isRecord, toText } from "../checks.js";
import { copyOf } from "../messages/merge.js";
import { isModelMessage, textOf } from "../messages/text.js";
import type { GrowingCall } from "../messages/tool-calls.js";
import type { Message, StreamedMessage, ToolCall, ToolMessage } from "../messages/types.js";
import type { MessageChange } from "./conversation.js";
import type { Entry } from "./entry.js";
import type { ToolPart } from "./types.js";
import { messageOf, messagesOf } from "./wire.js";

const INVALID = "The arguments are not valid JSON";

type Call = Pick<ToolPart, "id" | "name" | "args" | "namespace" | "node" | "output">;

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
      return isNew ? this.#finish(message, change.entry) : [];
    }
    if (!isModelMessage(message)) return [];
    const { entry, calls } = change;
    if (calls.length === 0 && !message.tool_calls?.length && !message.invalid_tool_calls?.length) return [];
    const growing = calls.flatMap((call) => this.#grow(call, entry));
    const chunked = new Set(entry.builder.calls.map(({ id }) => id));
    // The state's version of a message does not call a tool again.
    const isKnown = (id = ""): boolean =>
      chunked.has(id) || (change.metadata === undefined && this.#ended.has(id));
    const whole = (message.tool_calls ?? []).filter(({ id }) => !isKnown(id ?? undefined));
    const invalid = (message.invalid_tool_calls ?? []).flatMap(({ id }) => this.#fail(id));
    return [...growing, ...whole.flatMap((call) => this.#call(call, entry)), ...invalid];
  }

  /** Reports a call whose arguments have ended without being valid, as the state shows. */
  #fail(id: string | null | undefined): ToolPart[] {
    const call = id ? this.#calls.get(id) : undefined;
    if (call === undefined || typeof call.args !== "string") return [];
    this.#calls.delete(call.id);
    return [{ type: "tool", ...call, status: "failed", error: INVALID }];
  }

  #grow(call: GrowingCall, entry: Entry): ToolPart[] {
    const { name, args, text } = call;
    // Some providers send calls without an id.
    const id = call.id ?? `${entry.builder.id} ${entry.builder.calls.indexOf(call)}`;
    const known = { id, name, namespace: [...entry.namespace], node: entry.node };
    if (args !== undefined) {
      return this.#isCalled(id, name) ? [] : [this.#keep({ ...known, args: copyOf(args) }, "called")];
    }
    if (!entry.builder.isDone) return [this.#keep({ ...known, args: text }, "streaming")];
    this.#calls.delete(id);
    return [{ type: "tool", ...known, args: text, status: "failed", error: INVALID }];
  }

  /** True if a call was reported with its arguments. */
  #isCalled(id: string, name: string): boolean {
    const call = this.#calls.get(id);
    return call?.name === name && typeof call.args !== "string";
  }

  #keep(call: Call, status: "streaming" | "called"): ToolPart {
    this.#calls.set(call.id, call);
    this.#unreported.delete(call.id);
    this.#ended.delete(call.id);
    forgetOldest(this.#calls);
    return { type: "tool", ...call, args: copyOf(call.args), status };
  }

  /** Reports a call that arrived as a whole, once. Both servers complete arguments that end too early: those are text so far. */
  #call({ id, name, args }: ToolCall, entry: Entry): ToolPart[] {
    if (!id || this.#isCalled(id, name)) return [];
    return [
      this.#keep(
        { id, name, args: copyOf(args), namespace: [...entry.namespace], node: entry.node },
        "called",
      ),
    ];
  }

  #finish(message: ToolMessage, { namespace, node }: Pick<Entry, "namespace" | "node">): ToolPart[] {
    const { tool_call_id: id, name, status, content } = message;
    const call = this.#calls.get(id);
    this.#unreported.delete(id);
    if (!this.#end(id)) return [];
    const fields = {
      type: "tool" as const,
      id,
      name: call?.name ?? name ?? "",
      args: copyOf(call?.args ?? {}),
      namespace: [...(call?.namespace ?? namespace)],
      node: call?.node ?? node,
    };
    if (status === "error") return [{ ...fields, status: "failed", error: textOf(message) }];
    return [{ ...fields, status: "done", output: copyOf(content) }];
  }

  /** Notes that the end of a call is reported. Returns false if it was before. */
  #end(id: string): boolean {
    this.#calls.delete(id);
    if (this.#ended.has(id)) return false;
    this.#ended.add(id);
    forgetOldest(this.#ended);
    return true;
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
      this.#calls.set(id, { id, name, args: copyOf(args), namespace: [...namespace], node: undefined });
      this.#unreported.add(id);
    }
    return [...this.#calls.keys()].flatMap((id) => {
      const result = results.get(id);
      return result === undefined || (result.id && known.has(result.id)) ? [] : this.#finish(result, origin);
    });
  }

  /** The run failed: reports the calls without a result. */
  fail(error: string): ToolPart[] {
    const calls = [...this.#calls.values()].filter(({ id }) => !this.#unreported.has(id));
    this.#calls.clear();
    this.#unreported.clear();
    return calls.map((call) => ({ type: "tool", ...call, status: "failed", error }));
  }

  /** Takes an event of the mode `tools`. Returns no parts if it does not tell of a call. */
  observe(namespace: readonly string[], data: unknown, node?: string): ToolPart[] {
    if (!isRecord(data) || typeof data["toolCallId"] !== "string") return [];
    const { event, toolCallId: id, name, input, output, error } = data;
    const call = this.#calls.get(id) ?? {
      id,
      name: String(name ?? ""),
      args: argsOf(input),
      namespace: [...namespace],
      node,
    };
    const fields = { type: "tool" as const, ...call, args: copyOf(call.args) };
    switch (event) {
      case "on_tool_start":
        return this.#run(call);
      case "on_tool_output":
        if (this.#ended.has(id)) return [];
        return this.#run({ ...call, output: `${call.output ?? ""}${toText(data["delta"])}` });
      case "on_tool_end":
      case "on_tool_error":
        if (!this.#end(id)) return [];
        if (event === "on_tool_error") return [{ ...fields, status: "failed", error: messageOf(error) }];
        return [{ ...fields, status: "done", output: copyOf(outputOf(output)) }];
      default:
        return [];
    }
  }

  #run(call: Call): ToolPart[] {
    return [{ ...this.#keep(call, "called"), status: "running" }];
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

/** The number of calls without a result that are kept: some calls never get one. */
const KEPT = 256;

function forgetOldest(calls: Map<string, unknown> | Set<string>): void {
  if (calls.size <= KEPT) return;
  const [oldest] = calls.keys();
  if (oldest !== undefined) calls.delete(oldest);
}

/** The server sends the arguments as an object, or as JSON text. */
function argsOf(input: unknown): Call["args"] {
  if (isRecord(input)) return copyOf(input);
  try {
    const value: unknown = JSON.parse(String(input));
    if (isRecord(value)) return value;
  } catch {
    // The input is plain text.
  }
  return String(input ?? "");
}

/** A tool returns a message, or its content. */
function outputOf(output: unknown): unknown {
  return isRecord(output) && output["type"] === "tool" ? output["content"] : output;
}
