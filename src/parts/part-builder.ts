import { check, isRecord } from "../checks.js";
import type { CustomOf, Graph, InterruptOf, StateOf } from "../graphs.js";
import { Assembler } from "./assembler.js";
import type { Part } from "./types.js";
import { EventNames, isTuple, messageOf } from "./wire.js";
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
  readonly #names = new EventNames();
  readonly #assembler = new Assembler();

  /** Add an event. Returns the parts that it changes, in order. They are the caller's: later parts share no object with them. */
  add(
    event: Event,
  ): Part<StateOf<Graph<Graphs, Id>>, CustomOf<Graph<Graphs, Id>>, Event, InterruptOf<Graph<Graphs, Id>>>[] {
    const isEvent = isRecord(event) && typeof event.event === "string";
    check("event", isEvent, "an event of a run: { event, data }", event);
    const { type, namespace } = this.#names.read(event.event);
    const entered: Part[] = this.#assembler.subgraphs.enter(namespace);
    const read = this.#read(type, namespace, event) ?? [{ type: "event", event }];
    const parts = entered.length === 0 ? read : [...entered, ...read];
    // The graph decides the types of states and custom data.
    return parts as Part<
      StateOf<Graph<Graphs, Id>>,
      CustomOf<Graph<Graphs, Id>>,
      Event,
      InterruptOf<Graph<Graphs, Id>>
    >[];
  }

  /** End the run: no event follows. Returns the parts that this completes. */
  end(): Part<
    StateOf<Graph<Graphs, Id>>,
    CustomOf<Graph<Graphs, Id>>,
    Event,
    InterruptOf<Graph<Graphs, Id>>
  >[] {
    const parts = this.#assembler.end();
    // None of these parts has a type that the graph decides.
    return parts as Part<
      StateOf<Graph<Graphs, Id>>,
      CustomOf<Graph<Graphs, Id>>,
      Event,
      InterruptOf<Graph<Graphs, Id>>
    >[];
  }

  /** Reads an event. Returns `undefined` if no part covers it. */
  #read(type: string, namespace: readonly string[], event: PartEvent): Part[] | undefined {
    const { data } = event;
    const assembler = this.#assembler;
    switch (type) {
      case "messages":
        return isTuple(data) ? assembler.chunk(namespace, data[0], data[1]) : undefined;
      case "values":
        return assembler.values(namespace, event);
      case "custom":
        return [{ type: "custom", name: undefined, payload: data, namespace: [...namespace] }];
      case "updates":
        return assembler.updates(namespace, event);
      case "tasks":
        return [...assembler.subgraphs.observe(namespace, data), { type: "event", event }];
      case "tools":
        return [...assembler.tools.observe(namespace, data), { type: "event", event }];
      case "error":
        return namespace.length === 0 ? assembler.fail(event, messageOf(data)) : undefined;
      default:
        return undefined;
    }
  }
}
