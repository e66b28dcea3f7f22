import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  target: "es2022",
  clean: true,
  sourcemap: true,
  // The same code, readable as it is: its map would carry all sources a second time.
  esbuildOptions: (options, { format }) => {
    if (format === "cjs") options.sourcemap = false;
  },
  // The types name `Symbol.asyncDispose`; the bundler of types drops what the sources say.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
});
