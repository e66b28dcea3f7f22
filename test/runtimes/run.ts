/**
 * The packed package in every runtime and bundler that it promises, against the real server: `npm run test:runtimes`. With
 * names, such as `-- bun chromium`, only in those whose names begin with them. All are installed by it, except a browser
 * where it may not: its rows then say so, and fail nothing.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { BuildOptions } from "esbuild";
import { installTools } from "../../scripts/pack.js";
import { startServer } from "../server/start.js";
import { metro, next, vite, webpack } from "./bundlers.js";
import { gatewayTo, listen } from "./gateway.js";
import { pageUrl, pages } from "./pages.js";
import type { Place, Report } from "./program.js";
import {
  bin,
  chromium,
  chromiumPath,
  command,
  dist,
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

/** A runtime that is not on this machine, and that cannot be installed from here. */
class NotInstalledError extends Error {}

/** Runs the program in one place, and keeps what came of it. */
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

function findChromium(): string | undefined {
  const found = chromiumPath();
  if (found !== undefined || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return found;
  console.log("Installing Debian's Chromium …");
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return chromiumPath();
}

/** The program in each form that a runtime takes. Only where a runtime has no packages, the package goes into it. */
async function prepare(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const make = (entry: string, out: string, options: BuildOptions) =>
    build({
      entryPoints: [join(here, entry)],
      outfile: join(dist, out),
      bundle: true,
      target: "es2022",
      format: "esm",
      // Not as this project resolves the package.
      tsconfigRaw: {},
      ...options,
    });
  const apart = { packages: "external" } as const;
  await make("main.ts", "main.mjs", apart);
  await make("main.ts", "main.cjs", { ...apart, format: "cjs" });
  await make("constrain.ts", "constrain.mjs", apart);
  await make("worker.ts", "worker.js", apart);
  await make("page.ts", "page.js", apart);
  await make("worker.ts", "worker.bundle.js", { conditions: ["workerd", "worker", "browser"] });
  await make("page.ts", "page.bundle.js", { platform: "browser" });
  await writeFile(join(dist, "index.html"), '<script type="module" src="page.bundle.js"></script>');
}

await installTools(here);
await prepare();

await using server = await startServer();
const gateway = gatewayTo(server.url);
await using way = await listen(gateway.handle);
await using site = await listen(pages(gateway));
const place: Place = { url: `${way.url}/open`, cutUrl: `${way.url}/cut-open` };

for (const major of [20, 22, 24] as const) {
  const version = versionOf(node(major), "--version");
  await row(`Node ${major}, ES modules`, version, () => command(node(major), ["main.mjs"], place));
  await row(`Node ${major}, CommonJS`, version, () => command(node(major), ["main.cjs"], place));
}
await row("Bun", versionOf(bin("bun"), "--version"), () => command(bin("bun"), ["main.mjs"], place));
await row("Deno", versionOf(bin("deno"), "--version"), () =>
  command(bin("deno"), ["run", "--no-prompt", "--allow-net", "main.mjs"], place),
);
await row("workerd (Cloudflare)", versionOf(bin("workerd"), "--version"), () => workerd(place));
await row("React Native's globals, on Node 20", versionOf(node(20), "--version"), () =>
  command(node(20), ["--import", "./constrain.mjs", "main.mjs"], place),
);
for (const readsExports of [true, false]) {
  const how = readsExports ? '"exports"' : '"main"';
  await row(`Metro by ${how}, with React Native's globals`, packageVersion("metro"), async () => {
    const bundle = await metro(readsExports);
    return command(node(20), ["--import", "./constrain.mjs", bundle], place);
  });
}

const browser = findChromium();
const browserVersion = browser === undefined ? "not installed" : versionOf(browser, "--version");
async function browse(page: string, where: Place): Promise<Report> {
  if (browser === undefined)
    throw new NotInstalledError("there is no Chromium. apt-get install chromium, or set CHROMIUM.");
  return chromium(browser, pageUrl(page, where, way.url), gateway.report());
}
const cross = (rules: string): Place => ({ url: `${way.url}/${rules}`, cutUrl: `${way.url}/cut-${rules}` });
const origins: [string, Place][] = [
  ["same origin", { url: "/api/open", cutUrl: "/api/cut-open" }],
  ["other origin, the server's rules", cross("open")],
  ["other origin, no header exposed", cross("hidden")],
  ["other origin, with credentials", { ...cross("credentials"), credentials: "include" }],
];
for (const [name, where] of origins) {
  await row(`Chromium, ${name}`, browserVersion, () => browse(`${site.url}/`, where));
}

for (const [name, bundle] of Object.entries({ Vite: vite, webpack })) {
  const version = packageVersion(name.toLowerCase());
  await row(`${name}, page in Chromium`, version, async () => browse(site.url + (await bundle()), place));
}
if (isWanted("Next.js")) {
  const version = packageVersion("next");
  const built = next();
  await row("Next.js, route for Node", version, async () => post(`${(await built).url}/node`, place));
  await row("Next.js, route for the edge", version, async () => post(`${(await built).url}/edge`, place));
  await row("Next.js, page in Chromium", version, async () => browse(`${(await built).url}/`, place));
  await built.then((app) => app[Symbol.asyncDispose]()).catch(() => {});
}

console.table(results);
process.exitCode = results.some(({ result }) => result.startsWith("FAILED")) ? 1 : 0;
