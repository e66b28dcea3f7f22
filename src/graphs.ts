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

/**
 * The graph of an assistant id; `unknown` if the client does not know it. Every type below asks for one of its parts by a
 * condition on that part alone: only then is a client that knows graphs assignable to one that knows none.
 */
type Graph<Graphs, Id extends string> = (Graphs & Record<string, unknown>)[Id];

/** The state if no graph is named: that of a client which has one state for all graphs. */
export type DefaultState<Graphs> =
  Graph<Graphs, string> extends { state: infer State extends object } ? State : DefaultValues;

/** The values that `updateState` takes if no graph is named. */
export type DefaultUpdate<Graphs> =
  Graph<Graphs, string> extends { update: infer Update }
    ? Update
    : Graph<Graphs, string> extends { state: infer State }
      ? Partial<State>
      : object;

/** Stands in place of a state if the client does not know the named graph. */
export interface UnknownGraph<Id extends string> {
  "The client knows no graph of this id": Id;
}

/** The state that a type parameter names, by the graph's id or by itself. */
export type StateFor<Graphs, Named> = Named extends string
  ? Graph<Graphs, Named> extends { state: infer State }
    ? State
    : UnknownGraph<Named>
  : Named;

/** The output that a type parameter names, by the graph's id or by itself. */
export type OutputFor<Graphs, Named> = Named extends string
  ? Graph<Graphs, Named> extends { output: infer Output }
    ? Output
    : StateFor<Graphs, Named>
  : Named;

/** The update that a type parameter names, by the graph's id or by itself. */
export type UpdateFor<Graphs, Named> = Named extends string
  ? Graph<Graphs, Named> extends { update: infer Update }
    ? Update
    : Partial<StateFor<Graphs, Named>>
  : Named;

/** The output of the runs of an assistant. */
export type StateOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { output: infer Output }
    ? Output
    : Graph<Graphs, Id> extends { state: infer State }
      ? State
      : DefaultValues;

/** The input of the runs of an assistant. */
export type InputOf<Graphs, Id extends string, Fallback> =
  Graph<Graphs, Id> extends { input: infer Input } ? Input : Fallback;

/** The context of the runs of an assistant. */
export type ContextOf<Graphs, Id extends string, Fallback> =
  Graph<Graphs, Id> extends { context: infer Context } ? Context : Fallback;

/** The writes of an assistant's nodes. */
export type UpdateOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { update: infer Update } ? Update : Partial<StateOf<Graphs, Id>>;

/** The data of an assistant's `custom` events. */
export type CustomOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { custom: infer Custom } ? Custom : unknown;

/** The names of an assistant's nodes. */
export type NodesOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { nodes: infer Nodes extends string } ? Nodes : string;

/** The values of an assistant's interrupts. */
export type InterruptOf<Graphs, Id extends string> =
  Graph<Graphs, Id> extends { interrupt: infer Value } ? Value : unknown;

/** The values of interrupts that a type parameter names by the graph's id. */
export type InterruptFor<Graphs, Named> = Named extends string ? InterruptOf<Graphs, Named> : unknown;

/** The writes of nodes that a type parameter names by the graph's id. */
export type WritesFor<Graphs, Named> = Named extends string ? UpdateOf<Graphs, Named> : Partial<Named>;

/** The data of `custom` events that a type parameter names by the graph's id. */
export type CustomFor<Graphs, Named> = Named extends string ? CustomOf<Graphs, Named> : unknown;

/** The names of nodes that a type parameter names by the graph's id. */
export type NodesFor<Graphs, Named> = Named extends string ? NodesOf<Graphs, Named> : string;

/** The values of interrupts if no graph is named. */
export type DefaultInterrupt<Graphs> = InterruptOf<Graphs, string>;
