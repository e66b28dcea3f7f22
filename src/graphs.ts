import type { DefaultValues } from "./types.js";

/** The types of one graph. A client that knows its graphs checks inputs, and types states and events. */
export interface GraphTypes {
  /** The state, as `getState` and `getHistory` return it. */
  state: unknown;
  /** The output of a run: the data of `values` events, and the result of `wait`. Default: the state. */
  output?: unknown;
  /** The input of a run. Default: anything. */
  input?: unknown;
  /** The writes of a node, the data of `updates` events. Default: a part of the state. */
  update?: unknown;
  /** Names of the nodes, the keys of `updates` events. Default: any string. */
  nodes?: string;
  /** The context of a run. */
  context?: unknown;
  /** The data of `custom` events. */
  custom?: unknown;
  /** The `value` of interrupts, which the graph passes to `interrupt()`. Default: `unknown`. */
  interrupt?: unknown;
}

/** A constraint for a client's graphs. Mapped over their own keys, so that interfaces fit, too. */
export type GraphMap<Graphs> = { [Id in keyof Graphs]: GraphTypes };

/** The id of a known graph, which editors complete, or any other assistant id. */
export type AssistantId<Graphs> = (keyof Graphs & string) | (string & {});

/** An assistant id that is not the id of a known graph, whose input the client checks. */
export type OtherAssistantId<Graphs, Id extends string> = Id extends keyof Graphs
  ? string extends keyof Graphs
    ? Id
    : never
  : Id;

/** Makes every id the key of a graph. The type of a graph that the client does not know is `unknown`. */
interface AnyGraphs {
  [id: string]: unknown;
}

/**
 * The graph of an assistant id; `unknown` if the client does not know it. Every type below takes one part of it, and depends
 * on that part alone: only then is a client that knows graphs assignable to one that knows none.
 */
export type Graph<Graphs, Id extends string> = (Graphs & AnyGraphs)[Id];

// Conditions on interfaces: `infer` and type literals would cost every program compile time.
interface WithState {
  state: unknown;
}
interface WithObject {
  state: object;
}
interface WithOutput {
  output: unknown;
}
interface WithInput {
  input: unknown;
}
interface WithUpdate {
  update: unknown;
}

/** The defaults of the parts that have the same default in every graph. A part is the intersection with its default. */
interface AnyGraph {
  nodes: string;
  context: unknown;
  custom: unknown;
  interrupt: unknown;
}

/** The output of a graph's runs. */
export type StateOf<G> = G extends WithOutput
  ? G["output"]
  : G extends WithState
    ? G["state"]
    : DefaultValues;

/** The input of a graph's runs. */
export type InputOf<G, Fallback> = G extends WithInput ? G["input"] : Fallback;

/** The context of a graph's runs. */
export type ContextOf<G> = (G & AnyGraph)["context"];

/** The writes of a graph's nodes. */
export type UpdateOf<G> = G extends WithUpdate ? G["update"] : Partial<StateOf<G>>;

/** The data of a graph's `custom` events. */
export type CustomOf<G> = (G & AnyGraph)["custom"];

/** The names of a graph's nodes. */
export type NodesOf<G> = (G & AnyGraph)["nodes"];

/** The values of a graph's interrupts. */
export type InterruptOf<G> = (G & AnyGraph)["interrupt"];

/** The state if no graph is named: that of a client which has one state for all graphs. */
export type DefaultState<Graphs> =
  Graph<Graphs, string> extends WithObject ? Graph<Graphs, string>["state"] : DefaultValues;

/** The values that `updateState` takes if no graph is named. */
export type DefaultUpdate<Graphs> =
  Graph<Graphs, string> extends WithUpdate
    ? Graph<Graphs, string>["update"]
    : Graph<Graphs, string> extends WithState
      ? Partial<Graph<Graphs, string>["state"]>
      : object;

/** The values of interrupts if no graph is named. */
export type DefaultInterrupt<Graphs> = InterruptOf<Graph<Graphs, string>>;

/** Stands in place of a state if the client does not know the named graph. */
export interface UnknownGraph<Id extends string> {
  "The client knows no graph of this id": Id;
}

type NamedState<G, Id extends string> = G extends WithState ? G["state"] : UnknownGraph<Id>;
type NamedOutput<G, Id extends string> = G extends WithOutput ? G["output"] : NamedState<G, Id>;
type NamedUpdate<G, Id extends string> = G extends WithUpdate ? G["update"] : Partial<NamedState<G, Id>>;

/** The state that a type parameter names, by the graph's id or by itself. */
export type StateFor<Graphs, Named> = Named extends string ? NamedState<Graph<Graphs, Named>, Named> : Named;

/** The output that a type parameter names, by the graph's id or by itself. */
export type OutputFor<Graphs, Named> = Named extends string
  ? NamedOutput<Graph<Graphs, Named>, Named>
  : Named;

/** The update that a type parameter names, by the graph's id or by itself. */
export type UpdateFor<Graphs, Named> = Named extends string
  ? NamedUpdate<Graph<Graphs, Named>, Named>
  : Named;

/** The values of interrupts that a type parameter names by the graph's id. */
export type InterruptFor<Graphs, Named> = Named extends string ? InterruptOf<Graph<Graphs, Named>> : unknown;

/** The writes of nodes that a type parameter names by the graph's id. */
export type WritesFor<Graphs, Named> = Named extends string ? UpdateOf<Graph<Graphs, Named>> : Partial<Named>;

/** The data of `custom` events that a type parameter names by the graph's id. */
export type CustomFor<Graphs, Named> = Named extends string ? CustomOf<Graph<Graphs, Named>> : unknown;

/** The names of nodes that a type parameter names by the graph's id. */
export type NodesFor<Graphs, Named> = Named extends string ? NodesOf<Graph<Graphs, Named>> : string;
