/** The packages that the command needs, in the folders where package managers put them. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";
import { json, listen } from "../helpers/server.js";
import { execute, install, link, temporaryFolder } from "./program.js";

const PAIR = ["openapi-typescript", "typescript"];

/** Installs a TypeScript without an API, in the form of version 7. */
async function installNative(folder: string): Promise<void> {
  const home = join(folder, "node_modules/typescript");
  await mkdir(join(home, "lib"), { recursive: true });
  const exports = { "./package.json": "./package.json", ".": "./lib/version.cjs" };
  const file = { name: "typescript", version: "7.0.2", type: "module", exports };
  await writeFile(join(home, "package.json"), JSON.stringify(file));
  await writeFile(
    join(home, "lib/version.cjs"),
    'exports.version = require("../package.json").version;\nexports.versionMajorMinor = "7.0";\n',
  );
}

/** Installs a copy, which finds the TypeScript beside it. A link would find the one of this project. */
async function installCopy(folder: string): Promise<void> {
  const from = join(root, "node_modules/openapi-typescript");
  const to = join(folder, "node_modules/openapi-typescript");
  await mkdir(to, { recursive: true });
  for (const name of ["package.json", "dist"]) {
    await cp(join(from, name), join(to, name), { recursive: true });
  }
}

/** Prepares the folders; returns the one of the command. The project is the working directory. */
type Layout = (project: string, npx: string, other: string) => Promise<string>;

const inProject: Layout = async (project) => project;

test.for<[name: string, layout: Layout]>([
  [
    "npx, in a project that has neither package",
    async (_, npx) => {
      await link(npx, ...PAIR);
      return npx;
    },
  ],
  [
    "npx, in a project on TypeScript 7",
    async (project, npx) => {
      await installNative(project);
      await link(npx, ...PAIR);
      return npx;
    },
  ],
  [
    "npx, in a project on TypeScript 7 that has this package, too",
    async (project, npx) => {
      await installNative(project);
      await link(npx, ...PAIR);
      return project;
    },
  ],
  [
    "npx, in a project with openapi-typescript beside TypeScript 7",
    async (project, npx) => {
      await installNative(project);
      await installCopy(project);
      await link(npx, ...PAIR);
      return project;
    },
  ],
  [
    "a project that has all of them",
    async (project) => {
      await link(project, ...PAIR);
      return project;
    },
  ],
  [
    "a global command, in a project that has both packages",
    async (project, _, other) => {
      await link(project, ...PAIR);
      return other;
    },
  ],
  [
    "a global command beside TypeScript 7, in a project that has both packages",
    async (project, _, other) => {
      await installNative(other);
      await installCopy(other);
      await link(project, ...PAIR);
      return other;
    },
  ],
])("types are written by %s", async ([, layout]) => {
  const { result } = await typesIn(layout);
  expect(result).toEqual({ code: 0, stdout: "src/langgraph.types.ts: 0 graphs\n", stderr: "" });
});

const RECIPE = "npx -p langgraph-client -p openapi-typescript@7 -p typescript@5 langgraph-client types";

test.for<[name: string, layout: Layout, message: RegExp]>([
  ["without the packages", inProject, /^This command needs two more packages\. Run it with both/],
  [
    "on TypeScript 7",
    async (project) => {
      await installNative(project);
      return project;
    },
    /^This command needs two more packages\. Run it with both/,
  ],
  [
    "with openapi-typescript beside TypeScript 7",
    async (project) => {
      await installNative(project);
      await installCopy(project);
      return project;
    },
    /^\S+project.node_modules.openapi-typescript runs with TypeScript 7\.0\.2, which has no API for it\. Run this in a folder/,
  ],
  [
    "with openapi-typescript and without a TypeScript",
    async (project) => {
      await installCopy(project);
      return project;
    },
    /^\S+project.node_modules.openapi-typescript runs with TypeScript \(missing\), which has no API for it\. Run this in a/,
  ],
])(
  "a project %s gets the command that works, and no advice to install another TypeScript",
  async ([, layout, message]) => {
    const { result } = await typesIn(layout);
    expect(result).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(message) });
    expect(result.stderr).toContain(RECIPE);
    expect(result.stderr).not.toMatch(/npm (i|install)\b/);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
  },
);

async function typesIn(layout: Layout) {
  const server = await listen(({ method }) => (method === "POST" ? json([]) : json({}, { status: 404 })));
  const folder = await temporaryFolder();
  const [project, npx, other] = ["project", "cache/_npx/0123456789abcdef", "other"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await mkdir(project);
  const file = await install(await layout(project, npx, other));
  const path = [join(npx, "node_modules/.bin"), join(project, "node_modules/.bin")];
  return { result: await execute(file, project, ["--url", server.url], path) };
}
