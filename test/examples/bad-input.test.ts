/** The commands of the examples with a wrong name, without a server, and with a wrong key or URL. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { exampleArguments, exampleNames } from "../../examples/programs.js";
import { root } from "../code/sources.js";
import { json, listen } from "../helpers/server.js";
import { startServer } from "../server/start.js";

const run = promisify(execFile);

/** Runs a command that fails with 1. Returns what it prints. */
async function failureOf(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const command = run(process.execPath, ["--import", "tsx", join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const failed = await command.then(
    () => ({ code: 0, stdout: "", stderr: "" }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  expect(failed.code).toBe(1);
  expect(failed.stdout).toBe("");
  return failed.stderr.trim();
}

/** The URL of a server that has closed. */
async function goneUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const COMMANDS: [string, string[]][] = [
  ["examples/run.ts", ["quickstart"]],
  ["examples/run.ts", ["crons"]],
  ["examples/demo.ts", ["--web"]],
];

test.each(["quickstrat", "run", "../quickstart"])(
  "the unknown example %s is answered with the names of all",
  async (name) => {
    expect(await failureOf("examples/run.ts", [name], {})).toBe(
      `Unknown example "${name}". Run one of these by \`npm run example NAME\`: ${exampleNames().join(", ")}.`,
    );
  },
);

test("an unknown option of the demo is answered with the right ones", async () => {
  expect(await failureOf("examples/demo.ts", ["--wbe"], {})).toBe(
    'Unknown option "--wbe". Run `npm run demo`, or `npm run demo -- --web`.',
  );
});

describe.each(COMMANDS)("%s %s", (file, args) => {
  test("a command without a server names LANGGRAPH_API_URL, and what to do", async () => {
    const url = await goneUrl();
    expect(await failureOf(file, args, { LANGGRAPH_API_URL: url })).toBe(
      `LANGGRAPH_API_URL: no server answers at ${url}. Start it, or unset LANGGRAPH_API_URL to use a server of this project.`,
    );
  });

  test("a command with a wrong key names LANGGRAPH_API_KEY", async () => {
    const { url } = await listen(json({ detail: "Unauthorized" }, { status: 401 }));
    const env = { LANGGRAPH_API_URL: url, LANGGRAPH_API_KEY: "a wrong key" };
    expect(await failureOf(file, args, env)).toBe(
      `The server at ${url} refused the key. Correct LANGGRAPH_API_KEY.`,
    );
  });
});

test("an example with an invalid LANGGRAPH_API_URL names it", async () => {
  expect(await failureOf("examples/run.ts", ["quickstart"], { LANGGRAPH_API_URL: "localhost:2024" })).toBe(
    'LANGGRAPH_API_URL: "localhost:2024" has no scheme. Did you mean "http://localhost:2024"?',
  );
});

test("an example with the URL of another kind of server names LANGGRAPH_API_URL", async () => {
  const { url } = await listen({ status: 404, body: "no such page" });
  expect(await failureOf("examples/run.ts", ["quickstart"], { LANGGRAPH_API_URL: url })).toMatch(
    `LANGGRAPH_API_URL: ${url} is not a LangGraph server, or refuses requests. Correct the URL. (NotFoundError: HTTP 404`,
  );
});

test("an example on a server without its graph prints the error, and how to get the graph", async () => {
  await using server = await startServer({ graphs: ["trivial"] });
  const lines = await failureOf("examples/run.ts", ["tools"], { LANGGRAPH_API_URL: server.url });
  expect(lines.split("\n")).toEqual([
    expect.stringMatching(/^\w+Error: HTTP 4\d\d: .*toolcall/),
    "The server of LANGGRAPH_API_URL may lack the graph of this example. Unset LANGGRAPH_API_URL to use a server of this project, which has it.",
  ]);
});

test("the example of a crash stops when its server has gone, and leaves no file", async () => {
  const url = await goneUrl();
  const args = exampleArguments("resume-after-crash");
  const env = { ...process.env, LANGGRAPH_API_URL: url };
  const { pid, status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: "utf8",
  });
  expect(stderr).toMatch(/^ConnectionError: The request failed: .*\n$/);
  expect(stdout).toBe("The process ended with 1.\n");
  expect(status).toBe(1);
  expect(existsSync(join(root, `crash-${pid}.json`))).toBe(false);
});
