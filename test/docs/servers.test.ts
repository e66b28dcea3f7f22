/** The tables of docs/servers.md are those of test/real/deviations.ts. With `-u` they are written. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import prettier from "prettier";
import { expect, test } from "vitest";
import { deviations, type Deviation } from "../real/deviations.js";

const file = fileURLToPath(new URL("../../docs/servers.md", import.meta.url));

test("docs/servers.md shows every deviation", async () => {
  const titles: Record<Deviation["server"], string> = { both: "Both", js: "JS", python: "Python" };
  let text = readFileSync(file, "utf8");
  for (const [server, title] of Object.entries(titles)) {
    const rows = Object.values(deviations)
      .filter((deviation) => deviation.server === server)
      .map(({ operations, does, ours }) => `| ${operationsOf(operations)} | ${does} | ${ours} |`);
    const table = [
      "| operation | what the server does | what we make of it |",
      "| --- | --- | --- |",
      ...rows,
    ];
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

test("every deviation names operations of the document, or what it lacks", () => {
  const { paths } = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8")) as {
    paths: Record<string, object>;
  };
  const names = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path}`),
  );
  const strays = Object.values(deviations).flatMap(({ operations, answers }) =>
    operations === "all" || answers?.kind === "operation"
      ? []
      : operations.filter((name) => !names.includes(name)),
  );
  expect(strays).toEqual([]);
});
