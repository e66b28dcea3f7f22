/** `npm run generate` and `npm run spec:pull`, as programs, in a copy of the project. */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { outputsOf } from "../../scripts/generate.js";
import type { Report } from "../../scripts/report.js";
import type { Json, JsonObject } from "../../src/cli/json.js";
import { isObject } from "../../src/cli/json.js";
import { copyProject } from "../helpers/copy.js";
import type { Copy } from "../helpers/copy.js";

/** Makes every connection of a process fail. */
const OFFLINE = `
import { Socket } from "node:net";
Socket.prototype.connect = () => { throw new Error("The process opened a connection."); };
globalThis.fetch = () => { throw new Error("The process sent a request."); };
`;
const PROGRAMS = [".prettierrc.json", "package.json", "tsconfig.json", "scripts", "src"];
const DATA = ["openapi.json", "generated", "spec"];

let copy: Copy;
let original: Map<string, string>;

/** The content of every file that the pipeline could write. */
async function contents(): Promise<Map<string, string>> {
  const inFolder = async (folder: string) =>
    (await readdir(join(copy.folder, folder))).map((name) => `${folder}/${name}`);
  const names = ["openapi.json", ...(await inFolder("generated")), ...(await inFolder("spec"))];
  const files = names.map(async (name) => [name, await readFile(join(copy.folder, name), "utf8")] as const);
  return new Map(await Promise.all(files));
}

const changed = async () => {
  const now = await contents();
  return [...now].filter(([name, content]) => original.get(name) !== content).map(([name]) => name);
};
const generate = (...args: string[]) => copy.tsx("--import", "./offline.mjs", "scripts/generate.ts", ...args);
const edit = async (name: string, from: string, to: string) => {
  const file = join(copy.folder, name);
  const text = await readFile(file, "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
};

beforeAll(async () => {
  copy = await copyProject([...PROGRAMS, ...DATA]);
  await writeFile(join(copy.folder, "offline.mjs"), OFFLINE);
  original = await contents();
}, 60_000);

beforeEach(async () => {
  for (const [name, content] of original) await writeFile(join(copy.folder, name), content);
});

afterAll(() => copy.remove());

test("generate writes the committed files, offline", async () => {
  await writeFile(join(copy.folder, "openapi.json"), "{}");
  await writeFile(join(copy.folder, "generated/params.ts"), "");
  await generate();
  expect(await changed()).toEqual([]);
}, 60_000);

test("generate gives equal bytes for equal inputs, in any order of keys", async () => {
  const reversed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(reversed);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, reversed(part)]),
    );
  };
  const read = (name: string) => JSON.parse(original.get(name) ?? "") as JsonObject;
  const [upstream, sentences] = [read("spec/upstream.json"), read("spec/sentences.json")];
  const inputs = JSON.stringify([upstream, sentences]);
  const outputs = await outputsOf(upstream, sentences as Record<string, string>);
  expect(JSON.stringify([upstream, sentences])).toBe(inputs);
  for (const [name, content] of outputs) expect(content, name).toBe(original.get(name));
  const again = await outputsOf(upstream, reversed(sentences) as Record<string, string>);
  expect([...again]).toEqual([...outputs]);
}, 60_000);

test("generate --check passes for the committed files and writes nothing", async () => {
  await generate("--check");
  expect(await changed()).toEqual([]);
}, 60_000);

test("generate --check fails for stale outputs, names them, and writes nothing", async () => {
  await edit("openapi.json", "LangGraph API", "Another API");
  await edit("generated/params.ts", "interface Body", "interface Bodies");
  const check = generate("--check");
  await expect(check).rejects.toThrow(
    "Missing or stale: openapi.json, generated/params.ts. Update with: npm run",
  );
  expect(await changed()).toEqual(["openapi.json", "generated/params.ts"]);
}, 60_000);

test("spec:pull writes spec/upstream.json alone", async () => {
  const theirs = JSON.parse(original.get("spec/upstream.json") ?? "") as JsonObject;
  theirs["info"] = { title: "Theirs", version: "9.9.9", description: "Their words." };
  await writeFile(join(copy.folder, "theirs.json"), JSON.stringify(theirs));
  const report = JSON.parse(await copy.tsx("scripts/pull-spec.ts", "theirs.json", "--json")) as Report;
  expect(report.version).toBe("9.9.9");
  expect(await changed()).toEqual(["spec/upstream.json"]);
  const pulled = JSON.parse((await contents()).get("spec/upstream.json") ?? "") as JsonObject;
  expect(pulled).toEqual({ ...theirs, info: { title: "Theirs", version: "9.9.9" } });
}, 60_000);

test("spec:pull --dry-run writes nothing and prints the counts of the corrections", async () => {
  const words = await copy.tsx("scripts/pull-spec.ts", "spec/upstream.json", "--dry-run");
  expect(words).toMatch(
    /^spec\/upstream\.json, version [\d.]+\n\n(\d+) corrections: \1 applied, 0 already right, 0 no longer applies\n$/,
  );
  expect(await changed()).toEqual([]);
}, 60_000);

test("spec:pull writes nothing if the document is invalid", async () => {
  await writeFile(join(copy.folder, "theirs.json"), "[]");
  const pull = copy.tsx("scripts/pull-spec.ts", "theirs.json");
  await expect(pull).rejects.toThrow("theirs.json: not an OpenAPI document");
  expect(await changed()).toEqual([]);
}, 60_000);
