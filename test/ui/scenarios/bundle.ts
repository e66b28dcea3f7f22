/** Options of a bundle for browsers, with React 19 and this project's sources. */
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";
import { shared } from "../../../vitest.config.js";

const inFolder = (name: string) =>
  fileURLToPath(new URL(`../react-19/node_modules/${name}`, import.meta.url));

export const withReact19 = {
  bundle: true,
  write: false,
  minify: true,
  format: "esm",
  jsx: "automatic",
  alias: { ...shared.resolve.alias, react: inFolder("react"), "react-dom": inFolder("react-dom") },
} satisfies BuildOptions;
