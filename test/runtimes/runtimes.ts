/** Starts the program in each runtime. */
import { execFile, execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Target, Report } from "./program.js";

export const here = fileURLToPath(new URL("./", import.meta.url));
/** The built program, beside node_modules, so that it resolves the package. */
export const dist = join(here, "dist");

const run = promisify(execFile);
const modules = join(here, "node_modules");

/** Returns the version that a runtime prints. */
export async function versionOf(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(command, args);
  return /\d+(\.\d+)+|\d{4}-\d\d-\d\d/.exec(stdout)?.[0] ?? "unknown";
}

export const node = (major: 20 | 22 | 24): string => join(modules, `node-${major}/bin/node`);
export const bin = (name: string): string => join(modules, ".bin", name);

/** Runs the program as a command; returns its report, the last line of the output. */
export async function command(file: string, args: string[], target: Target): Promise<Report> {
  const { stdout } = await run(file, [...args, JSON.stringify(target)], { cwd: dist, timeout: 200_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Report;
}

/** Runs the program in Cloudflare's runtime, without its Node compatibility. */
export async function workerd(target: Target): Promise<Report> {
  const config = join(dist, "workerd.capnp");
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.bundle.js")],
  compatibilityDate = "2026-01-01",
);
`,
  );
  const child = spawn(bin("workerd"), ["serve", "--control-fd=3", config], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  try {
    const { port } = await firstLine(
      child,
      child.stdio[3] as Readable,
      (line) => JSON.parse(line) as { port: number },
    );
    return await post(`http://127.0.0.1:${port}/`, target);
  } finally {
    child.kill();
  }
}

/** Posts the target to a server that runs the program; returns the report. */
export async function post(url: string, target: Target): Promise<Report> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(target) });
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as Report;
}

/** Resolves with the first line of output for which `read` returns a value. */
export function firstLine<T>(
  child: ChildProcess,
  output: Readable,
  read: (line: string) => T | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.once("exit", (code) => reject(new Error(`The process exited with ${code}: ${text}`)));
    child.once("error", reject);
    output.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const found = text
        .split("\n")
        .slice(0, -1)
        .map(read)
        .find((value) => value !== undefined);
      if (found !== undefined) resolve(found);
    });
  });
}

/** Opens a page in headless Chromium until its report arrives. */
export async function chromium(path: string, page: string, report: Promise<unknown>): Promise<Report> {
  const profile = await mkdtemp(join(tmpdir(), "langgraph-client-chromium-"));
  const quiet = ["no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"];
  const flags = [
    "headless",
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    ...quiet,
    `user-data-dir=${profile}`,
  ];
  const child = spawn(path, [...flags.map((flag) => `--${flag}`), page], { stdio: "ignore", detached: true });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Chromium exited with ${code}.`)));
  });
  const late = new Promise<never>((_, reject) =>
    setTimeout(reject, 100_000, new Error("The page sent no report.")).unref(),
  );
  try {
    return (await Promise.race([report, ended, late])) as Report;
  } finally {
    ended.catch(() => {});
    late.catch(() => {});
    const gone = new Promise((resolve) => child.once("exit", resolve));
    // Kill the process group: Chromium has many processes.
    if (child.exitCode === null && child.pid !== undefined) {
      process.kill(-child.pid);
      await gone;
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Finds Chromium by $CHROMIUM or its usual names. */
function chromiumPath(): string | undefined {
  const named = process.env["CHROMIUM"];
  const usual = ["chromium", "chromium-browser", "google-chrome"].map((name) => join("/usr/bin", name));
  return [...(named === undefined ? [] : [named]), ...usual].find((path) => existsSync(path));
}

/** Finds Chromium, or installs that of Debian. Returns `undefined` if it cannot be installed. */
export function findChromium(): string | undefined {
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
