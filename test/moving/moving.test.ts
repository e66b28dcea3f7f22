/**
 * Runs the calls of applications of the official client through both packages. Each row is equal, or its differences are
 * exactly those that it names.
 */
import { Client } from "@langchain/langgraph-sdk";
import { describe, expect, test } from "vitest";
import { differencesOf } from "./drive.js";
import { kinds } from "./kinds.js";
import type { Places, Row } from "./row.js";
import { rows } from "./rows.js";

/** All differences that a row names, whatever their kind. */
const named = ({ differs = {} }: Row): Places => Object.assign({}, ...Object.values(differs)) as Places;

test.for(rows.map((row) => [row.does, row] as const))("%s", async ([, row]) => {
  expect(await differencesOf(row)).toEqual(named(row));
});

describe("the table of calls", () => {
  test("titles are unique, and more than half of the rows have no difference in requests", () => {
    const changed = rows.filter((row) => Object.keys(named(row)).some((place) => /^requests/.test(place)));
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(new Set(rows.map(({ does }) => does)).size).toBe(rows.length);
    expect(changed.length).toBeLessThan(rows.length / 2);
  });

  test("every kind of difference has a row, and every row that names a kind names its places", () => {
    const used = rows.flatMap(({ differs = {}, compileError }) => [
      ...Object.keys(differs),
      ...(compileError === undefined ? [] : [compileError.kind]),
    ]);
    const empty = rows.filter(({ differs }) =>
      Object.values(differs ?? {}).some((p) => !Object.keys(p).length),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(kinds)));
    expect(empty.map(({ does }) => does)).toEqual([]);
  });

  test("every method of the official client has a row", () => {
    const { assistants, threads, runs, crons, store } = new Client({ apiKey: null });
    const methods = Object.entries({ assistants, threads, runs, crons, store }).flatMap(([name, resource]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
        .filter((method) => method !== "constructor")
        .map((method) => `.${name}.${method}(`),
    );
    const calls = rows.map(({ call }) => call.toString()).join("\n");
    expect(methods.length).toBeGreaterThan(40);
    expect(methods.filter((method) => !calls.includes(method))).toEqual([]);
  });
});
