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

/** The state where no graph is named: the client's only one, if it has one for all graphs. */
export type DefaultState<Graphs> = string extends keyof Graphs
  ? Graphs[string & keyof Graphs] extends { state: infer State }
    ? State
    : DefaultValues
  : DefaultValues;

/** The state that a type parameter names: a graph's id or the state itself. An id that is none gives `never`. */
export type StateFor<Graphs, Named> = Named extends string
  ? Named extends keyof Graphs
    ? Graphs[Named] extends { state: infer State }
      ? State
      : never
    : never
  : Named;

/** The output that a type parameter names: a graph's id or the output itself. */
export type OutputFor<Graphs, Named> = Named extends string
  ? Named extends keyof Graphs
    ? Graphs[Named] extends { output: infer Output }
      ? Output
      : StateFor<Graphs, Named>
    : never
  : Named;

/** What the runs of the graph behind an assistant id give. */
export type StateOf<Graphs, Id> = Id extends keyof Graphs
  ? Graphs[Id] extends { output: infer Output }
    ? Output
    : Graphs[Id] extends { state: infer State }
      ? State
      : DefaultState<Graphs>
  : DefaultState<Graphs>;

/** The input of the graph behind an assistant id. */
export type InputOf<Graphs, Id, Fallback> = Id extends keyof Graphs
  ? Graphs[Id] extends { input: infer Input }
    ? Input
    : Fallback
  : Fallback;

/** The context of the graph behind an assistant id. */
export type ContextOf<Graphs, Id, Fallback> = Id extends keyof Graphs
  ? Graphs[Id] extends { context: infer Context }
    ? Context
    : Fallback
  : Fallback;

type UpdateOf<Graphs, Id> = Id extends keyof Graphs
  ? Graphs[Id] extends { update: infer Update }
    ? Update
    : Partial<StateOf<Graphs, Id>>
  : Partial<DefaultState<Graphs>>;
type CustomOf<Graphs, Id> = Id extends keyof Graphs
  ? Graphs[Id] extends { custom: infer Custom }
    ? Custom
    : unknown
  : unknown;
type NodesOf<Graphs, Id> = Id extends keyof Graphs
  ? Graphs[Id] extends { nodes: infer Nodes extends string }
    ? Nodes
    : string
  : string;

/**
 * What the events of the graph behind an assistant id carry. An interface, because its members are worked out only where
 * something asks for them; arguments of aliases are at every call.
 */
export interface EventTypesOf<Graphs, Id> {
  state: StateOf<Graphs, Id>;
  update: UpdateOf<Graphs, Id>;
  custom: CustomOf<Graphs, Id>;
  nodes: NodesOf<Graphs, Id>;
}
