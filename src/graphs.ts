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

type Member<Graph, Name extends string, Fallback> = Name extends keyof Graph ? Graph[Name] : Fallback;
type Part<Graphs, Id, Name extends string, Fallback> = Id extends keyof Graphs
  ? Member<Graphs[Id], Name, Fallback>
  : Fallback;

/** The state where no graph is named: the client's only one, if it has one for all graphs. */
export type DefaultState<Graphs> = string extends keyof Graphs
  ? Member<Graphs[string & keyof Graphs], "state", DefaultValues>
  : DefaultValues;

/** The state that a type parameter names: a graph's id or the state itself. An id that is none gives `never`. */
export type StateFor<Graphs, Named> = Named extends string ? Part<Graphs, Named, "state", never> : Named;

/** The output that a type parameter names: a graph's id or the output itself. */
export type OutputFor<Graphs, Named> = Named extends string
  ? Part<Graphs, Named, "output", StateFor<Graphs, Named>>
  : Named;

/** What the runs of the graph behind an assistant id give. */
export type StateOf<Graphs, Id> = Part<Graphs, Id, "output", Part<Graphs, Id, "state", DefaultState<Graphs>>>;

/** The other types of the graph behind an assistant id. */
export type InputOf<Graphs, Id, Fallback> = Part<Graphs, Id, "input", Fallback>;
export type ContextOf<Graphs, Id, Fallback> = Part<Graphs, Id, "context", Fallback>;
export type UpdateOf<Graphs, Id> = Part<Graphs, Id, "update", Partial<StateOf<Graphs, Id>>>;
export type CustomOf<Graphs, Id> = Part<Graphs, Id, "custom", unknown>;
export type NodesOf<Graphs, Id> = Part<Graphs, Id, "nodes", string> & string;
