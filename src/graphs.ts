import type { DefaultValues } from "./types.js";

/** What one graph works with. A client that knows its graphs checks inputs and types states and events by it. */
export interface GraphTypes {
  /** The state: what `getState` and `getHistory` give. */
  state: unknown;
  /** What runs give: `values` events and what `wait` ends with. Default: the state. */
  output?: unknown;
  /** What a run takes. Default: anything. */
  input?: unknown;
  /** What a node writes, in `updates` events. Default: a part of the state. */
  update?: unknown;
  /** The names of its nodes, of which `updates` events tell. Default: whatever they are. */
  nodes?: string;
  /** The run's context. */
  context?: unknown;
  /** What the graph writes to the `custom` stream. */
  custom?: unknown;
}

/** A known graph's id, completed by editors, or any other assistant id. */
export type AssistantId<Graphs> = (keyof Graphs & string) | (string & {});

/**
 * The graph behind an assistant id; `unknown` behind an id that is none of theirs. Whatever asks for a part of it asks by a
 * condition on it alone: that is how the compiler sees that a client which knows graphs is one which knows none.
 */
type Graph<Graphs, Id extends string> = (Graphs & Record<string, unknown>)[Id];

/** The state where no graph is named: the client's only one, if it has one for all graphs. */
export type DefaultState<Graphs> =
  Graph<Graphs, string> extends { state: infer State } ? State : DefaultValues;

/** The state of a graph that the client does not know, where its id names a state. */
export interface UnknownGraph<Id extends string> {
  "The client knows no graph of this id": Id;
}

/** The state that a type parameter names: a graph's id or the state itself. */
export type StateFor<Graphs, Named> = Named extends string
  ? Graph<Graphs, Named> extends { state: infer State }
    ? State
    : UnknownGraph<Named>
  : Named;

/** The output that a type parameter names: a graph's id or the output itself. */
export type OutputFor<Graphs, Named> = Named extends string
  ? Graph<Graphs, Named> extends { output: infer Output }
    ? Output
    : StateFor<Graphs, Named>
  : Named;

/** What the runs of the graph behind an assistant id give. */
export type StateOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { output: infer Output }
    ? Output
    : Graph<Graphs, Id> extends { state: infer State }
      ? State
      : DefaultValues;

/** The input of the graph behind an assistant id. */
export type InputOf<Graphs, Id extends string, Fallback> =
  Graph<Graphs, Id> extends { input: infer Input } ? Input : Fallback;

/** The context of the graph behind an assistant id. */
export type ContextOf<Graphs, Id extends string, Fallback> =
  Graph<Graphs, Id> extends { context: infer Context } ? Context : Fallback;

/**
 * What the events of the graph behind an assistant id carry. An interface, because its members are worked out only where
 * something asks for them; arguments of aliases are at every call.
 */
export interface EventTypesOf<Graphs, Id extends string> {
  state: StateOf<Graphs, Id>;
  update: Graph<Graphs, Id> extends { update: infer Update } ? Update : Partial<StateOf<Graphs, Id>>;
  custom: Graph<Graphs, Id> extends { custom: infer Custom } ? Custom : unknown;
  nodes: Graph<Graphs, Id> extends { nodes: infer Nodes extends string } ? Nodes : string;
}
