/**
 * Every operation that the LangGraph JS server has, through the public door and over a real socket; whatever comes back
 * is compared with openapi.json. One file, because the last tests look at what all the others did.
 */
import { afterEach, describe, expect, inject, test } from "vitest";
import { deviations, explains } from "./deviations.js";
import { lacking } from "./lacking.js";
import { conformance, covered } from "./setup.js";
import { withoutMethod } from "../spec/without-method.js";
import "./assistants.suite.js";
import "./threads.suite.js";
import "./runs.suite.js";
import "./streams.suite.js";
import "./store.suite.js";
import "./raw.suite.js";

const seen = new Set<(typeof deviations)[number]>();

afterEach(async () => {
  const unexplained: string[] = [];
  for (const problem of await conformance.problems()) {
    const deviation = deviations.find((known) => explains(known, problem));
    if (deviation) seen.add(deviation);
    else unexplained.push(Object.values(problem).join(" "));
  }
  expect(unexplained, "answers that are not as documented").toEqual([]);
});

describe("what the server lacks", () => {
  test.for(lacking)("$operation: $reason", async ({ operation, path, body, status }) => {
    const response = await fetch(inject("serverUrl") + path, {
      method: operation.split(" ")[0] ?? "",
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(status);
  });
});

describe("the whole run", () => {
  test("went through every operation of the document that the server has", () => {
    const missing = new Set(lacking.map(({ operation }) => operation));
    const present = conformance.operations.filter((name) => !missing.has(name));
    // It has no method of its own: iterateHistory uses it.
    const raw = present.filter(
      (name) => name in withoutMethod || name === "GET /threads/{thread_id}/history",
    );
    const methods = present.filter((name) => !raw.includes(name));
    console.log(
      `${methods.length} operations through the methods, ${raw.length} through raw;`,
      `the server lacks ${missing.size} of ${conformance.operations.length}`,
    );
    expect(methods).toHaveLength(42);
    expect(methods.filter((name) => !covered.facade.has(name))).toEqual([]);
    expect(raw.filter((name) => !covered.raw.has(name))).toEqual([]);
  });

  test("met every known deviation of the server", () => {
    expect(deviations.filter((deviation) => !seen.has(deviation))).toEqual([]);
  });
});
