/** The id of a message that removes all others. */
const ALL = "__remove_all__";

/** The difference between two states. */
interface Difference {
  added: ReadonlySet<string>;
  removed: readonly string[];
}

/** The ids of the messages in the last state of the graph, and in those of its running subgraphs. */
export class StateIds {
  readonly #byNamespace = new Map<string, ReadonlySet<string>>();

  /** Takes the ids of a new state. Returns those that joined it, and those that left it. */
  update(namespace: readonly string[], ids: ReadonlySet<string>): Difference {
    const key = namespace.join("|");
    const before = this.#byNamespace.get(key) ?? new Set();
    // The step is complete: its subgraphs have ended.
    for (const other of this.#byNamespace.keys()) {
      if (key === "" ? other !== "" : other.startsWith(`${key}|`)) this.#byNamespace.delete(other);
    }
    this.#byNamespace.set(key, ids);
    return {
      added: new Set([...ids].filter((id) => !before.has(id))),
      removed: [...before].filter((id) => !ids.has(id)),
    };
  }

  /**
   * Removes a message. Returns the ids that are gone.
   *
   * @param streamed - The messages that streamed, and were not removed yet.
   */
  remove(namespace: readonly string[], id: string, streamed: readonly string[]): readonly string[] {
    const key = namespace.join("|");
    const before = this.#byNamespace.get(key);
    // A graph that removes all messages may add some of them again: the next state shows which are gone.
    if (id === ALL) return before === undefined ? streamed : [];
    if (before === undefined) return [id];
    if (!before.has(id) && !streamed.includes(id)) return [];
    this.#byNamespace.set(key, new Set([...before].filter((other) => other !== id)));
    return [id];
  }
}
