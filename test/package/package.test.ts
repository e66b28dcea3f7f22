/** Builds and packs the package, installs it, and uses it as other programs do. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { pack } from "../../scripts/pack.js";
import { json, listen } from "../helpers/server.js";
import { graphNames } from "../server/start.js";
import * as source from "langgraph-client";
import * as clientSource from "langgraph-client/client";
import * as threadSource from "langgraph-client/thread";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
/** The packages whose code is in the built files. The types import the second one. */
const bundled = ["eventsource-parser", "openapi-fetch"];
const dependencies = ["openapi-fetch"];
/** The entries beside the main one, each with a folder for resolvers that do not read `exports`. */
const ENTRIES = ["chat", "client", "http", "react", "sync", "testing", "thread"];
/** The files without types: the command, the main entry for pages without a bundler, and the licenses of others. */
const APART = ["dist/cli.js", "dist/langgraph-client.min.js", "dist/LICENSES.txt"];
/** The files of an entry in dist/. */
const ENDINGS = ["cjs", "d.cts", "d.ts", "js"];

/** A typical program, used with both module systems. */
const PROGRAM = `
import { LangGraphClient, NotFoundError, type Message, type Thread } from "langgraph-client";
import { RunsClient, type ClientConfig } from "langgraph-client/client";
import { SyncLangGraphClient, type SyncRunStream } from "langgraph-client/sync";
import { threadStream, type ThreadEvent } from "langgraph-client/thread";

const sync = new SyncLangGraphClient<{ agent: { state: { messages: Message[] } } }>();
export const lastOf = (id: string): Message | undefined => sync.runs.wait(id, "agent").messages.at(-1);
export const stream: SyncRunStream = sync.runs.stream(null, "agent");

const config: ClientConfig = { apiUrl: "http://localhost:2024" };
export const runs: RunsClient<{ messages: Message[] }> = new RunsClient(config);
const client = new LangGraphClient<{ agent: { state: { messages: Message[] } } }>({ apiUrl: "http://localhost:2024" });

export async function talk(thread: Thread): Promise<number> {
  for await (const event of client.runs.stream(thread.thread_id, "agent", { streamMode: "values" })) {
    if (event.event !== "values") continue;
    const messages: Message[] = event.data.messages;
    return messages.length;
  }
  const { data, error } = await client.raw.GET("/threads/{thread_id}", {
    params: { path: { thread_id: thread.thread_id } },
  });
  if (error !== undefined || data === undefined) throw new Error("not found");
  // @ts-expect-error unknown method
  client.threads.fetch;
  return 0;
}

export const idOf = (threadId: string): Promise<string> =>
  threadStream(client, threadId, { assistantId: "agent" }).threadId;
export const nameOf = (event: ThreadEvent): "values" | undefined => event.event === "values" ? event.event : undefined;
// @ts-expect-error not a client
threadStream({ runs: client.runs }, "t", { assistantId: "agent" });

export const isMissing = (error: unknown): boolean => error instanceof NotFoundError && error.status === 404;
`;

/**
 * Loads the package with accessors on every global that the runtime adds to the language. Access has a cost: Node loads
 * `fetch` and the streams lazily. Loading must also work in runtimes that lack some of the globals.
 */
const watchGlobals = (loader: string, name: string) => `
const builtIn = new Set(require("node:vm").runInNewContext("Object.getOwnPropertyNames(globalThis)"));
const before = Object.getOwnPropertyNames(globalThis).filter((name) => !builtIn.has(name));
const accessed = new Set();
for (const name of before) {
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name);
  const read = () => (get === undefined ? value : get.call(globalThis));
  Object.defineProperty(globalThis, name, { configurable: true, get: () => (accessed.add(name), read()) });
}
const report = () => {
  const names = [...accessed];
  console.log(JSON.stringify({ before, accessed: names }));
};
${loader === "import" ? `import("${name}").then(report);` : `require("${name}"); report();`}
`;

/**
 * Passes a client of each module format to the entry of each format. Reports the errors of the server and of the entry, and
 * their classes.
 */
const MIXED = `
import { createRequire } from "node:module";
import * as main from "langgraph-client";
import * as thread from "langgraph-client/thread";
const require = createRequire(import.meta.url);
const formats = {
  esm: { main, thread },
  cjs: { main: require("langgraph-client"), thread: require("langgraph-client/thread") },
};
const failure = async (act) => {
  try {
    await act();
  } catch (error) {
    return error;
  }
};
const report = (error, name) => ({
  argument: error.argument,
  status: error.status,
  isInstance: Object.values(formats).every(({ main }) => error instanceof main[name]),
  constructors: Object.keys(formats).filter((format) => error.constructor === formats[format].main[name]),
});
const rows = [];
for (const [clientFormat, { main: { LangGraphClient } }] of Object.entries(formats)) {
  for (const [entryFormat, { thread: { threadStream } }] of Object.entries(formats)) {
    const client = new LangGraphClient({ apiUrl: process.argv[2], apiKey: clientFormat + "-" + entryFormat });
    const read = (given) => threadStream(given, "t", { assistantId: "agent" }).activeRun();
    const refused = report(await failure(() => read(client)), "PermissionDeniedError");
    const invalid = report(await failure(() => read({ ...client })), "InvalidArgumentError");
    rows.push({ clientFormat, entryFormat, refused, invalid });
  }
}
console.log(JSON.stringify(rows));
`;

/** Reads both entries in one format, bundled or not. */
const BOTH_ENTRIES = {
  esm: `import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
    import { threadStream } from "langgraph-client/thread";`,
  cjs: `const { InvalidArgumentError, LangGraphClient } = require("langgraph-client");
    const { threadStream } = require("langgraph-client/thread");`,
};

/** A program that uses the types that the command wrote. */
const TYPED = `
import { LangGraphClient } from "langgraph-client";
import type { Graphs } from "./src/langgraph.types.js";

const client = new LangGraphClient<Graphs>();
export const replyOf = async (threadId: string): Promise<unknown> => {
  // @ts-expect-error messages must be a list
  void client.runs.create(threadId, "agent", { input: { messages: "Hi" } });
  const input = { messages: [{ role: "user", content: "Hi" }] };
  return (await client.runs.wait(threadId, "agent", { input })).messages[0]?.content;
};
`;

let folder: string;
let consumer: string;
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-client-package-"));
  consumer = join(folder, "consumer");
  installed = join(consumer, "node_modules/langgraph-client");
  await mkdir(installed, { recursive: true });
  await run("tar", ["-xzf", await pack(), "-C", installed, "--strip-components=1"]);
  for (const name of dependencies) {
    await symlink(join(root, "node_modules", name), join(consumer, "node_modules", name));
  }
  await writeFile(join(consumer, "package.json"), "{}");
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The globals of a page, or those of @types/node alone. */
const GLOBALS = {
  DOM: { lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext.Disposable"], types: [] },
  "@types/node": { lib: ["ES2022"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
};

/** Compiles files of the consumer with skipLibCheck off; returns the compiler's output. */
async function compile(
  files: Record<string, string>,
  globals: keyof typeof GLOBALS = "DOM",
): Promise<string> {
  const compilerOptions = {
    ...GLOBALS[globals],
    target: "ES2022",
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
  for (const [name, code] of Object.entries(files)) await writeFile(join(consumer, name), code);
  await writeFile(
    join(consumer, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: Object.keys(files) }),
  );
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript")), "tsc.js");
  return run(process.execPath, [compiler, "-p", consumer, "--listFiles"]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** The names and texts of the files in dist/ that programs import. */
async function builtFiles(ending: RegExp): Promise<[string, string][]> {
  const names = (await readdir(join(installed, "dist"))).filter(
    (name) => ending.test(name) && !APART.includes(`dist/${name}`),
  );
  return Promise.all(
    names.map(
      async (name) => [name, await readFile(join(installed, "dist", name), "utf8")] as [string, string],
    ),
  );
}

describe("the package", () => {
  test("the package contains only dist/, README, CHANGELOG, LICENSE and package.json", async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));
    expect(files.filter((name) => !name.startsWith("dist/")).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "chat/package.json",
      "client/package.json",
      "http/package.json",
      "package.json",
      "react/package.json",
      "sync/package.json",
      "testing/package.json",
      "thread/package.json",
    ]);
    const names = files.filter((name) => name.startsWith("dist/") && !APART.includes(name));
    const kinds = names.map((name) =>
      name
        .replace("dist/", "")
        .replace(
          /^(?!(?:index|chat|client|http|react|testing|sync|sync-unsupported|sync-worker|thread)\.)[^.]+/,
          (shared) => (/^shared-/.test(shared) ? "shared" : "types"),
        ),
    );
    expect([...new Set(kinds)].sort()).toEqual([
      ...["chat", "client", "http", "index", "react"].flatMap((entry) =>
        ENDINGS.map((ending) => `${entry}.${ending}`),
      ),
      ...["cjs", "js"].map((ending) => `shared.${ending}`),
      ...["cjs", "js"].flatMap((ending) => [`sync-unsupported.${ending}`, `sync-worker.${ending}`]).sort(),
      ...ENDINGS.map((ending) => `sync.${ending}`),
      ...["testing", "thread"].flatMap((entry) => ENDINGS.map((ending) => `${entry}.${ending}`)),
      "types.d.cts",
    ]);
    const { main, module, types } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    expect(files).toEqual(
      expect.arrayContaining([main, module, types].map((path: string) => path.replace("./", ""))),
    );
    // Resolvers that don't read `exports` find an entry by its folder.
    for (const entry of ENTRIES) {
      const fields = JSON.parse(await readFile(join(installed, entry, "package.json"), "utf8")) as object;
      expect(fields).toEqual({
        main: `../dist/${entry}.cjs`,
        module: `../dist/${entry}.js`,
        types: `../dist/${entry}.d.ts`,
        // Its threads are Node's.
        ...(entry === "sync" && { browser: "../dist/sync-unsupported.js" }),
      });
    }
    for (const name of files) {
      const text = await readFile(join(installed, name), "utf8");
      expect(text.includes(tmpdir()) || text.includes(root), `${name} contains a path of this machine`).toBe(
        false,
      );
    }
  });

  test("only the types import a dependency, and only sync imports modules of Node", async () => {
    const { dependencies: declared } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    expect(Object.keys(declared).sort()).toEqual(dependencies);
    const external = new Set<string>();
    for (const [name, text] of await builtFiles(/\.(js|cjs|d\.cts)$/)) {
      const imported = text.matchAll(
        /(?:(?<!")\bfrom\s*|\bimport\s*\(\s*|\brequire\(\s*|^import\s+)["']([^"'\s]+)["']/gm,
      );
      for (const [, specifier = ""] of imported) {
        if (specifier === "react") expect(name).toMatch(/^react\./);
        else if (/^(fs|url|worker_threads)$/.test(specifier)) expect(name).toMatch(/^sync(-worker)?\./);
        else if (!specifier.startsWith("./")) {
          expect(name).toMatch(/\.d\.cts$/);
          external.add(specifier);
        }
        // A file of the same format, and of the package.
        else expect(specifier, name).toMatch(name.endsWith(".js") ? /^\.\/shared-\w+\.js$/ : /\.cjs$/);
      }
      expect(text, name).not.toMatch(/["']node:/);
    }
    expect([...external].sort()).toEqual(dependencies);
  });

  test("the licenses of other packages are beside their code", async () => {
    const licenses = await readFile(join(installed, "dist/LICENSES.txt"), "utf8");
    expect(licenses.match(/^(eventsource-parser|openapi-fetch)$/gm)).toEqual(bundled);
    expect(licenses.match(/^Copyright .*$/gm)).toHaveLength(bundled.length);
  });

  test.for([
    ["the ES modules", /\.js$/],
    ["the CommonJS files", /\.cjs$/],
    ["the types", /\.d\.cts$/],
  ] as const)("%s have one copy of each class", async ([, ending]) => {
    // The class for runtimes without threads has the name of the real one.
    const files = (await builtFiles(ending)).filter(([name]) => !name.startsWith("sync-unsupported"));
    const classes = files.flatMap(([, text]) =>
      [...text.matchAll(/^(?:var (\w+) = class\b|(?:declare |abstract )*class (\w+))/gm)].map(
        ([, variable, declared]) => variable ?? declared,
      ),
    );
    expect(classes).toEqual(
      expect.arrayContaining(["LangGraphClient", "RunsClient", "NotFoundError", "Transport"]),
    );
    expect(classes.filter((name, index) => classes.indexOf(name) !== index)).toEqual([]);
  });

  test("the types keep the names of exported types", async () => {
    const texts = (await builtFiles(/\.d\.cts$/)).map(([, text]) => text);
    const lists = texts.flatMap((text) => text.match(/^export \{[^}]*\}/gm) ?? []);
    expect(lists.length).toBeGreaterThan(1);
    expect(lists.join().match(/\w+\$\d+/g)).toBeNull();
  });
});

describe("the file for pages without a bundler", () => {
  const file = () => join(installed, "dist/langgraph-client.min.js");

  test("has the main entry and its dependencies, with their licenses", async () => {
    const code = await readFile(file(), "utf8");
    expect(code).not.toMatch(/\bimport\b|\brequire\(|["'](\.\/|openapi-fetch|eventsource-parser)/);
    expect(code.match(/^Copyright .*$/gm)).toHaveLength(1 + bundled.length);
    const { jsdelivr, unpkg } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    expect([jsdelivr, unpkg].map((path: string) => join(installed, path))).toEqual([file(), file()]);
  });

  test("exports the same names, and calls a server", async () => {
    const server = await listen(json({ thread_id: "t" }));
    const program = `const all = await import(${JSON.stringify(file())});
      const { thread_id: id } = await new all.LangGraphClient({ apiUrl: "${server.url}" }).threads.get("t");
      console.log(JSON.stringify({ id, names: Object.keys(all) }));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
    expect(JSON.parse(stdout)).toEqual({ id: "t", names: Object.keys(source).sort() });
  });
});

test("the bundles are not minified and have no source maps", async () => {
  for (const ending of [/\.js$/, /\.cjs$/]) {
    const code = (await builtFiles(ending)).map(([, text]) => text).join("\n");
    expect(code).toMatch(/\bRunReader = class\b/);
    // Only the ES modules have comments.
    expect(/^ \/\*\* /m.test(code)).toBe(ending.test("a.js"));
    expect(code.split("\n").length).toBeGreaterThan(2_000);
    expect(code).not.toContain("sourceMappingURL");
  }
});

test("the CommonJS files are strict, and ES modules can import their names", async () => {
  for (const [name, code] of await builtFiles(/\.cjs$/)) {
    expect(code.startsWith('"use strict";\n'), name).toBe(true);
    // React is an optional peer, which this consumer lacks.
    if (name === "react.cjs") continue;
    // It works as a thread only.
    if (name === "sync-worker.cjs") continue;
    const file = JSON.stringify(join(installed, "dist", name));
    const program = `const names = Object.keys(require(${file}));
      import(${file}).then((all) => console.log(names.length > 0, names.every((name) => name in all)));`;
    const { stdout } = await run(process.execPath, ["-e", program]);
    expect(stdout, name).toBe("true true\n");
  }
});

describe("a program with the package", () => {
  const expected = Object.keys(source).sort();
  const use = `
    const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
    const { runs, raw } = client;
    console.log(JSON.stringify({
      names,
      works: runs instanceof RunsClient && typeof raw.GET === "function" && typeof client.request === "function",
    }));
  `;
  const programs = {
    "import()": `const all = await import("langgraph-client");
      const { LangGraphClient, RunsClient } = all; const names = Object.keys(all); ${use}`,
    import: `import { LangGraphClient, RunsClient } from "langgraph-client";
      import * as all from "langgraph-client"; const names = Object.keys(all); ${use}`,
    "require()": `const all = require("langgraph-client");
      const { LangGraphClient, RunsClient } = all; const names = Object.keys(all); ${use}`,
  };

  test.for(Object.entries(programs))("every export is available with %s", async ([way, code]) => {
    const type = way === "require()" ? "commonjs" : "module";
    const { stdout } = await run(process.execPath, [`--input-type=${type}`, "-e", code], { cwd: consumer });
    const { names, works } = JSON.parse(stdout) as { names: string[]; works: boolean };
    expect(works).toBe(true);
    expect(names.sort()).toEqual(expected);
  });

  test.for(Object.keys(programs))("every export of the entry thread is available with %s", async (way) => {
    const load = `const all = await import("langgraph-client/thread");`;
    const loaders: Record<string, string> = {
      "import()": load,
      import: `import * as all from "langgraph-client/thread"; import { threadStream } from "langgraph-client/thread";`,
      "require()": `const all = require("langgraph-client/thread");`,
    };
    const type = way === "require()" ? "commonjs" : "module";
    const code = `${loaders[way]} console.log(JSON.stringify(Object.keys(all)))`;
    const { stdout } = await run(process.execPath, [`--input-type=${type}`, "-e", code], { cwd: consumer });
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(Object.keys(threadSource).sort());
  });

  test.for(["esm", "cjs"])(
    "the entry client has the classes of the main entry in the format %s",
    async (format) => {
      const code =
        format === "esm"
          ? `import * as main from "langgraph-client"; import * as entry from "langgraph-client/client";`
          : `const main = require("langgraph-client"); const entry = require("langgraph-client/client");`;
      const report =
        "console.log(JSON.stringify(Object.keys(entry).filter((name) => entry[name] === main[name])));";
      const type = format === "esm" ? "module" : "commonjs";
      const args = [`--input-type=${type}`, "-e", code + report];
      const { stdout } = await run(process.execPath, args, { cwd: consumer });
      expect((JSON.parse(stdout) as string[]).sort()).toEqual(Object.keys(clientSource).sort());
    },
  );

  test("the entry thread takes a client of either module format", async () => {
    const { url, requests } = await listen({ status: 403, body: "{}" });
    const program = join(consumer, "mixed.mjs");
    await writeFile(program, MIXED);
    const { stdout } = await run(process.execPath, [program, url]);
    const formats = ["esm", "cjs"];
    const expected = formats.flatMap((clientFormat) =>
      formats.map((entryFormat) => ({
        clientFormat,
        entryFormat,
        // The client's transport makes the errors of responses.
        refused: { status: 403, isInstance: true, constructors: [clientFormat] },
        invalid: { argument: "client", isInstance: true, constructors: [entryFormat] },
      })),
    );
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(requests.map(({ headers }) => headers["x-api-key"])).toEqual(
      expected.map(({ clientFormat, entryFormat }) => `${clientFormat}-${entryFormat}`),
    );
  });

  test.for(["esm", "cjs"] as const)("esbuild bundles both entries in the format %s", async (format) => {
    const program = `${BOTH_ENTRIES[format]}
      try {
        threadStream({}, "t", { assistantId: "agent" });
      } catch (error) {
        const { threadId } = threadStream(new LangGraphClient(), "t", { assistantId: "agent" });
        threadId.then((id) => console.log(error.constructor === InvalidArgumentError, id));
      }`;
    const outfile = join(consumer, `bundle.${format === "esm" ? "mjs" : "cjs"}`);
    const stdin = { contents: program, resolveDir: consumer };
    const { warnings } = await build({ stdin, outfile, format, bundle: true, logLevel: "silent" });
    expect(warnings).toEqual([]);
    const { stdout } = await run(process.execPath, [outfile]);
    expect(stdout).toBe("true t\n");
  });

  describe("the entry sync", () => {
    const programs = {
      esm: `import { SyncLangGraphClient } from "langgraph-client/sync";`,
      cjs: `const { SyncLangGraphClient } = require("langgraph-client/sync");`,
    };
    const call = `
      try { console.log(new SyncLangGraphClient({ apiUrl: process.argv[2] }).threads.get("t").thread_id); }
      catch (error) { console.log(error.message); }`;

    test.for(Object.entries(programs))(
      "the entry sync finds its thread in the format %s",
      async ([format, load]) => {
        const { url } = await listen(json({ thread_id: "found" }));
        const program = join(consumer, `sync.${format === "esm" ? "mjs" : "cjs"}`);
        await writeFile(program, load + call);
        expect((await run(process.execPath, [program, url])).stdout).toBe("found\n");
      },
    );

    test.for([
      [
        "node",
        /^The file of the client's thread is missing: .*sync-worker\.js\. Make "langgraph-client" an external/,
      ],
      ["browser", /^SyncLangGraphClient requires Node, Bun or Deno/],
    ] as const)("a bundle for %s without the thread throws a readable error", async ([platform, message]) => {
      const outfile = join(consumer, `sync-${platform}.mjs`);
      const stdin = { contents: programs.esm + call, resolveDir: consumer };
      const { warnings } = await build({
        stdin,
        outfile,
        platform,
        format: "esm",
        bundle: true,
        logLevel: "silent",
      });
      expect(warnings).toEqual([]);
      expect((await run(process.execPath, [outfile, "http://127.0.0.1:9"])).stdout).toMatch(message);
    });

    test("the entry sync is found by its package.json, too", async () => {
      const load = `const { SyncLangGraphClient } = require("./node_modules/langgraph-client/sync");`;
      const program = join(consumer, "sync-folder.cjs");
      const { url } = await listen(json({ thread_id: "found" }));
      await writeFile(program, load + call);
      expect((await run(process.execPath, [program, url])).stdout).toBe("found\n");
    });
  });

  const loads = ["import", "require"].flatMap((loader) => [
    [loader, "langgraph-client"] as const,
    [loader, "langgraph-client/client"] as const,
    [loader, "langgraph-client/thread"] as const,
  ]);
  test.for(loads)("loading with %s accesses no global of the runtime: %s", async ([loader, name]) => {
    const program = join(consumer, `watch-globals-${loader}-${name.replace("/", "-")}.cjs`);
    await writeFile(program, watchGlobals(loader, name));
    const { stdout } = await run(process.execPath, [program]);
    const { before, accessed } = JSON.parse(stdout) as { before: string[]; accessed: string[] };
    expect(before).toEqual(expect.arrayContaining(["fetch", "Headers", "ReadableStream", "TextDecoder"]));
    expect(accessed).toEqual([]);
  });

  test.for(["DOM", "@types/node"] as const)(
    "types resolve and compile from ES modules and CommonJS, with skipLibCheck off and the globals of %s",
    { timeout: 120_000 },
    async (globals) => {
      const output = await compile({ "esm.mts": PROGRAM, "cjs.cts": PROGRAM }, globals);
      expect(output.split("\n").filter((line) => line.includes("error TS"))).toEqual([]);
      expect(output).toContain("langgraph-client/dist/index.d.ts");
      expect(output).toContain("langgraph-client/dist/index.d.cts");
      expect(output).toContain("langgraph-client/dist/client.d.ts");
      expect(output).toContain("langgraph-client/dist/thread.d.ts");
    },
  );
});

describe("the command langgraph-client types", () => {
  const types = async (...args: string[]) => {
    const { bin } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    const file = join(installed, bin["langgraph-client"]);
    expect(await readFile(file, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    return run(process.execPath, [file, "types", ...args], { cwd: consumer });
  };

  test("the command fails with the names of missing packages", async () => {
    await expect(types("--url", inject("serverUrl"))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^This command needs two more packages.*openapi-typescript.*\n$/),
    });
  });

  test("the command writes types that a program compiles with", { timeout: 120_000 }, async () => {
    for (const name of ["openapi-typescript", "typescript"]) {
      await symlink(join(root, "node_modules", name), join(consumer, "node_modules", name));
    }
    const { stdout } = await types("--url", inject("serverUrl"));
    expect(stdout).toBe(`src/langgraph.types.ts: ${graphNames.length} graphs\n`);
    const output = await compile({ "typed.mts": TYPED });
    expect(output.split("\n").filter((line) => line.includes("error TS"))).toEqual([]);
    expect(output).toContain("src/langgraph.types.ts");
  });
});
