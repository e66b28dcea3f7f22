import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  target: "es2022",
  clean: true,
  // What is published is readable as it is: maps would carry all sources once more, and be a third of the package.
  // The types name `Symbol.asyncDispose`; the bundler of types drops what the sources say.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
});
