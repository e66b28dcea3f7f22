import { check, isRecord } from "../checks.js";
import type { CustomOf, InterruptOf, StateOf } from "../graphs.js";
import { addInterrupts, withIds } from "../interrupts.js";
import { copyOf } from "../messages/merge.js";
import type { PendingInterrupt } from "../types.js";
import { Conversation } from "./conversation.js";
import type { Change, MessageChange } from "./conversation.js";
import { SubgraphTracker } from "./subgraphs.js";
import { ToolTracker } from "./tools.js";
import type { MessagePart, Part } from "./types.js";
import { isTuple, messageOf, pathOf } from "./wire.js";
import type { PartEvent } from "./wire.js";

/**
 * Assembles the events of one run into parts, without a stream: for a proxy, a store or a test. `RunStream.parts()` does the
 * same. Give it the events in order, each once; then call `end()`.
 */
export class PartBuilder<
  Graphs extends object = {},
  Id extends string = string,
  Event extends PartEvent = PartEvent,
> {
  readonly #conversation = new Conversation();
  readonly #tools = new ToolTracker();
  readonly #subgraphs = new SubgraphTracker();
  #interrupts: readonly PendingInterrupt[] = [];

  /** Add an event. Returns the parts that it changes, in order. They are the caller's: later parts share no object with them. */
  add(event: Event): Part<StateOf<Graphs, Id>, CustomOf<Graphs, Id>, Event, InterruptOf<Graphs, Id>>[] {
    const isEvent = isRecord(event) && typeof event.event === "string";
    check("event", isEvent, "an event of a run: { event, data }", event);
    const { type, namespace } = pathOf(event.event);
    const parts: Part[] = namespace.length === 0 ? [] : this.#subgraphs.enter(namespace);
    parts.push(...this.#read(type, namespace, event));
    // The graph decides the types of states and custom data.
    return parts as Part<StateOf<Graphs, Id>, CustomOf<Graphs, Id>, Event, InterruptOf<Graphs, Id>>[];
  }

  /** End the run: no event follows. Returns the parts that this completes. */
  end(): Part<StateOf<Graphs, Id>, CustomOf<Graphs, Id>, Event, InterruptOf<Graphs, Id>>[] {
    // A subgraph that did not end waits at an interrupt or a breakpoint, or its run was cancelled.
    const parts: Part[] = [...this.#changed(this.#conversation.end()), ...this.#subgraphs.end("interrupted")];
    // None of these parts has a type that the graph decides.
    return parts as Part<StateOf<Graphs, Id>, CustomOf<Graphs, Id>, Event, InterruptOf<Graphs, Id>>[];
  }

  #read(type: string, namespace: readonly string[], event: PartEvent): Part[] {
    const { data } = event;
    const itself: Part = { type: "event", event };
    switch (type) {
      case "messages":
        return isTuple(data) ? this.#changed(this.#conversation.add(namespace, ...data)) : [itself];
      case "values":
        return this.#readValues(namespace, event);
      case "custom":
        return [{ type: "custom", payload: data, namespace: [...namespace] }];
      case "updates":
        return this.#readUpdates(namespace, event);
      case "tasks":
        return [...this.#subgraphs.observe(namespace, data), itself];
      case "tools":
        return [...this.#tools.observe(namespace, data), itself];
      case "error":
        return namespace.length === 0 ? this.#fail(event) : [itself];
      default:
        return [itself];
    }
  }

  #fail(event: PartEvent): Part[] {
    const messages = this.#changed(this.#conversation.end());
    const tools = this.#tools.fail(messageOf(event.data));
    return [...messages, ...tools, ...this.#subgraphs.end("failed"), { type: "event", event: ownOf(event) }];
  }

  #readValues(namespace: readonly string[], event: PartEvent): Part[] {
    const { data } = event;
    if (!isRecord(data)) return [{ type: "event", event }];
    const { __interrupt__: interrupts, ...values } = data;
    const changed = this.#changed(this.#conversation.reconcile(namespace, data));
    const parts = [
      ...changed,
      ...this.#tools.reconcile(namespace, data),
      ...this.#wait(namespace, interrupts),
    ];
    // The JS server omits the state when the run waits.
    if (interrupts !== undefined && Object.keys(values).length === 0) return parts;
    if (namespace.length === 0) return [...parts, { type: "values", values: copyOf(values) }];
    const subgraph = this.#subgraphs.values(namespace, values);
    return [...parts, ...(subgraph.length > 0 ? subgraph : [{ type: "event" as const, event }])];
  }

  #readUpdates(namespace: readonly string[], event: PartEvent): Part[] {
    const { __interrupt__: interrupts, ...nodes } = isRecord(event.data) ? event.data : {};
    const waiting = this.#wait(namespace, interrupts);
    const isCovered = interrupts !== undefined && Object.keys(nodes).length === 0;
    if (isCovered) return waiting;
    return [...waiting, { type: "event", event: interrupts === undefined ? event : ownOf(event) }];
  }

  #wait(namespace: readonly string[], interrupts: unknown): Part[] {
    const known = this.#interrupts;
    this.#interrupts = addInterrupts(known, withIds(interrupts));
    const added = this.#interrupts.slice(known.length);
    return added.map((interrupt) => ({
      type: "interrupt",
      interrupt: copyOf(interrupt),
      namespace: [...namespace],
    }));
  }

  #changed(changes: readonly Change[]): Part[] {
    const parts: Part[] = [];
    for (const change of changes) {
      if ("removed" in change) {
        parts.push({ type: "removed", id: change.removed, namespace: [...change.namespace] });
        continue;
      }
      const part = messagePart(change);
      parts.push(part, ...this.#tools.report(change, part.message));
    }
    return parts;
  }
}

/** A copy of an event whose data is also read for the result of the run. */
function ownOf(event: PartEvent): PartEvent {
  return { ...event, data: copyOf(event.data) };
}

function messagePart({ entry, text, reasoning, replaces, metadata }: MessageChange): MessagePart {
  const { builder, namespace, node } = entry;
  return {
    type: "message",
    message: builder.copy(),
    text,
    reasoning,
    done: builder.isDone,
    replaces,
    node,
    namespace: [...namespace],
    metadata: metadata ?? copyOf(entry.metadata),
  };
}
