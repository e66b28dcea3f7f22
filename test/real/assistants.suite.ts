import { randomUUID } from "node:crypto";
import { ConflictError, NotFoundError, UnprocessableEntityError, type Assistant } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { assistantOf, client, deviates, lacks } from "./setup.js";

/** A config of its own: a server may refuse a second assistant with the same graph and config. */
const ownConfig = () => ({ configurable: { own: randomUUID() } });

/** Creates `count` assistants with the same unique metadata; returns them oldest first. */
async function createFamily(
  count: number,
): Promise<{ metadata: { family: string }; assistants: Assistant[] }> {
  const metadata = { family: randomUUID() };
  const assistants: Assistant[] = [];
  for (let index = 0; index < count; index += 1) {
    assistants.push(
      await client.assistants.create({
        graphId: "trivial",
        config: ownConfig(),
        metadata,
        name: `number ${index}`,
      }),
    );
  }
  return { metadata, assistants };
}

const ids = (assistants: Iterable<{ assistant_id: string }>) =>
  Array.from(assistants, ({ assistant_id }) => assistant_id).sort();

describe("assistants", () => {
  test("create returns the new assistant, and get returns the same", async () => {
    const assistantId = randomUUID();
    const { data, response } = await client.assistants
      .create({
        assistantId,
        graphId: "agent",
        name: "Anna",
        description: "answers",
        metadata: { floor: 3 },
        config: { configurable: { tone: "kind" } },
      })
      .withResponse();
    expect(response.status).toBe(200);
    expect(data).toMatchObject({
      assistant_id: assistantId,
      graph_id: "agent",
      name: "Anna",
      description: "answers",
      metadata: { floor: 3 },
      config: { configurable: { tone: "kind" } },
      version: 1,
    });
    expect(await client.assistants.get(assistantId)).toEqual(data);
  });

  test("create throws ConflictError for a taken id; do_nothing returns the existing assistant", async () => {
    const { assistant_id: assistantId } = await client.assistants.create({
      graphId: "agent",
      config: ownConfig(),
      name: "first",
    });
    const again = { assistantId, graphId: "agent", config: ownConfig(), name: "second" };
    await expect(client.assistants.create(again)).rejects.toThrow(ConflictError);
    expect((await client.assistants.create({ ...again, ifExists: "do_nothing" })).name).toBe("first");
  });

  test("get throws NotFoundError for an unknown assistant", async () => {
    const failure = client.assistants.get(randomUUID());
    await expect(failure).rejects.toThrow(NotFoundError);
    await expect(failure).rejects.toMatchObject({
      status: 404,
      detail: expect.stringMatching(/not found/i) as string,
    });
  });

  test("update creates a version, getVersions lists both, setLatest restores the first", async () => {
    const { assistant_id } = await client.assistants.create({
      graphId: "agent",
      config: ownConfig(),
      name: "old",
      metadata: { a: 1 },
    });
    const updated = await client.assistants.update(assistant_id, { name: "new", metadata: { b: 2 } });
    expect(updated).toMatchObject({ name: "new", version: 2, graph_id: "agent" });

    const versions = await client.assistants.getVersions(assistant_id);
    expect(versions.map(({ version, name }) => ({ version, name }))).toEqual([
      { version: 2, name: "new" },
      { version: 1, name: "old" },
    ]);
    const page = await client.assistants.getVersions(assistant_id, { limit: 1, offset: 1 });
    expect(page.map(({ version }) => version)).toEqual(deviates("versions-unpaged") ? [2, 1] : [1]);

    expect(await client.assistants.setLatest(assistant_id, 1)).toMatchObject({ version: 1, name: "old" });
    expect(await client.assistants.get(assistant_id)).toMatchObject({ version: 1, name: "old" });
  });

  test("delete removes an assistant; get and delete then throw NotFoundError", async () => {
    const { assistant_id } = await client.assistants.create({ graphId: "agent", config: ownConfig() });
    await client.assistants.delete(assistant_id);
    await expect(client.assistants.get(assistant_id)).rejects.toThrow(NotFoundError);
    await expect(client.assistants.delete(assistant_id)).rejects.toThrow(NotFoundError);
  });

  test("search and count filter assistants; search also pages and selects fields", async () => {
    const { metadata, assistants } = await createFamily(3);
    expect(ids(await client.assistants.search({ metadata }))).toEqual(ids(assistants));
    expect(await client.assistants.count({ metadata })).toBe(3);

    const first = await client.assistants.search({ metadata, limit: 2 });
    const second = await client.assistants.search({ metadata, limit: 2, offset: 2 });
    expect([first.length, second.length]).toEqual([2, 1]);
    expect(ids([...first, ...second])).toEqual(ids(assistants));

    expect(await client.assistants.search({ metadata, name: "number 1" })).toMatchObject([
      { name: "number 1" },
    ]);
    expect(await client.assistants.search({ metadata, graphId: "agent" })).toEqual([]);
    const selected = await client.assistants.search({ metadata, limit: 1, select: ["assistant_id", "name"] });
    expect(Object.keys(selected[0] ?? {}).length > 2).toBe(deviates("select-ignored"));
    expect(selected[0]).toMatchObject({
      assistant_id: expect.any(String) as string,
      name: expect.stringMatching(/^number /) as string,
    });
  });

  test("search with includePagination returns a page of assistants and the total", async () => {
    const { metadata, assistants } = await createFamily(3);
    const page = await client.assistants.search({ metadata, limit: 2, includePagination: true });
    expect(page.assistants).toHaveLength(2);
    expect(page.total).toBe(deviates("no-totals") ? null : 3);
    expect(ids(page.assistants).every((id) => ids(assistants).includes(id))).toBe(true);
  });

  test("iterate yields each assistant once across pages", async () => {
    const { metadata, assistants } = await createFamily(7);
    const found = await all(client.assistants.iterate({ metadata, limit: 3 }));
    expect(found).toHaveLength(7);
    expect(ids(found)).toEqual(ids(assistants));
  });

  test("getGraph returns nodes and edges, with xray those inside subgraphs", async () => {
    const nested = deviates("name-404") ? await assistantOf("nested") : "nested";
    const graph = await client.assistants.getGraph(nested);
    expect(graph.nodes.map(({ id }) => id)).toEqual(["__start__", "before", "child", "after", "__end__"]);
    expect(graph.edges).toContainEqual(expect.objectContaining({ source: "before", target: "child" }));
    const inside = await client.assistants.getGraph(nested, { xray: true });
    const child = deviates("xray-single") ? "child" : "child:inside";
    expect(inside.edges).toContainEqual(expect.objectContaining({ source: "before", target: child }));
  });

  test("getSchemas returns the state schema of a graph", async () => {
    const schemas = await client.assistants.getSchemas(await assistantOf("slow"));
    expect(schemas).toMatchObject({ graph_id: "slow", state_schema: { type: "object" } });
    expect(Object.keys(schemas.state_schema?.["properties"] ?? {})).toEqual(["ticks", "delay_ms", "done"]);
  });

  test("getSubgraphs returns all subgraphs, or the one of a namespace", async () => {
    const nested = await assistantOf("nested");
    const subgraphs = await client.assistants.getSubgraphs(nested);
    expect(Object.keys(subgraphs)).toEqual(["child"]);
    expect(await client.assistants.getSubgraphs(nested, { recurse: true })).toEqual(subgraphs);
    if (!lacks("GET /assistants/{assistant_id}/subgraphs/{namespace}")) {
      expect(await client.assistants.getSubgraphs(nested, { namespace: "child" })).toEqual(subgraphs);
      expect(await client.assistants.getSubgraphs(nested, { namespace: "before" })).toEqual({});
    }
    expect(await client.assistants.getSubgraphs(await assistantOf("agent"))).toEqual({});
  });

  test("get accepts a graph's name on the JS server only", async () => {
    const named = client.assistants.get("trivial");
    if (deviates("assistant-uuid")) await expect(named).rejects.toThrow(UnprocessableEntityError);
    else if (deviates("name-404")) await expect(named).rejects.toThrow(NotFoundError);
    else expect(await named).toMatchObject({ assistant_id: await assistantOf("trivial") });
  });
});
