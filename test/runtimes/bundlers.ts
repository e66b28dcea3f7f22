/** Builds pages and apps that import the package with several bundlers. Any warning of a bundler is an error. */
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../scripts/pack.js";
import { bin, dist, firstLine, here, node } from "./runtimes.js";

const run = promisify(execFile);
const html = (script: string): string =>
  `<!doctype html><title>The program</title><script type="module" src="${script}"></script>\n`;

async function runWithoutWarnings(file: string, args: string[], cwd: string): Promise<void> {
  const { stdout, stderr } = await run(file, args, { cwd });
  if ((stdout + stderr).trim() !== "") throw new Error(`${file} printed warnings:\n${stdout}${stderr}`);
}

async function emptyFolder(name: string): Promise<string> {
  const folder = join(dist, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await cp(join(dist, "page.js"), join(folder, "page.js"));
  return folder;
}

/** A script of a page without a bundler, which imports the file for that. */
const SCRIPT = `
import { LangGraphClient } from "./langgraph-client.min.js";
const { target, reportUrl } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const client = new LangGraphClient({ apiUrl: target.url });
const send = (page) => fetch(reportUrl, { method: "POST", body: JSON.stringify({ page }) });
try {
  const input = { messages: [{ role: "user", content: "Hello from a page" }] };
  let text = "";
  for await (const part of client.runs.stream(null, "agent", { input }).text()) text += part;
  await send(text.includes("Hello from a page") ? "ok" : text);
} catch (error) {
  await send(String(error));
}
`;

/** Returns the path of a page without a bundler. */
export async function scriptTag(): Promise<string> {
  const folder = await emptyFolder("script-tag");
  const file = "langgraph-client.min.js";
  await cp(join(here, "node_modules/langgraph-client/dist", file), join(folder, file));
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><title>The page</title><script type="module">${SCRIPT}</script>`,
  );
  return "/script-tag/";
}

/** Returns the path of the page. */
export async function vite(): Promise<string> {
  const folder = await emptyFolder("vite");
  await writeFile(join(folder, "index.html"), html("./page.js"));
  await runWithoutWarnings(bin("vite"), ["build", "--base", "./", "--logLevel", "warn"], folder);
  return "/vite/dist/";
}

/** Returns the path of the page. */
export async function webpack(): Promise<string> {
  const folder = await emptyFolder("webpack");
  await runWithoutWarnings(node(20), [join(here, "webpack.js")], here);
  await writeFile(join(folder, "dist/index.html"), html("./main.js"));
  return "/webpack/dist/";
}

/** Bundles the program for React Native; returns the file. */
export async function metro(readsExports: boolean): Promise<string> {
  const out = `metro-${readsExports ? "exports" : "main"}.js`;
  await runWithoutWarnings(node(22), [join(here, "metro.js"), join("dist", out), String(readsExports)], here);
  return out;
}

/**
 * Builds and starts an app with a page, a Node route and an edge route, and with the page and the proxy of examples/next.
 * The proxy calls the server at `apiUrl`.
 */
export async function next(apiUrl: string): Promise<{ url: string } & AsyncDisposable> {
  const folder = await emptyFolder("next");
  await cp(join(here, "next"), folder, { recursive: true });
  await cp(join(root, "examples/next"), folder, { recursive: true });
  await cp(join(root, "examples/server/proxy.ts"), join(dist, "server/proxy.ts"));
  await cp(join(dist, "worker.js"), join(folder, "worker.js"));
  const settings = { PROJECT: here, NEXT_TELEMETRY_DISABLED: "1", LANGGRAPH_API_URL: apiUrl };
  const options = { cwd: folder, env: { ...process.env, ...settings } };
  const { stdout, stderr } = await run(bin("next"), ["build"], options);
  // Next.js warns about every edge route (deprecated, not static), and in continuous integration about a missing build
  // cache.
  const output = (stdout + stderr).replace(
    /^.*(Edge Runtime is deprecated|Using edge runtime on a page|No build cache found).*$/gm,
    "",
  );
  if (/warn|⚠|error/i.test(output)) throw new Error(`next build printed warnings:\n${output}`);
  const child = spawn(bin("next"), ["start", "--port", "0"], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = (line: string): string | undefined => /http:\/\/localhost:\d+/.exec(line)?.[0];
  const url = await firstLine(child, child.stdout, address);
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await gone;
  };
  return { url, [Symbol.asyncDispose]: stop };
}
