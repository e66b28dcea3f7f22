/** `langgraph-client types`: its arguments, requests, output file and messages. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json, listen } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";
import { types } from "./run.js";
import "./graphs.suite.js";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "langgraph-client-cli-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const assistants = [
  { assistant_id: "1", graph_id: "my-agent", metadata: { created_by: "system" } },
  { assistant_id: "2", graph_id: "broken", metadata: {} },
  { assistant_id: "3", graph_id: "my-agent", metadata: {} },
];
const state = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
const greeting = { type: "object", required: ["hello"], properties: { hello: { type: "string" } } };
const route = {
  parameters: [{ name: "name", in: "query", required: true, schema: { type: "string" } }],
  responses: {
    200: {
      description: "A greeting.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Greeting" } } },
    },
  },
};

/** The responses of a server with two graphs, one of which has broken schemas, and a route of its own. */
const responses: Record<string, CannedResponse> = {
  "POST /assistants/search": json(assistants),
  "GET /assistants/1/schemas": json({ graph_id: "my-agent", state_schema: state, output_schema: state }),
  "GET /assistants/1/graph": json({
    nodes: [{ id: "__start__" }, { id: "write" }, { id: "plan" }],
    edges: [],
  }),
  "GET /assistants/2/schemas": json({ detail: "It broke" }, { status: 500 }),
  "GET /openapi.json": json({
    openapi: "3.1.0",
    paths: {
      "/own/greeting": { get: route },
      "/ok": { get: route },
      "/untold": { get: { description: "Nobody knows." } },
    },
    components: { schemas: { Greeting: greeting } },
  }),
};
const respond: Respond = ({ method, url }) =>
  responses[`${method} ${url}`] ?? json({ detail: "Not found" }, { status: 404 });

const WRITTEN = `// Made by \`langgraph-client types\`. Do not edit it: run the command again.
import type { paths as ApiPaths } from "langgraph-client";

/** The graphs of the deployment, by their ids: \`new LangGraphClient<Graphs>()\`. */
export interface Graphs {
  broken: {
    state: unknown;
  };
  "my-agent": {
    state: MyAgentState;
    update: Partial<MyAgentState> | null;
    nodes: "plan" | "write";
  };
}

/** The API's paths and the deployment's own: \`new LangGraphClient<Graphs, paths>().raw\`. */
export interface paths extends ApiPaths {
  "/own/greeting": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: {
      parameters: {
        query: {
          name: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** A greeting. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": Greeting;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}

export interface MyAgentState {
  text: string;
}

export interface Greeting {
  hello: string;
}
`;

describe("output", () => {
  test("types writes one file, lists what is missing on the server, and leaves the file unchanged the next time", async () => {
    const server = await listen(respond);
    const out = join(folder, "new/folder/types.ts");
    expect(await types("--url", server.url, "--api-key", "secret", "--out", out)).toEqual({
      code: 0,
      stdout: `${out}: 2 graphs, 1 path`,
      stderr:
        "unknown: broken: its nodes cannot be read (status 404): see the server's log\n" +
        "unknown: broken: its schemas cannot be read (status 500): see the server's log\n" +
        "unknown: my-agent: the server has no schema of its input",
    });
    expect(await readFile(out, "utf8")).toBe(WRITTEN);
    expect(new Set(server.requests.map(({ headers }) => headers["x-api-key"]))).toEqual(new Set(["secret"]));
    expect((await types("--url", server.url, "--out", out)).stdout).toContain("unchanged");
  });

  test("types --check fails for a stale file and writes nothing", async () => {
    const server = await listen(respond);
    const out = join(folder, "stale.ts");
    await writeFile(out, "export {};\n");
    const { code, stderr } = await types("--url", server.url, "--out", out, "--check");
    expect(code).toBe(1);
    expect(stderr).toContain(`${out} is missing or stale. Update it with: langgraph-client types`);
    expect(await readFile(out, "utf8")).toBe("export {};\n");
  });
});

describe("errors", () => {
  test.for([
    [["--urll", "x"], 2, "--urll"],
    [["types", "--url", "x"], 2, 'Unknown command "types types"'],
    [["--url", "no url"], 1, '"no url"'],
    [["--url", "http://127.0.0.1:1"], 1, "127.0.0.1:1"],
  ] as const)("types rejects the arguments %j", async ([args, expected, words]) => {
    const { code, stderr } = await types(...args, "--out", join(folder, "none.ts"));
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test("types prints the server's error for a wrong key, without the key", async () => {
    const server = await listen(json({ detail: "Unknown key" }, { status: 401 }));
    const { code, stderr } = await types("--url", server.url, "--api-key", "wrong");
    expect(code).toBe(1);
    expect(stderr).toContain("Unknown key");
    expect(stderr).not.toContain("wrong");
  });

  test("types --help prints all options", async () => {
    const { code, stdout } = await types("--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/--url[^]*--api-key[^]*--out[^]*--check/);
  });
});
