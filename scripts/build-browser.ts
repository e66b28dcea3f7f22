/**
 * Runs after the other builds. Makes the file for pages without a bundler: the main entry, minified, with the licenses of all
 * packages that its code is of. Writes those of other packages, whose code is in the other files, too, to a file of their own.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

async function licenseOf(name: string, folder: string): Promise<string> {
  return `${name}\n\n${(await readFile(join(folder, "LICENSE"), "utf8")).trim()}`;
}

const bundled = ["eventsource-parser", "openapi-fetch"];
const others = await Promise.all(bundled.map((name) => licenseOf(name, `node_modules/${name}`)));
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
