/** Programs with a synchronous client: their end, signals, and the end of the client's thread. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { json, sse } from "../helpers/server.js";
import { startServers } from "./start.js";

const servers = startServers();
afterAll(() => servers[Symbol.asyncDispose]());

const folder = fileURLToPath(new URL("./dist/", import.meta.url));

const head = (url: string): string => `import { SyncLangGraphClient } from "./sync.js";
  const client = new SyncLangGraphClient({ apiUrl: ${JSON.stringify(url)}, apiKey: null });\n`;

/** Starts a program, to which `client` is known. */
async function start(url: string, code: string, ...flags: string[]) {
  const file = join(folder, `${randomUUID()}.mjs`);
  await writeFile(file, head(url) + code);
  onTestFinished(() => rm(file));
  return run(...flags, file);
}

/** Runs Node, beside the built files. */
function run(...args: string[]) {
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return { child, ended: once(child, "close").then(([status, signal]) => ({ status, signal, output })) };
}

/** A flag that runs code in the client's thread. */
const inThread = (code: string): string => {
  const module = `import { isMainThread } from "node:worker_threads"; if (!isMainThread) ${code}`;
  return `--import=data:text/javascript,${encodeURIComponent(module)}`;
};

const waiting = { ...sse('event: metadata\ndata: {"run_id":"r"}\n\n'), then: "" };

test("a process exits after its last call, with an abandoned iterator and an open connection", async () => {
  const { url } = await servers.listen([json({ thread_id: "t" }), waiting]);
  const code = `client.threads.create();
    console.log(client.runs.stream("t", "agent").next().value.event);`;
  expect(await (await start(url, code)).ended).toEqual({ status: 0, signal: null, output: "metadata\n" });
});

test("a client that a program has lost ends its thread", async () => {
  const { url } = await servers.listen([waiting]);
  const code = `(() => new SyncLangGraphClient({ apiUrl: ${JSON.stringify(url)} }).runs.stream("t", "agent").next())();
    // Each turn of the event loop can run the finalizers.
    for (let turn = 0; turn < 20; turn += 1) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const { closed } = await (await fetch(${JSON.stringify(url)} + "/closed")).json();
    console.log(closed);`;
  const { ended } = await start(url, code, "--expose-gc");
  expect(await ended).toEqual({ status: 0, signal: null, output: "1\n" });
});

test("a client works in a program of node --eval", async () => {
  const { url } = await servers.listen(json({ thread_id: "t" }));
  const code = `${head(url)}console.log(client.threads.get("t").thread_id);`;
  expect((await run("--input-type=module", "--eval", code).ended).output).toBe("t\n");
});

test("SIGINT ends a process whose call waits", async () => {
  const { url } = await servers.listen([waiting]);
  const code = `const stream = client.runs.stream("t", "agent");
    stream.next();
    process.stdout.write("waiting\\n");
    stream.next();`;
  const { child, ended } = await start(url, code);
  await once(child.stdout, "data");
  child.kill("SIGINT");
  expect(await ended).toEqual({ status: null, signal: "SIGINT", output: "waiting\n" });
});

test.each([
  ["exits", "setTimeout(() => process.exit(7), 300)"],
  ["throws", "setTimeout(() => { throw new Error('broken') }, 300)"],
])("a call throws if the client's thread %s", async (_, code) => {
  const { url } = await servers.listen([waiting]);
  const program = `const stream = client.runs.stream("t", "agent");
    const messages = [];
    for (let count = 0; count < 2; count += 1) {
      try { while (!stream.next().done); } catch ({ name, message }) { messages.push(name + ": " + message); }
    }
    console.log(messages.join("\\n"));`;
  const { status, output } = await (await start(url, program, inThread(code))).ended;
  const message =
    "LangGraphError: The client's thread has stopped. Its memory may have run out. Create a new client.";
  expect({ status, output }).toEqual({ status: 0, output: `${message}\n${message}\n` });
});

test("a call throws if the client's thread hangs", { timeout: 60_000 }, async () => {
  const { url } = await servers.listen([waiting]);
  const program = `try { client.runs.stream("t", "agent").final(); } catch ({ message }) { console.log(message); }`;
  const { output } = await (
    await start(url, program, inThread("setTimeout(() => { for (;;); }, 300)"))
  ).ended;
  expect(output).toMatch(/^The client's thread has stopped\./);
});

test("in other runtimes the constructor throws", async () => {
  const { SyncLangGraphClient } = (await import("../../src/sync/unsupported.js")) as {
    SyncLangGraphClient: new () => unknown;
  };
  expect(() => new SyncLangGraphClient()).toThrow(/^SyncLangGraphClient requires Node, Bun or Deno/);
});
