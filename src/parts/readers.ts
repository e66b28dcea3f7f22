import type { StreamedMessage } from "../messages/types.js";
import { Conversation } from "./conversation.js";
import type { Entry, MessageChange } from "./conversation.js";
import { isTuple } from "./part-builder.js";
import type { PartEvent } from "./part-builder.js";
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
export interface Reader<Item> {
  add(event: PartEvent): readonly Item[];
  /** No event follows. */
  end(): readonly Item[];
}

/** Reads messages, each whole with every chunk. */
export function messageReader(filter: MessageFilter): Reader<StreamedMessage> {
  return reader(filter, (changes) =>
    changes.filter(({ isNew }) => isNew).map(({ entry }) => entry.builder.copy()),
  );
}

/** Reads the text of models, one message after the other. */
export function textReader(filter: MessageFilter): Reader<string> {
  const queue = new TextQueue();
  const read = reader(filter, (changes) => changes.flatMap((change) => queue.add(change)));
  return { add: read.add, end: () => [...read.end(), ...queue.end()] };
}

function reader<Item>(
  filter: MessageFilter,
  read: (changes: readonly MessageChange[]) => Item[],
): Reader<Item> {
  const conversation = new Conversation();
  const isSelected = selector(filter);
  const select = (changes: readonly (MessageChange | { removed: string })[]): Item[] =>
    read(changes.filter((change) => "entry" in change && isSelected(change.entry)) as MessageChange[]);
  return {
    add({ event, data }) {
      const [type, ...namespace] = event.split("|");
      if (type === "messages" && isTuple(data)) return select(conversation.add(namespace, ...data));
      if (type === "values") return select(conversation.reconcile(namespace, data));
      return event === "error" ? select(conversation.end()) : [];
    },
    end: () => select(conversation.end()),
  };
}

function selector({ namespace, node }: MessageFilter): (entry: Entry) => boolean {
  const path = typeof namespace === "string" ? [namespace] : namespace;
  return (entry) =>
    (node === undefined || entry.node === node) && (path === undefined || isNamespace(path, entry.namespace));
}

/** Compares a path of names, with or without task ids, with that of a message. */
function isNamespace(path: readonly string[], namespace: readonly string[]): boolean {
  return (
    path.length === namespace.length &&
    path.every((name, index) => name === namespace[index] || name === namespace[index]?.split(":")[0])
  );
}
