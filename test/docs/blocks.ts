/** Extracts the ```ts blocks of the documents, each as a separate module. Those of ```tsx are shown from files. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Block {
  /** Such as `README.md`. */
  file: string;
  /** Line number of the block's first line of code, from 1. */
  line: number;
  code: string;
}

export function blocksOf(file: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; line: number; code: string[] | undefined } | undefined;
  markdown.split(/\r?\n/).forEach((text, index) => {
    const [, fence, language] = /^\s*(`{3,}|~{3,})\s*(\w*)/.exec(text) ?? [];
    if (open === undefined) {
      if (fence === undefined) return;
      const code = language === "ts" || language === "typescript" ? [] : undefined;
      open = { fence, line: index + 2, code };
    } else if (fence?.startsWith(open.fence)) {
      if (open.code) blocks.push({ file, line: open.line, code: open.code.join("\n") });
      open = undefined;
    } else open.code?.push(text);
  });
  if (open !== undefined) throw new Error(`${file}:${open.line - 1} opens a block that is not closed.`);
  return blocks;
}

/**
 * True for a program that needs Node, other packages, or other files than those of {@link modulesOf}. Such programs are shown
 * from files, which are compiled where they run.
 */
export const needsMore = (code: string): boolean =>
  /\bprocess\.|\bfrom "(?!\.\/(graphs|langgraph\.types)\.js|langgraph-client)/.test(code);

/** Returns the blocks of README.md and docs/ that need this package only. */
export function allBlocks(): Block[] {
  const docs = readdirSync(join(root, "docs"), { recursive: true }).map((name) => `docs/${String(name)}`);
  const files = ["README.md", ...docs.filter((name) => name.endsWith(".md"))];
  return files
    .flatMap((file) => blocksOf(file, readFileSync(join(root, file), "utf8")))
    .filter(({ code }) => !needsMore(code));
}

/** True for the block that declares the `client` and `threadId` that the snippets use. */
const isShared = ({ file }: Block): boolean => file === "docs/concepts.md";

/** Returns modules by name, without an extension, with their blocks. Modules import each other with `extension`. */
export function modulesOf(
  blocks: Block[],
  extension: "js" | "mjs",
): Map<string, { code: string; block?: Block }> {
  const modules = new Map<string, { code: string; block?: Block }>();
  for (const [index, block] of blocks.entries()) {
    const name = isShared(block) ? "shared" : `block-${index}`;
    if (modules.has(name)) throw new Error("docs/concepts.md has a second block.");
    const code = block.code.replace(/(from "\.\/[^"]*)\.js"/, `$1.${extension}"`);
    modules.set(name, {
      code: `${code}\nexport ${name === "shared" ? "{ client, threadId }" : "{}"};\n`,
      block,
    });
  }
  modules.set("globals", {
    code: `import type * as shared from "./shared.${extension}";
declare global {
  const client: typeof shared.client;
  const threadId: typeof shared.threadId;
}
`,
  });
  // The graphs of the programs in examples/threads/.
  const graphs = readFileSync(join(root, "examples/threads/graphs.ts"), "utf8");
  modules.set("graphs", { code: graphs });
  // The file that `langgraph-client types` writes, for the block that imports it.
  const types = readFileSync(join(root, "test/types/graphs/js.ts"), "utf8");
  modules.set("langgraph.types", { code: types });
  return modules;
}
