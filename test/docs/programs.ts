/** Tests that a page shows the programs of a folder, which other tests compile and run. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The first block of the page is the client, which the programs of the folder have with another URL. */
export function testPrograms(page: string, folder: string): void {
  const blocks = [...read(page).matchAll(/^```tsx?\n([^]*?)^```$/gm)].map(([, code]) => code);
  const programs = readdirSync(join(root, folder)).filter((name) => name !== "client.ts");

  test.each(programs)(`${page} shows the tested program %s`, (name) => {
    expect(blocks).toContain(read(`${folder}/${name}`));
  });

  test(`${page} has no other programs than the tested ones and their client`, () => {
    const [client, ...others] = blocks;
    expect(client).toMatch(/^import .*\n\nexport const client = new LangGraphClient\(.*\);\n$/);
    expect(new Set(others)).toEqual(new Set(programs.map((name) => read(`${folder}/${name}`))));
  });
}
