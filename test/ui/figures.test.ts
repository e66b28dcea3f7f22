/** The figures of docs/chat.md: lines and bytes of the same page with each hook. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { withReact19 } from "./scenarios/bundle.js";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string) => readFileSync(path(name), "utf8");
const docs = read("../../docs/chat.md");

/** The two figures of a row. */
function row(name: string): [number, number] {
  const [, ours, official] = new RegExp(`^\\| ${name} +\\| (\\d+)[ kB]*\\| (\\d+)`, "m").exec(docs)!;
  return [Number(ours), Number(official)];
}

/** Lines of code of a page. */
const linesOf = (page: string): number =>
  read(page)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("/**")).length;

/** Bytes of a page in a browser, minified, in units of 1000 after gzip. */
async function bundleSize(code: string): Promise<number> {
  const { outputFiles } = await build({
    ...withReact19,
    stdin: { contents: code, loader: "tsx", resolveDir: path(".") },
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return gzipSync(outputFiles[0]!.contents).length / 1_000;
}

/** The page with this package, and with the official hook. */
const PAGES = ["../../examples/chat-react/App", "./official/App"];

const page = (file: string): string =>
  `import { createRoot } from "react-dom/client";
   import App from "${file}.js";
   createRoot(document.body).render(<App />);`;
const REACT = `import { createRoot } from "react-dom/client";
  import { useState } from "react";
  createRoot(document.body).render(<p>{String(useState)}</p>);`;

test("docs/chat.md states the lines of a complete page", () => {
  expect(row("lines of the page")).toEqual(PAGES.map((file) => linesOf(`${file}.tsx`)));
});

test("docs/chat.md states the bytes of a complete page within 5 percent", async () => {
  const sizes = await Promise.all([...PAGES.map(page), REACT].map(bundleSize));
  const [ours, official, react] = sizes as [number, number, number];
  const stated = [...row("browser bundle of the page, gzip"), ...row("the same without React")];
  const measured = [ours, official, ours - react, official - react];
  for (const [index, size] of measured.entries()) {
    expect(Math.abs(stated[index]! / size - 1), `${stated[index]} kB, measured ${size}`).toBeLessThan(0.05);
  }
});
