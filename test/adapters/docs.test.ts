/** The programs of docs/adapters.md are the tested ones. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const page = read("../../docs/adapters.md");
const blocks = [...page.matchAll(/^```tsx?\n([^]*?)^```$/gm)].map(([, code]) => code);
const folder = fileURLToPath(new URL("programs/", import.meta.url));
const programs = readdirSync(folder).filter((name) => name !== "client.ts");

test.each(programs)("docs/adapters.md shows the tested program %s", (name) => {
  expect(blocks).toContain(read(`programs/${name}`));
});

test("docs/adapters.md has no other programs than the tested ones and their client", () => {
  const [client, ...others] = blocks;
  expect(client).toMatch(/^import .*\n\nexport const client = new LangGraphClient\(.*\);\n$/);
  expect(new Set(others)).toEqual(new Set(programs.map((name) => read(`programs/${name}`))));
});
