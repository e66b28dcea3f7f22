/**
 * After tsup: one set of types for both formats, in a third of the bytes. ES modules may import CommonJS, so that the types
 * are those of the CommonJS entry, and the other entry hands them on: an object from `import` is also one for `require`.
 */
import { readFile, writeFile } from "node:fs/promises";

const types = await readFile("dist/index.d.cts", "utf8");
const indented = (spaces: string): string => " ".repeat(spaces.length / 4);
await writeFile("dist/index.d.cts", types.replace(/^(?: {4})+/gm, indented));
await writeFile("dist/index.d.ts", 'export * from "./index.cjs";\n');
