/** Compares the tables of docs/servers.md with test/real/deviations.ts. `-u` writes the tables. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import prettier from "prettier";
import { expect, test } from "vitest";
import { deviations, type Deviation } from "../real/deviations.js";

const file = fileURLToPath(new URL("../../docs/servers.md", import.meta.url));

test("docs/servers.md shows every known deviation of the servers", async () => {
  const titles: Record<Deviation["server"], string> = {
    both: "Both",
    js: "JS",
    python: "Python",
    aegra: "Aegra",
    fake: "Fake",
  };
  let text = readFileSync(file, "utf8");
  for (const [server, title] of Object.entries(titles)) {
    const rows = Object.values(deviations)
      .filter(
        (row) =>
          row.server === server || (server === "aegra" && row.aegra) || (server === "fake" && row.fake),
      )
      .map(({ operations, does, ours }) => `| ${operationsOf(operations)} | ${does} | ${ours} |`);
    const table = ["| operation | server behavior | client behavior |", "| --- | --- | --- |", ...rows];
    text = text.replace(
      new RegExp(`(?<=^## ${title}\n)[^]*?(?=^## |$(?![^]))`, "m"),
      `\n${table.join("\n")}\n\n`,
    );
  }
  const options = { ...(await prettier.resolveConfig(file)), parser: "markdown" };
  await expect(await prettier.format(text, options)).toMatchFileSnapshot(file);
});

function operationsOf(operations: Deviation["operations"]): string {
  return operations === "all" ? "all" : operations.map((name) => `\`${name}\``).join(", ");
}

test("every deviation names operations of openapi.json, unless the operation is what deviates", () => {
  const { paths } = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8")) as {
    paths: Record<string, object>;
  };
  const names = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path}`),
  );
  const strays = Object.values(deviations).flatMap(({ operations, responses }) =>
    operations === "all" || responses?.kind === "operation"
      ? []
      : operations.filter((name) => !names.includes(name)),
  );
  expect(strays).toEqual([]);
});
