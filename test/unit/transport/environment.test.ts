/** Environment variables, and the globals of a LangGraph server. */
import { afterEach, describe, expect, test } from "vitest";
import { environment, loopback } from "../../../src/transport/environment.js";

const NAME = "LANGGRAPH_CLIENT_TEST";
const globals = globalThis as Record<PropertyKey, unknown>;
const realProcess = globalThis.process;

afterEach(() => {
  globals["process"] = realProcess;
  delete process.env[NAME];
  for (const name of ["window", "importScripts"]) delete globals[name];
  for (const name of ["langgraph_api:fetch", "langgraph_api:url"]) delete globals[Symbol.for(name)];
});

describe("environment", () => {
  test.each<[string, string | undefined]>([
    ["a", "a"],
    [" a b \n", "a b"],
    ['"a"', "a"],
    ["'a'", "a"],
    ['""', undefined],
    ['"a', '"a'],
    ["\"a'", "\"a'"],
    ["", undefined],
    ["  ", undefined],
  ])("environment reads %j as %j", (set, expected) => {
    process.env[NAME] = set;
    expect(environment(NAME)).toBe(expected);
  });

  test("environment is undefined for a variable that is not set", () => {
    expect(environment(NAME)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["window", {}],
    ["importScripts", () => {}],
  ])("environment is undefined in a browser, which has the global %s", (name, value) => {
    process.env[NAME] = "a";
    globals[name] = value;
    expect(environment(NAME)).toBeUndefined();
  });

  test("environment reads variables when importScripts is not a function", () => {
    process.env[NAME] = "a";
    globals["importScripts"] = {};
    expect(environment(NAME)).toBe("a");
  });

  test.each<[string, unknown]>([
    ["has no process", undefined],
    ["has no process.env", {}],
    [
      "throws without the permission to read it",
      {
        get env() {
          throw new Error("NotCapable");
        },
      },
    ],
  ])("environment is undefined in a runtime that %s", (_, process) => {
    globals["process"] = process;
    expect(environment(NAME)).toBeUndefined();
  });
});

describe("loopback", () => {
  test("loopback returns the two globals of a server", () => {
    const fetch = () => {};
    globals[Symbol.for("langgraph_api:fetch")] = fetch;
    globals[Symbol.for("langgraph_api:url")] = "http://inside:1";
    expect(loopback()).toEqual({ fetch, url: "http://inside:1" });
  });

  test("loopback returns undefined elsewhere", () => {
    expect(loopback()).toEqual({ fetch: undefined, url: undefined });
  });
});
