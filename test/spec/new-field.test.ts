/** Fields, values and paths that a server adds work through the methods and `raw`, without an edit in src/. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../scripts/report.js";
import { compile, copyProject } from "../helpers/copy.js";
import type { Copy } from "../helpers/copy.js";
import { json, listen, sse } from "../helpers/server.js";

const PROGRAM = `
import { LangGraphClient } from "./src/index.js";

const client = new LangGraphClient({ apiUrl: process.argv[2], apiKey: null });
const run = await client.runs.create("t", "agent", { madeUp: ["a"], multitaskStrategy: "postpone" });
const cost: string | undefined = run.made_cost?.toFixed();
await client.runs.create(null, "agent", { madeUp: [] });
await client.runs.list("t", { madeUp: 5 });
for await (const _ of client.runs.stream("t", "agent", { streamMode: "moods" })) break;
const { data } = await client.raw.GET("/made/up/{id}", { params: { path: { id: "x" } } });
console.log(data?.made.toFixed(), cost);

const wrong = () => {
  // @ts-expect-error a list of strings
  void client.runs.create("t", "agent", { madeUp: "a" });
  // @ts-expect-error a number
  void client.runs.list("t", { madeUp: "a" });
  // @ts-expect-error a number
  void run.made_cost?.length;
  // @ts-expect-error an unknown value
  void client.runs.create("t", "agent", { multitaskStrategy: "forget" });
};
void wrong;
`;

/** A document with new fields of a body, a query and a response, new values, and a new path. */
function grown(text: string): string {
  const document = JSON.parse(text);
  const { paths, components } = document;
  for (const name of ["RunCreateStateful", "RunCreateStateless"]) {
    const { properties } = components.schemas[name];
    properties.made_up = { type: "array", items: { type: "string" } };
    properties.multitask_strategy = { type: "string", enum: ["reject", "enqueue", "postpone"] };
  }
  components.schemas.Run.properties.made_cost = { type: "number" };
  components.schemas.RunCreateStateful.properties.stream_mode.anyOf[1].enum.push("moods");
  paths["/threads/{thread_id}/runs"].get.parameters.push({
    name: "made_up",
    in: "query",
    schema: { type: "integer" },
  });
  const made = { type: "object", required: ["made"], properties: { made: { type: "number" } } };
  paths["/made/up/{id}"] = {
    get: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: { 200: { description: "", content: { "application/json": { schema: made } } } },
    },
  };
  return JSON.stringify(document);
}

let copy: Copy;
let report: Report;

beforeAll(async () => {
  copy = await copyProject([
    ".prettierrc.json",
    "package.json",
    "tsconfig.json",
    "openapi.json",
    "generated",
    "scripts",
    "spec",
    "src",
  ]);
  const text = await readFile(join(copy.folder, "spec/upstream.json"), "utf8");
  await writeFile(join(copy.folder, "theirs.json"), grown(text));
  await writeFile(join(copy.folder, "program.ts"), PROGRAM);
  report = JSON.parse(await copy.tsx("scripts/pull-spec.ts", "theirs.json", "--json")) as Report;
  await copy.tsx("scripts/generate.ts");
}, 180_000);

afterAll(() => copy.remove());

test("the report has the new fields and their methods", () => {
  expect(report.fields.added).toEqual([
    { place: "Run.made_cost", methods: expect.arrayContaining(["runs.create", "runs.get"]) },
    { place: "RunCreateStateful.made_up", option: "madeUp", methods: expect.arrayContaining(["runs.wait"]) },
    {
      place: "RunCreateStateless.made_up",
      option: "madeUp",
      methods: expect.arrayContaining(["runs.createBatch"]),
    },
    {
      place: "GET /threads/{thread_id}/runs made_up",
      option: "madeUp",
      methods: ["runs.list", "runs.iterate"],
    },
  ]);
  expect(report.withoutMethod).toEqual(["GET /made/up/{id}"]);
  expect(report.withoutSentence).toContain("RunCreateStateful.made_up");
});

test("new fields compile as options, and values of the wrong type do not", async () => {
  expect(await compile(copy.folder)).toEqual([]);
}, 180_000);

test("new fields and paths are sent", async () => {
  const server = await listen(({ url }) =>
    url.endsWith("/stream")
      ? sse("event: values\ndata: {}\n\n")
      : json(url.includes("/runs?") ? [] : { made: 5, made_cost: 7 }),
  );
  expect(await copy.tsx("program.ts", server.url)).toBe("5 7\n");
  expect(server.requests.map(({ method, url, body }) => [method, url, body && JSON.parse(body)])).toEqual([
    ["POST", "/threads/t/runs", { assistant_id: "agent", made_up: ["a"], multitask_strategy: "postpone" }],
    ["POST", "/runs", { assistant_id: "agent", made_up: [] }],
    ["GET", "/threads/t/runs?limit=10&offset=0&made_up=5", ""],
    ["POST", "/threads/t/runs/stream", expect.objectContaining({ stream_mode: ["moods"] })],
    ["GET", "/made/up/x", ""],
  ]);
});
