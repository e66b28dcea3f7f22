import { isSameMessage } from "../messages/compare.js";
import { copyOf } from "../messages/merge.js";
import { MessageBuilder, NOTHING } from "../messages/message-builder.js";
import type { Added } from "../messages/message-builder.js";
import { isModelMessage, textOf, withoutHalf } from "../messages/text.js";
import type { MessageChunk, MessageTupleMetadata, StreamedMessage } from "../messages/types.js";
import { isNewKind, isNextToken, isPartial } from "./entry.js";
import type { Entry } from "./entry.js";
import { StateIds } from "./state-ids.js";
import { isSamePath, isWithin, messagesOf } from "./wire.js";

/** A change of a message. */
export interface MessageChange extends Added {
  entry: Entry;
  /** The metadata of the chunk, if the change is made of one. */
  metadata?: MessageTupleMetadata | undefined;
  /** Its id before this change, if that is another one. */
  replaces?: string | undefined;
  /** False if only the end of the message became known. */
  isNew: boolean;
}

/** A change of the messages of a run. `removed` is the id of a message that left the state. */
export type Change = MessageChange | { removed: string; namespace: readonly string[] };

/** The number of messages that are kept after their end, to compare them with the state. */
const KEPT = 256;

/** The messages of a run: assigns chunks to messages, and finds their ends. */
export class Conversation {
  /** The latest messages. A subgraph may use the id of another graph. */
  readonly #entries: Entry[] = [];
  readonly #open = new Set<Entry>();
  /** The open message of the last chunk. */
  #last: Entry | undefined;
  readonly #stateIds = new StateIds();
  #unnamed = 0;

  /** Takes the data of an event of the mode `messages-tuple`. */
  add(namespace: readonly string[], chunk: MessageChunk, from?: MessageTupleMetadata | null): Change[] {
    const metadata = from ?? {};
    const last = this.#last;
    if (last !== undefined && isNextToken(last, chunk) && isSamePath(last.namespace, namespace)) {
      return [this.#append(last, chunk, metadata)];
    }
    if (chunk.type === "remove") return this.#remove(namespace, chunk.id);
    const source = `${metadata.langgraph_checkpoint_ns ?? namespace.join("|")} ${metadata.langgraph_node}`;
    const repeated = this.#repeated(namespace, chunk, source);
    if (repeated !== undefined) return this.#confirm(repeated, chunk);
    const known = this.#known(namespace, chunk, source, metadata);
    if (known !== undefined) return [this.#append(known, chunk, metadata)];
    const ended = this.#endBefore(namespace, chunk, source, metadata);
    return [...ended, this.#append(this.#begin(namespace, chunk, metadata, source), chunk, metadata)];
  }

  /** The message that arrives once more, as a whole, after its chunks. Its id may be another one. */
  #repeated(namespace: readonly string[], chunk: MessageChunk, source: string): Entry | undefined {
    if (chunk.type !== "ai" || !chunk.id || isPartial(chunk)) return undefined;
    const isEmpty = textOf(chunk) === "" && (chunk.tool_calls ?? []).length === 0;
    const { id } = chunk;
    const known = this.#find(namespace, id);
    const candidates = known === undefined ? this.#entries : [known];
    return candidates.findLast(
      (entry) =>
        entry.source === source &&
        (entry.isChunked || !isEmpty) &&
        (known === undefined ? isNewKind(entry, id) : entry.isChunked) &&
        isSameMessage(entry.builder.copy(), chunk),
    );
  }

  /** The message of an id, in a graph. */
  #find(namespace: readonly string[], id: string | null | undefined): Entry | undefined {
    if (!id) return undefined;
    return this.#entries.find((entry) => entry.ids.has(id) && isSamePath(entry.namespace, namespace));
  }

  /** The message that a chunk continues, maybe under a new id. */
  #known(
    namespace: readonly string[],
    chunk: MessageChunk,
    source: string,
    metadata: MessageTupleMetadata,
  ): Entry | undefined {
    const known = this.#find(namespace, chunk.id);
    if (known !== undefined || !isModelMessage(chunk)) return known;
    const { id } = chunk;
    const open = [...this.#open].filter(
      (entry) => entry.source === source && isModelMessage(entry.builder.message),
    );
    if (!id) return open.at(-1);
    if (!isPartial(chunk)) return undefined;
    // If several messages stream at the same time, the first to begin is the first to change its id.
    return open.find(
      (entry) =>
        entry.isChunked &&
        entry.metadata["ls_model_name"] === metadata["ls_model_name"] &&
        isNewKind(entry, id),
    );
  }

  #append(entry: Entry, chunk: MessageChunk, metadata: MessageTupleMetadata): MessageChange {
    if (chunk.id && chunk.id !== entry.builder.id) entry.ids.add(chunk.id);
    if (entry !== this.#last) {
      this.#open.add(entry);
      this.#last = entry;
      entry.isRemoved = false;
    }
    const { text, reasoning, calls } = entry.builder.add(chunk);
    const isLast = !isModelMessage(chunk) || chunk.chunk_position === "last";
    const rest = isLast ? this.#end(entry) : NOTHING;
    return {
      entry,
      metadata,
      isNew: true,
      text: text + rest.text,
      reasoning: reasoning + rest.reasoning,
      calls: rest.calls.length === 0 ? calls : [...new Set([...calls, ...rest.calls])],
    };
  }

  #begin(
    namespace: readonly string[],
    chunk: MessageChunk,
    metadata: MessageTupleMetadata,
    source: string,
  ): Entry {
    const entry: Entry = {
      builder: new MessageBuilder(chunk.id || `${source}#${(this.#unnamed += 1)}`),
      namespace,
      node: metadata.langgraph_node,
      // A part gives the chunk's own metadata to the caller, who may change it.
      metadata: copyOf(metadata),
      source,
      ids: new Set(chunk.id ? [chunk.id] : []),
      isChunked: isPartial(chunk),
      isInState: false,
      isRemoved: false,
    };
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#forgetOldest();
    return entry;
  }

  #forgetOldest(): void {
    const oldest = this.#entries.findIndex((entry) => !this.#open.has(entry));
    if (oldest !== -1) this.#entries.splice(oldest, 1);
  }

  /** Ends the messages that are complete when a new one begins: that of the same task, and those of earlier steps. */
  #endBefore(
    namespace: readonly string[],
    chunk: MessageChunk,
    source: string,
    { langgraph_step: step }: MessageTupleMetadata,
  ): MessageChange[] {
    const latest = this.#entries.findLast((entry) => entry.source === source);
    // A server that marks the last chunk does so for each of several messages that a task streams at the same time.
    const isMarked = isModelMessage(chunk) && chunk.chunk_position !== undefined;
    return this.#endAll((entry) => {
      if (entry === latest) return !isMarked;
      const before = entry.metadata.langgraph_step;
      return (
        step !== undefined && before !== undefined && before < step && isSamePath(entry.namespace, namespace)
      );
    });
  }

  #endAll(isEnded: (entry: Entry) => boolean): MessageChange[] {
    return [...this.#open].filter(isEnded).map((entry) => {
      const rest = this.#end(entry);
      return { ...rest, entry, isNew: hasContent(rest) };
    });
  }

  #end(entry: Entry): Added {
    this.#open.delete(entry);
    if (this.#last === entry) this.#last = undefined;
    return entry.builder.end();
  }

  /** No event follows. */
  end(): MessageChange[] {
    return this.#endAll(() => true);
  }

  /** Takes a state of the thread, or of a subgraph. Its step is complete, and so are the messages of the step. */
  reconcile(namespace: readonly string[], state: unknown): Change[] {
    const messages = messagesOf(state);
    const changes = messages === undefined ? [] : this.#compare(namespace, messages);
    return [...changes, ...this.#endAll((entry) => isWithin(entry.namespace, namespace))];
  }

  #compare(namespace: readonly string[], messages: readonly StreamedMessage[]): Change[] {
    // Messages of a state without a reducer for them may lack an id.
    const ids = new Set(messages.map(({ id }) => id).filter((id) => typeof id === "string"));
    const { added, removed } = this.#stateIds.update(namespace, ids);
    const renamed = this.#renamed(namespace, messages, ids, added);
    const known = this.#byId(namespace);
    const changed = messages.flatMap((message) => {
      const entry = renamed.get(message) ?? known.get(message.id);
      return entry === undefined ? [] : this.#confirm(entry, message);
    });
    return [...changed, ...removed.map((id) => this.#removed(namespace, id))];
  }

  #removed(namespace: readonly string[], id: string): Change {
    const entry = this.#find(namespace, id);
    if (entry !== undefined) entry.isRemoved = true;
    return { removed: id, namespace };
  }

  /** The messages of a graph and of its subgraphs, whose messages its state takes over, by their ids. */
  #byId(namespace: readonly string[]): Map<string, Entry> {
    const within = this.#entries.filter((entry) => isWithin(entry.namespace, namespace));
    // The first message of an id counts, so it comes last here.
    return new Map(within.reverse().flatMap((entry) => [...entry.ids].map((id) => [id, entry])));
  }

  /** Finds the messages of the last turn that have another id in the state: they have the content of a streamed one. */
  #renamed(
    namespace: readonly string[],
    messages: readonly StreamedMessage[],
    ids: ReadonlySet<string>,
    added: ReadonlySet<string>,
  ): Map<StreamedMessage, Entry> {
    const candidates = this.#entries.filter(
      (entry) =>
        !entry.isInState &&
        isSamePath(entry.namespace, namespace) &&
        ![...entry.ids].some((id) => ids.has(id)),
    );
    const renamed = new Map<StreamedMessage, Entry>();
    if (candidates.length === 0) return renamed;
    const known = this.#byId([]);
    for (const message of messages.slice(messages.findLastIndex(({ type }) => type === "human") + 1)) {
      if (!added.has(message.id) || known.has(message.id)) continue;
      const index = candidates.findIndex(({ builder }) => isSameMessage(builder.copy(), message));
      const [entry] = index === -1 ? [] : candidates.splice(index, 1);
      if (entry !== undefined) renamed.set(message, entry);
    }
    return renamed;
  }

  /** Takes the final version of a message, with its final id. */
  #confirm(entry: Entry, message: MessageChunk): MessageChange[] {
    const { builder } = entry;
    const wasDone = builder.isDone;
    const rest = this.#end(entry);
    entry.isInState = true;
    entry.isRemoved = false;
    const id = message.id || builder.id;
    const replaces = id === builder.id ? undefined : builder.id;
    entry.ids.add(id);
    const before = builder.copy();
    // The type `ai` of the state is that of the assembled message.
    const final = { ...message, id } as StreamedMessage;
    if (isSameMessage(before, final)) {
      builder.adopt(final);
      const isNew = replaces !== undefined || hasContent(rest);
      return wasDone && !isNew ? [] : [{ ...rest, entry, replaces, isNew }];
    }
    builder.replace(final);
    const [old, text] = [withoutHalf(textOf(before)), textOf(final)];
    const added = text.startsWith(old) ? text.slice(old.length) : "";
    const isKept = ({ id: call }: { id: string | undefined }): boolean =>
      isModelMessage(final) && (final.tool_calls ?? []).some(({ id }) => id === call);
    const calls = rest.calls.filter((call) => !isKept(call));
    return [{ text: added, reasoning: "", calls, entry, replaces, isNew: true }];
  }

  #remove(namespace: readonly string[], id: string | null | undefined): Change[] {
    if (!id) return [];
    const streamed = this.#entries
      .filter((entry) => !entry.isRemoved && isSamePath(entry.namespace, namespace))
      .map(({ builder }) => builder.id);
    return this.#stateIds.remove(namespace, id, streamed).map((each) => this.#removed(namespace, each));
  }
}

function hasContent({ text, reasoning, calls }: Added): boolean {
  return text !== "" || reasoning !== "" || calls.length > 0;
}
