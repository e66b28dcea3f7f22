import type { Assistant } from "../../types.js";
import type { AssistantRecord, Database } from "../database.js";
import type { FakeGraph } from "../graph.js";
import { HttpError, filterOf, matches, page, sorted } from "../http.js";
import type { Call, Handler } from "../http.js";

const FIELDS = ["name", "description", "config", "context", "metadata", "graph_id"];

export function assistantRoutes(database: Database): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call) => database.assistant(id);

  return {
    "POST /assistants": (call) => createAssistant(database, call),
    "POST /assistants/search": (call) => page(sorted(searchAssistants(database, call), call), call),
    "POST /assistants/count": (call) => searchAssistants(database, call).length,
    "GET /assistants/{assistant_id}": (call) => found(call).current,
    "PATCH /assistants/{assistant_id}": (call) => updateAssistant(database, found(call), call),
    "DELETE /assistants/{assistant_id}": (call) => {
      const { current } = found(call);
      database.assistants.delete(current.assistant_id);
      return undefined;
    },
    "POST /assistants/{assistant_id}/versions": (call) => {
      const { versions } = found(call);
      const list = versions.filter((each) => matches(each.metadata, call.body["metadata"] ?? undefined));
      return page(
        [...list].sort((left, right) => right.version - left.version),
        call,
      );
    },
    "POST /assistants/{assistant_id}/latest": (call) => {
      const record = found(call);
      const version = record.versions.find((each) => each.version === call.body["version"]);
      if (version === undefined) throw new HttpError(404, "Assistant version not found");
      return (record.current = version);
    },
    ...graphRoutes(database),
  };
}

function graphRoutes(database: Database): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call) => database.assistant(id);
  const graphOf = (call: Call): FakeGraph => database.graph(found(call).current.graph_id);
  return {
    "GET /assistants/{assistant_id}/graph": (call) =>
      drawing(graphOf(call), call.query.get("xray") !== null && call.query.get("xray") !== "false"),
    "GET /assistants/{assistant_id}/schemas": (call) => ({
      graph_id: found(call).current.graph_id,
      ...schemasOf(graphOf(call)),
    }),
    "GET /assistants/{assistant_id}/subgraphs": (call) => subgraphs(graphOf(call)),
    "GET /assistants/{assistant_id}/subgraphs/{namespace}": (call) => {
      const [, namespace = ""] = call.ids;
      const all = Object.entries(subgraphs(graphOf(call)));
      return Object.fromEntries(all.filter(([name]) => name === namespace));
    },
  };
}

function searchAssistants(database: Database, { body }: Call): Assistant[] {
  const { metadata, graph_id: graphId, name } = body;
  return [...database.assistants.values()]
    .map(({ current }) => current)
    .filter(
      (each) => matches(each.metadata, filterOf(metadata)) && matches(each.graph_id, graphId ?? undefined),
    )
    .filter((each) => typeof name !== "string" || each.name.toLowerCase().includes(name.toLowerCase()));
}

function createAssistant(database: Database, { body }: Call): Assistant {
  const { assistant_id: given, if_exists: ifExists, graph_id: graphId } = body;
  const id = typeof given === "string" ? given : database.newId();
  const existing = database.assistants.get(id);
  if (existing !== undefined && ifExists === "do_nothing") return existing.current;
  if (existing !== undefined) throw new HttpError(409, `Assistant ${id} already exists`);
  database.graph(String(graphId));
  return database.addAssistant({ ...fieldsOf(body), graph_id: String(graphId), assistant_id: id });
}

function updateAssistant(database: Database, record: AssistantRecord, call: Call): Assistant {
  const { current, versions } = record;
  const metadata = { ...current.metadata, ...(call.body["metadata"] as object | undefined) };
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  record.current = { ...current, ...fieldsOf(call.body), metadata, version, updated_at: database.now() };
  versions.push(record.current);
  return record.current;
}

function fieldsOf(body: Record<string, unknown>): Partial<Assistant> {
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => FIELDS.includes(name) && value !== undefined),
  );
}

const OBJECT = { type: "object", properties: {} };

function schemasOf({ schemas }: FakeGraph): object {
  const fields = ["input_schema", "output_schema", "state_schema", "config_schema", "context_schema"];
  return { ...Object.fromEntries(fields.map((name) => [name, OBJECT])), ...schemas };
}

function subgraphs({ nodes }: FakeGraph): Record<string, object> {
  const inner = Object.entries(nodes).filter(([, node]) => typeof node === "object");
  return Object.fromEntries(inner.map(([name, node]) => [name, schemasOf(node as FakeGraph)]));
}

/** The nodes and edges of a graph. A graph with `next` has conditional edges from every node to every other one. */
function drawing(graph: FakeGraph, xray: boolean, prefix = ""): { nodes: object[]; edges: object[] } {
  const names = Object.keys(graph.nodes);
  const place = (name: string): string => prefix + name;
  const nodes: object[] = ["__start__", ...names, "__end__"].map((name) => ({
    id: place(name),
    type: name.startsWith("__") ? "schema" : "runnable",
    data: { id: ["langgraph"], name },
  }));
  const isConditional = graph.next !== undefined;
  const steps = ["__start__", ...names, "__end__"];
  const edges: object[] = isConditional
    ? [
        ...names.map((target) => ({ source: place("__start__"), target: place(target), conditional: true })),
        ...names.map((source) => ({ source: place(source), target: place("__end__"), conditional: true })),
      ]
    : steps.slice(1).map((target, index) => ({ source: place(steps[index] ?? ""), target: place(target) }));
  if (xray) {
    for (const [name, node] of Object.entries(graph.nodes)) {
      if (typeof node !== "object") continue;
      const inner = drawing(node, true, `${place(name)}:`);
      nodes.push(...inner.nodes);
      edges.push(...inner.edges);
    }
  }
  return { nodes, edges };
}
