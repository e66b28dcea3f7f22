/**
 * Runs after the other builds. Writes the licenses of the packages that are built in, and makes the file for pages without a
 * bundler: the main entry, minified, under all licenses.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { BUNDLED } from "./bundled.js";

async function licenseOf(name: string, folder: string): Promise<string> {
  return `${name}\n\n${(await readFile(join(folder, "LICENSE"), "utf8")).trim()}`;
}

const others = await Promise.all(BUNDLED.map((name) => licenseOf(name, `node_modules/${name}`)));
await writeFile("dist/LICENSES.txt", `${others.join("\n\n")}\n`);
const licenses = [await licenseOf("langgraph-client", "."), ...others];

const { warnings } = await build({
  entryPoints: ["dist/index.js"],
  outfile: "dist/langgraph-client.min.js",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  banner: { js: `/*!\n${licenses.join("\n\n")}\n*/` },
});
if (warnings.length > 0) process.exitCode = 1;
