import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  target: "es2022",
  clean: true,
  // No source maps: the bundle is readable, and maps would add a third to the package's size.
  // The types use `Symbol.asyncDispose`; the bundler of types removes this reference from the sources.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
});
