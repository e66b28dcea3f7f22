/**
 * Runs after the other builds. Makes the file for pages without a bundler: the main entry with its dependencies, minified,
 * under their licenses.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const packages = ["langgraph-client", "openapi-fetch", "eventsource-parser"];
const licenses = await Promise.all(
  packages.map(async (name) => {
    const file = join(name === "langgraph-client" ? "." : `node_modules/${name}`, "LICENSE");
    return `${name}\n\n${(await readFile(file, "utf8")).trim()}`;
  }),
);

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
