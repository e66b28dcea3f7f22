/** The commands of the examples with a wrong name, without a server, and with a wrong key. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";
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

test("an unknown example is answered with the names of all", async () => {
  expect(await failureOf("examples/run.ts", ["quickstrat"], {})).toMatch(
    /^Unknown example "quickstrat"\. Run one of these by `npm run example NAME`: .*quickstart, /,
  );
});

test("an unknown option of the demo is answered with the right ones", async () => {
  expect(await failureOf("examples/demo.ts", ["--wbe"], {})).toBe(
    'Unknown option "--wbe". Run `npm run demo`, or `npm run demo -- --web`.',
  );
});

test("an example without a server names LANGGRAPH_API_URL, and what to do", async () => {
  const gone = await startServer({ graphs: ["trivial"] });
  await gone.stop();
  expect(await failureOf("examples/run.ts", ["quickstart"], { LANGGRAPH_API_URL: gone.url })).toBe(
    `LANGGRAPH_API_URL: no server answers at ${gone.url}. Start it, or unset LANGGRAPH_API_URL to use a server of this project.`,
  );
});

test("an example with a wrong key names LANGGRAPH_API_KEY", async () => {
  await using server = await startServer({ graphs: ["agent"], auth: "auth" });
  const env = { LANGGRAPH_API_URL: server.url, LANGGRAPH_API_KEY: "a wrong key" };
  expect(await failureOf("examples/run.ts", ["quickstart"], env)).toBe(
    `The server at ${server.url} refused the key. Correct LANGGRAPH_API_KEY.`,
  );
});
