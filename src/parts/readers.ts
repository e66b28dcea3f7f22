import { check, checkOptions } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { MessageChunk, MessageTupleMetadata, StreamedMessage } from "../messages/types.js";
import { Conversation } from "./conversation.js";
import type { Change, MessageChange } from "./conversation.js";
import type { Entry } from "./entry.js";
import { EventNames, beginsWith, isTuple } from "./wire.js";
import type { PartEvent } from "./wire.js";
import { TextQueue } from "./text-queue.js";

/** Selects messages by their origin. */
export interface MessageFilter {
  /**
   * The path of a subgraph, such as `["child"]`: names with or without the task's id (`child:1b2c`); or a single name. `[]`
   * selects the graph itself. Subgraphs require `streamSubgraphs: true`. Default: all.
   */
  namespace?: string | readonly string[] | undefined;
  /** The name of a node. Default: all. */
  node?: string | undefined;
}

/** Makes items of events. */
export interface Reader<Item, Event = PartEvent> {
  add(event: Event): readonly Item[];
  /** No event follows. */
  end(): readonly Item[];
}

/** Makes items of messages, whichever protocol their events have. */
export interface MessageReader<Item> extends Reader<Item> {
  /** Takes a chunk of a message. */
  chunk(
    namespace: readonly string[],
    chunk: MessageChunk,
    metadata: MessageTupleMetadata | null | undefined,
  ): readonly Item[];
  /** Takes a state of the thread, or of a subgraph. */
  values(namespace: readonly string[], state: unknown): readonly Item[];
}

/** Reads messages, each whole with every chunk. */
export function messageReader(filter: MessageFilter): MessageReader<StreamedMessage> {
  return new ChangeReader(filter, ({ entry, isNew }, messages) => {
    if (isNew) messages.push(entry.builder.copy());
  });
}

/** Reads the text of models, one message after the other. */
export function textReader(filter: MessageFilter): MessageReader<string> {
  const queue = new TextQueue();
  return new ChangeReader(
    filter,
    (change, texts) => queue.add(change, texts),
    (texts) => queue.end(texts),
  );
}

/** Reads the changes of the selected messages. */
class ChangeReader<Item> implements MessageReader<Item> {
  readonly #names = new EventNames();
  readonly #conversation = new Conversation();
  readonly #isSelected: (entry: Entry) => boolean;
  readonly #read: (change: MessageChange, items: Item[]) => void;
  readonly #end: (items: Item[]) => void;

  constructor(
    filter: MessageFilter,
    read: (change: MessageChange, items: Item[]) => void,
    end: (items: Item[]) => void = () => {},
  ) {
    this.#isSelected = selector(filter);
    this.#read = read;
    this.#end = end;
  }

  add({ event, data }: PartEvent): Item[] {
    const { type, namespace } = this.#names.read(event);
    if (type === "messages" && isTuple(data)) return this.chunk(namespace, data[0], data[1]);
    if (type === "values") return this.values(namespace, data);
    return event === "error" ? this.end() : [];
  }

  chunk(
    namespace: readonly string[],
    chunk: MessageChunk,
    metadata: MessageTupleMetadata | null | undefined,
  ): Item[] {
    return this.#select(this.#conversation.add(namespace, chunk, metadata));
  }

  values(namespace: readonly string[], state: unknown): Item[] {
    return this.#select(this.#conversation.reconcile(namespace, state));
  }

  end(): Item[] {
    const items = this.#select(this.#conversation.end());
    this.#end(items);
    return items;
  }

  #select(changes: readonly Change[]): Item[] {
    const items: Item[] = [];
    for (const change of changes) {
      if ("entry" in change && this.#isSelected(change.entry)) this.#read(change, items);
    }
    return items;
  }
}

/** Checks a filter, before a request is sent. */
export function checkFilter(filter: MessageFilter): void {
  checkOptions("filter", filter, '{ node: "agent" }');
  const { namespace, node, ...others } = filter;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new InvalidArgumentError("filter", `"${unknown}" is not a field. The fields are: namespace, node.`);
  }
  check("filter.node", node === undefined || isName(node), "the name of a node", node);
  const isPath = [namespace ?? []].flat().every(isName);
  check("filter.namespace", isPath, 'names of subgraphs, such as ["child"]', namespace);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function selector({ namespace, node }: MessageFilter): (entry: Entry) => boolean {
  const path = typeof namespace === "string" ? [namespace] : namespace;
  return (entry) => {
    if (node !== undefined && entry.node !== node) return false;
    return (
      path === undefined || (path.length === entry.namespace.length && beginsWith(entry.namespace, path))
    );
  };
}
