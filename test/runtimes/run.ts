/**
 * Tests the packed package in every supported runtime and bundler against the real server: `npm run test:runtimes`.
 * Arguments such as `-- bun chromium` select runtimes by the start of their names. All are installed first; if a browser
 * cannot be installed, its rows are marked "not run" and do not fail.
 */
import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { BuildOptions } from "esbuild";
import { readStream } from "langgraph-client/http";
import { installTools } from "../../scripts/pack.js";
import { startServer } from "../server/start.js";
import { metro, next, scriptTag, vite, webpack } from "./bundlers.js";
import { gatewayTo, listen } from "./gateway.js";
import { pageUrl, pages } from "./pages.js";
import type { Target, Report } from "./program.js";
import {
  bin,
  chromium,
  command,
  dist,
  findChromium,
  here,
  node,
  post,
  versionOf,
  workerd,
} from "./runtimes.js";

const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
const isWanted = (runtime: string): boolean =>
  wanted.length === 0 || wanted.some((start) => runtime.toLowerCase().startsWith(start));
const results: { runtime: string; version: string; result: string; seconds: number }[] = [];

/** A runtime is missing and cannot be installed. */
class NotInstalledError extends Error {}

/** Runs the program in one runtime, and adds a row with the result. */
async function row(
  runtime: string,
  version: string | Promise<string>,
  go: () => Promise<Report>,
): Promise<void> {
  if (!isWanted(runtime)) return;
  const begin = performance.now();
  const report = await go().catch((error: Error) => {
    if (error instanceof NotInstalledError) return error;
    return { start: error.stack ?? String(error) };
  });
  if (report instanceof Error) {
    results.push({ runtime, version: "none", result: `not run: ${report.message}`, seconds: 0 });
    return;
  }
  const problems = Object.entries(report).filter(([, outcome]) => outcome !== "ok");
  for (const [check, problem] of problems) console.error(`${runtime}: ${check}: ${problem.slice(0, 1_000)}`);
  const passed = `${Object.keys(report).length} checks passed`;
  const result = problems.length === 0 ? passed : `FAILED: ${problems.map(([check]) => check).join(", ")}`;
  const seconds = Math.round((performance.now() - begin) / 100) / 10;
  results.push({ runtime, version: await Promise.resolve(version).catch(() => "none"), result, seconds });
  console.log(`${runtime}: ${result}`);
}

function packageVersion(name: string): string {
  const file = readFileSync(join(here, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}

/** Builds the program for each runtime. The package is bundled only for runtimes that cannot import packages. */
async function prepare(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const make = (entry: string, out: string, options: BuildOptions) =>
    build({
      entryPoints: [join(here, entry)],
      outfile: join(dist, out),
      bundle: true,
      target: "es2022",
      format: "esm",
      // Ignore this project's tsconfig, which maps the package to its sources.
      tsconfigRaw: {},
      ...options,
    });
  const external = { packages: "external" } as const;
  await make("main.ts", "main.mjs", external);
  await make("main.ts", "main.cjs", { ...external, format: "cjs" });
  await make("sync.ts", "sync.mjs", external);
  await make("sync.ts", "sync.cjs", { ...external, format: "cjs" });
  await make("constrain.ts", "constrain.mjs", external);
  await make("worker.ts", "worker.js", external);
  await make("page.ts", "page.js", external);
  await make("worker.ts", "worker.bundle.js", { conditions: ["workerd", "worker", "browser"] });
  await make("page.ts", "page.bundle.js", { platform: "browser" });
  // Bun would follow the paths of this project's tsconfig, which lead to the sources.
  await writeFile(join(dist, "tsconfig.json"), "{}");
  await writeFile(join(dist, "index.html"), '<script type="module" src="page.bundle.js"></script>');
}

await installTools(here);
await prepare();

await using server = await startServer();
const gateway = gatewayTo(server.url);
await using gatewayServer = await listen(gateway.handle);
await using site = await listen(pages(gateway));
const target: Target = { url: `${gatewayServer.url}/open`, cutUrl: `${gatewayServer.url}/cut-open` };

for (const major of [20, 22, 24] as const) {
  const version = versionOf(node(major), "--version");
  await row(`Node ${major}, ES modules`, version, () => command(node(major), ["main.mjs"], target));
  await row(`Node ${major}, CommonJS`, version, () => command(node(major), ["main.cjs"], target));
  for (const file of ["sync.mjs", "sync.cjs"]) {
    await row(`Node ${major}, ${file}`, version, () => command(node(major), [file], target));
  }
}
await row("Bun", versionOf(bin("bun"), "--version"), () => command(bin("bun"), ["main.mjs"], target));
await row("Bun, sync.mjs", versionOf(bin("bun"), "--version"), () =>
  command(bin("bun"), ["sync.mjs"], target),
);
await row("Deno", versionOf(bin("deno"), "--version"), () =>
  command(bin("deno"), ["run", "--no-prompt", "--allow-net", "main.mjs"], target),
);
await row("Deno, sync.mjs", versionOf(bin("deno"), "--version"), () =>
  command(bin("deno"), ["run", "--no-prompt", "--allow-net", "--allow-read", "sync.mjs"], target),
);
await row("workerd (Cloudflare)", versionOf(bin("workerd"), "--version"), () => workerd(target));
await row("React Native's globals, on Node 20", versionOf(node(20), "--version"), () =>
  command(node(20), ["--import", "./constrain.mjs", "main.mjs"], target),
);
for (const readsExports of [true, false]) {
  const field = readsExports ? '"exports"' : '"main"';
  await row(`Metro by ${field}, with React Native's globals`, packageVersion("metro"), async () => {
    const bundle = await metro(readsExports);
    return command(node(20), ["--import", "./constrain.mjs", bundle], target);
  });
}

const browser = findChromium();
const browserVersion = browser === undefined ? "not installed" : versionOf(browser, "--version");
async function browse(page: string, where: Target): Promise<Report> {
  if (browser === undefined)
    throw new NotInstalledError("Chromium was not found. Run apt-get install chromium, or set CHROMIUM.");
  return chromium(browser, pageUrl(page, where, gatewayServer.url), gateway.report());
}
const cross = (rules: string): Target => ({
  url: `${gatewayServer.url}/${rules}`,
  cutUrl: `${gatewayServer.url}/cut-${rules}`,
});
const origins: [string, Target][] = [
  ["same origin", { url: "/api/open", cutUrl: "/api/cut-open" }],
  ["other origin, the server's rules", cross("open")],
  ["other origin, no header exposed", cross("hidden")],
  ["other origin, with credentials", { ...cross("credentials"), credentials: "include" }],
];
for (const [name, where] of origins) {
  await row(`Chromium, ${name}`, browserVersion, () => browse(`${site.url}/`, where));
}

await row("Chromium, one file without a bundler", browserVersion, async () =>
  browse(site.url + (await scriptTag()), target),
);

for (const [name, bundle] of Object.entries({ Vite: vite, webpack })) {
  const version = packageVersion(name.toLowerCase());
  await row(`${name}, page in Chromium`, version, async () => browse(site.url + (await bundle()), target));
}
if (isWanted("Next.js")) {
  const version = packageVersion("next");
  const built = next(target.url);
  await row("Next.js, route for Node", version, async () => post(`${(await built).url}/node`, target));
  await row("Next.js, route for the edge", version, async () => post(`${(await built).url}/edge`, target));
  await row("Next.js, page in Chromium", version, async () => browse(`${(await built).url}/`, target));
  await row("Next.js, proxy of examples/next", version, async () =>
    command(node(22), ["main.mjs"], { ...target, url: `${(await built).url}/api` }),
  );
  await row("Next.js, route of examples/next", version, async () => {
    const response = await fetch(`${(await built).url}/api/chat`, { method: "POST", body: "Hello" });
    let answer = "";
    for await (const text of readStream<string>(response)) answer += text;
    return { answer: answer === "You said: Hello" ? "ok" : answer };
  });
  await row("Next.js, pages of examples/next", version, async () => {
    const pages = { chat: 'aria-label="Message"', ask: 'aria-label="Question"' };
    const report: Report = {};
    for (const [name, part] of Object.entries(pages)) {
      const html = await (await fetch(`${(await built).url}/${name}`)).text();
      report[name] = html.includes(part) ? "ok" : html;
    }
    return report;
  });
  await built.then((app) => app[Symbol.asyncDispose]()).catch(() => {});
}

console.table(results);
process.exitCode = results.some(({ result }) => result.startsWith("FAILED")) ? 1 : 0;
