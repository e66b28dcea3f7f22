/**
 * Every operation that a real LangGraph server has, through the public door and over a real socket; whatever comes back
 * is compared with openapi.json. The same for both servers: `deviates` tells where they differ. One file, because the
 * last tests look at what all the others did.
 */
import { afterEach, describe, expect, inject, test } from "vitest";
import { explains } from "./deviations.js";
import { conformance, covered, lacks, own, seen, server } from "./setup.js";
import { withoutMethod } from "../../scripts/without-method.js";
import "./assistants.suite.js";
import "./threads.suite.js";
import "./runs.suite.js";
import "./streams.suite.js";
import "./crons.suite.js";
import "./store.suite.js";
import "./protocols.suite.js";
import "./raw.suite.js";
import "./differences.suite.js";

afterEach(async () => {
  const unexplained: string[] = [];
  for (const problem of await conformance.problems()) {
    const [name] = own.find(([, deviation]) => explains(deviation, problem)) ?? [];
    if (name !== undefined) seen.add(name);
    else unexplained.push(Object.values(problem).join(" "));
  }
  expect(unexplained, "answers that are not as documented").toEqual([]);
});

const lacking = own.flatMap(([name, { operations, does, lacks = [] }]) =>
  lacks.map((request, index) => ({ name, does, operation: operations[index] ?? "", ...request })),
);

describe.runIf(lacking.length > 0)("what the server lacks", () => {
  test.for(lacking)("$operation: $does", async ({ name, operation, path, body, status }) => {
    const response = await fetch(inject("serverUrl") + path, {
      method: operation.split(" ")[0] ?? "",
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(status);
    seen.add(name);
  });
});

describe("the whole run", () => {
  test("went through every operation of the document that the server has", () => {
    const present = conformance.operations.filter((name) => !lacks(name));
    // It has no method of its own: iterateHistory uses it.
    const raw = present.filter(
      (name) => name in withoutMethod || name === "GET /threads/{thread_id}/history",
    );
    const methods = present.filter((name) => !raw.includes(name));
    console.log(
      `${server}: ${methods.length} operations through the methods, ${raw.length} through raw;`,
      `the server lacks ${conformance.operations.length - present.length}`,
    );
    expect(present).toHaveLength(server === "js" ? 47 : 64);
    expect(methods.filter((name) => !covered.facade.has(name))).toEqual([]);
    expect(raw.filter((name) => !covered.raw.has(name))).toEqual([]);
  });

  test("met every known deviation of the server", () => {
    expect(own.map(([name]) => name).filter((name) => !seen.has(name))).toEqual([]);
  });
});
