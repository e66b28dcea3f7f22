/**
 * Calls every operation of a real LangGraph server through the public API, and compares each response with openapi.json.
 * The suites run against both servers; `deviates` selects the expectation where the servers differ. All suites are in one
 * file, because the last tests check what the others covered.
 */
import { afterEach, describe, expect, inject, test } from "vitest";
import { explains } from "./deviations.js";
import { conformance, covered, lacks, ownDeviations, provenDeviations, server } from "./setup.js";
import { withoutMethod } from "../../scripts/without-method.js";
import "./assistants.suite.js";
import "./threads.suite.js";
import "./runs.suite.js";
import "./interrupts.suite.js";
import "./streams.suite.js";
import "./proxies.suite.js";
import "./thread-streams.suite.js";
import "./ends.suite.js";
import "./conversations.suite.js";
import "./crons.suite.js";
import "./store.suite.js";
import "./protocols.suite.js";
import "./raw.suite.js";
import "./remote-graph.suite.js";
import "./differences.suite.js";

afterEach(async () => {
  const unexplained: string[] = [];
  for (const problem of await conformance.problems()) {
    const [name] = ownDeviations.find(([, deviation]) => explains(deviation, problem)) ?? [];
    if (name !== undefined) provenDeviations.add(name);
    else unexplained.push(Object.values(problem).join(" "));
  }
  expect(unexplained, "responses that differ from openapi.json").toEqual([]);
});

const lacking = ownDeviations.flatMap(([name, { operations, lacks = [] }]) =>
  lacks.map((request, index) => ({ name, operation: operations[index] ?? "", ...request })),
);

describe.runIf(lacking.length > 0)("operations that the server lacks", () => {
  test.for(lacking)(
    "the server returns $status for $operation",
    async ({ name, operation, path, body, status }) => {
      const response = await fetch(inject("serverUrl") + path, {
        method: operation.split(" ")[0] ?? "",
        ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      expect(response.status).toBe(status);
      provenDeviations.add(name);
    },
  );
});

describe("the suites together", () => {
  test("the suites call every operation of openapi.json that the server has", () => {
    const present = conformance.operations.filter((name) => !lacks(name));
    // `raw` covers the history too: only iterateHistory calls it.
    const raw = present.filter(
      (name) => name in withoutMethod || name === "GET /threads/{thread_id}/history",
    );
    const methods = present.filter((name) => !raw.includes(name));
    console.log(
      `${server}: ${methods.length} operations through the methods, ${raw.length} through raw;`,
      `the server lacks ${conformance.operations.length - present.length}`,
    );
    expect(present).toHaveLength({ js: 47, python: 64, aegra: 51, fake: 58 }[server]);
    expect(methods.filter((name) => !covered.facade.has(name))).toEqual([]);
    expect(raw.filter((name) => !covered.raw.has(name))).toEqual([]);
  });

  test("the suites prove every known deviation of the server", () => {
    expect(ownDeviations.map(([name]) => name).filter((name) => !provenDeviations.has(name))).toEqual([]);
  });
});
