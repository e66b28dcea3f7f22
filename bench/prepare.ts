import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, here, installed, root } from "./files.js";

function isInstalled(): boolean {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies).every(([name, wanted]) => {
    const manifest = installed(join(name, "package.json"));
    if (!existsSync(manifest)) return false;
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    return wanted.endsWith(version);
  });
}

/** Installs missing official packages, and builds the package as it is published. */
export function prepare(log: (text: string) => void): void {
  if (!isInstalled()) {
    log("installing the official packages");
    execute("npm", ["ci"], here);
  }
  log("building");
  execute("npm", ["run", "build"], root);
  // Build the benchmarks too, so that no TypeScript loader affects the times.
  const args = ["contestant.ts", "server.ts", "--bundle", "--packages=external", "--outdir=dist"];
  execute(installed(".bin/esbuild"), [...args, "--platform=node", "--format=esm", "--target=node20"], here);
}
