import { isRecord } from "../checks.js";
import { addInterrupts, withIds } from "../interrupts.js";
import { copyOf } from "../messages/merge.js";
import type { MessageChunk, MessageTupleMetadata } from "../messages/types.js";
import type { PendingInterrupt } from "../types.js";
import { Conversation } from "./conversation.js";
import type { Change, MessageChange } from "./conversation.js";
import { SubgraphTracker } from "./subgraphs.js";
import { ToolTracker } from "./tools.js";
import type { MessagePart, Part } from "./types.js";
import type { PartEvent } from "./wire.js";

/** Assembles the parts of one run, whichever protocol its events have. */
export class Assembler<Event extends PartEvent = PartEvent> {
  readonly tools = new ToolTracker();
  readonly subgraphs = new SubgraphTracker();
  readonly #conversation = new Conversation();
  #interrupts: readonly PendingInterrupt[] = [];

  /** Takes a chunk of a message. */
  chunk(
    namespace: readonly string[],
    chunk: MessageChunk,
    metadata: MessageTupleMetadata | null | undefined,
  ): Part[] {
    return this.#changed(this.#conversation.add(namespace, chunk, metadata));
  }

  /** Takes a state of the thread, or of a subgraph. */
  values(namespace: readonly string[], event: Event): Part[] {
    const { data } = event;
    if (!isRecord(data)) return [{ type: "event", event }];
    const { __interrupt__: interrupts, ...values } = data;
    const changed = this.#changed(this.#conversation.reconcile(namespace, data));
    const parts = [...changed, ...this.tools.reconcile(namespace, data), ...this.wait(namespace, interrupts)];
    // The JS server omits the state when the run waits.
    if (interrupts !== undefined && Object.keys(values).length === 0) return parts;
    if (namespace.length === 0) return [...parts, { type: "values", values: copyOf(values) }];
    const subgraph = this.subgraphs.values(namespace, values);
    return [...parts, ...(subgraph.length > 0 ? subgraph : [{ type: "event" as const, event }])];
  }

  /** Takes the update of a node. */
  updates(namespace: readonly string[], event: Event): Part[] {
    const { __interrupt__: interrupts, ...nodes } = isRecord(event.data) ? event.data : {};
    const waiting = this.wait(namespace, interrupts);
    const isCovered = interrupts !== undefined && Object.keys(nodes).length === 0;
    if (isCovered) return waiting;
    return [...waiting, { type: "event", event: interrupts === undefined ? event : ownOf(event) }];
  }

  /** Reports the interrupts that are new. */
  wait(namespace: readonly string[], interrupts: unknown): Part[] {
    const known = this.#interrupts;
    this.#interrupts = addInterrupts(known, withIds(interrupts));
    const added = this.#interrupts.slice(known.length);
    return added.map((interrupt) => ({
      type: "interrupt",
      interrupt: copyOf(interrupt),
      namespace: [...namespace],
    }));
  }

  /** The run has failed. */
  fail(event: Event, error: string): Part[] {
    const messages = this.#changed(this.#conversation.end());
    const tools = this.tools.fail(error);
    return [...messages, ...tools, ...this.subgraphs.end("failed"), { type: "event", event: ownOf(event) }];
  }

  /** No event follows. */
  end(): Part[] {
    // A subgraph that did not end waits at an interrupt or a breakpoint, or its run was cancelled.
    return [...this.#changed(this.#conversation.end()), ...this.subgraphs.end("interrupted")];
  }

  #changed(changes: readonly Change[]): Part[] {
    const parts: Part[] = [];
    for (const change of changes) {
      if ("removed" in change) {
        parts.push({ type: "removed", id: change.removed, namespace: [...change.namespace] });
        continue;
      }
      const part = messagePart(change);
      parts.push(part, ...this.tools.report(change, part.message));
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
