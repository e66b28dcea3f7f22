import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Case, Contender, Report, Run } from "../case.js";
import { entryOf } from "../clients.js";
import { built, execute, installed } from "../files.js";

const clients = ["ours", "official-2.0.0", "official-1.15.0"] as const;
const all = [...clients, "limit"] as const;

function importing(): Case {
  const prepare = (contender: Contender): Run => {
    const file = join(built, `import-${contender}.mjs`);
    const code = contender === "limit" ? "" : `import ${JSON.stringify(entryOf(contender))};\n`;
    writeFileSync(file, code);
    return () => {
      execFileSync(process.execPath, [file]);
      return { proof: "imported" };
    };
  };
  return {
    name: "import",
    metric: "a process that imports the package",
    unit: "ms",
    contenders: all,
    limit: "an empty process",
    goal: { of: "over", max: 6 },
    rounds: 41,
    prepare,
  };
}

/** Bundles a module for browsers, and returns the code. */
export function bundle(name: string, code: string): Buffer {
  const entry = join(built, `bundle-${name}.mjs`);
  writeFileSync(entry, code);
  const outfile = join(built, `bundled-${name}.js`);
  const args = [entry, "--bundle", "--minify", "--format=esm", "--platform=browser", `--outfile=${outfile}`];
  execute(installed(".bin/esbuild"), args, built);
  return readFileSync(outfile);
}

function note(name: string): (report: Report) => number {
  return ({ outcome }) => outcome.notes?.[name] ?? NaN;
}

function bundling(): Case {
  const prepare = (contender: Contender): Run => {
    const from = contender === "ours" ? fileURLToPath(entryOf(contender)) : contender;
    return () => {
      const bytes = bundle(contender, `export * from ${JSON.stringify(from)};\n`);
      const gzip = gzipSync(bytes, { level: 9 }).length / 1000;
      const brotli = brotliCompressSync(bytes).length / 1000;
      return { proof: "bundled", value: gzip, notes: { min: bytes.length / 1000, brotli } };
    };
  };
  return {
    name: "bundle",
    metric: "browser bundle of all exports, minified and gzipped",
    unit: "kB",
    contenders: clients,
    goal: { of: "value", max: 24 },
    also: [
      { metric: "— only minified", unit: "kB", read: note("min") },
      { metric: "— minified, with Brotli", unit: "kB", read: note("brotli") },
    ],
    rounds: 1,
    prepare,
  };
}

/** Ten typical calls. */
const CALLS = `
const thread = await client.threads.create({ metadata: { topic: "types" } });
await client.threads.get(thread.thread_id);
await client.threads.search({ limit: 5 });
const state = await client.threads.getState(thread.thread_id);
await client.threads.updateState(thread.thread_id, { values: { done: true } });
await client.runs.create(thread.thread_id, "agent", { input: { text: "Hello" } });
await client.runs.wait(thread.thread_id, "agent", { input: { text: "Hello" } });
for await (const { event, data } of client.runs.stream(thread.thread_id, "agent", {
  input: { text: "Hello" },
  streamMode: "values",
})) console.log(event, data);
await client.assistants.search({ graphId: "agent" });
await client.store.putItem(["people"], "ada", { food: "pizza" });
console.log(state.values);
`;

interface Compiled {
  instantiations: number;
  totalMs: number;
}

function compile(contender: Contender, calls: string): Compiled {
  const folder = join(built, `types-${contender}${calls === "" ? "-empty" : ""}`);
  mkdirSync(folder, { recursive: true });
  const name = contender === "ours" ? fileURLToPath(entryOf(contender)) : contender;
  const program = `import { Client } from ${JSON.stringify(name)};
const client = new Client({ apiUrl: "http://localhost:2024" });
${calls}
export { client };
`;
  writeFileSync(join(folder, "program.mts"), program);
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
    module: "NodeNext",
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.mts"] }));
  const output = execute(installed(".bin/tsc"), ["-p", folder, "--extendedDiagnostics"], built);
  const read = (label: string): number =>
    Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1]);
  return { instantiations: read("Instantiations"), totalMs: read("Total time") * 1000 };
}

/** Compiler work for ten calls, above the work for the import, and the time for the whole program, which a person waits for. */
function types(): Case {
  const prepare = (contender: Contender): Run => {
    return () => {
      const empty = compile(contender, "");
      const full = compile(contender, CALLS);
      return {
        proof: "compiled",
        value: full.instantiations - empty.instantiations,
        notes: { totalMs: full.totalMs },
      };
    };
  };
  return {
    name: "types",
    metric: "type instantiations of the compiler for ten calls",
    unit: "",
    contenders: clients,
    goal: { of: "value", max: 300 },
    also: [{ metric: "— time to compile a program of them", unit: "ms", read: note("totalMs") }],
    rounds: 3,
    prepare,
  };
}

export const packageCases: Case[] = [importing(), bundling(), types()];
