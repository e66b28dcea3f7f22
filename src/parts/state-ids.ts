/** The id of a message that removes all others. */
const ALL = "__remove_all__";

/** The ids of the messages in the last state of the graph, and in those of its running subgraphs. */
export class StateIds {
  readonly #byNamespace = new Map<string, ReadonlySet<string>>();

  /** Takes the ids of a new state. Returns those that left it. */
  update(namespace: readonly string[], ids: ReadonlySet<string>): string[] {
    const key = namespace.join("|");
    const before = this.#byNamespace.get(key) ?? new Set();
    // The step is complete: its subgraphs have ended.
    for (const other of this.#byNamespace.keys()) {
      if (key === "" ? other !== "" : other.startsWith(`${key}|`)) this.#byNamespace.delete(other);
    }
    this.#byNamespace.set(key, ids);
    return [...before].filter((id) => !ids.has(id));
  }

  /** Removes a message. Returns the ids that are gone. */
  remove(namespace: readonly string[], id: string): string[] {
    const key = namespace.join("|");
    const before = this.#byNamespace.get(key) ?? new Set<string>();
    const removed = id === ALL ? [...before] : [id];
    const rest = [...before].filter((other) => !removed.includes(other));
    this.#byNamespace.set(key, new Set(rest));
    return removed;
  }
}
