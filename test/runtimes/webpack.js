// Builds the page with webpack; prints only errors and warnings.
import { join } from "node:path";
import webpack from "webpack";

const folder = join(import.meta.dirname, "dist/webpack");
const config = {
  mode: "production",
  context: folder,
  entry: "./page.js",
  output: { path: join(folder, "dist") },
};

webpack(config, (error, stats) => {
  if (error) throw error;
  if (stats.hasErrors() || stats.hasWarnings()) console.log(stats.toString());
});
