import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildDocument } from "../../scripts/build-document.js";
import { corrections } from "../../scripts/corrections/all.js";
import { generateTypes } from "../../scripts/generate-types.js";
import { structureOf } from "../../scripts/structure.js";
import type { JsonObject } from "../../src/cli/json.js";
import { built, ok, published } from "./published.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8")) as JsonObject;

test("every correction has a unique id, a reason and a source", () => {
  expect(new Set(corrections.map(({ id }) => id)).size).toBe(corrections.length);
  for (const { id, reason, source } of corrections) expect([id, reason, source].every(Boolean)).toBe(true);
});

test("every correction changes spec/upstream.json, at all of its places", () => {
  const idle = buildDocument(read("spec/upstream.json"), {}).corrections.filter(
    ({ outcome, missing }) => outcome !== "applied" || missing.length > 0,
  );
  expect(idle).toEqual([]);
});

test("every correction is already right in openapi.json, which has them all", () => {
  const others = buildDocument(structureOf(read("openapi.json")).structure, {}).corrections.filter(
    ({ outcome }) => outcome !== "already right",
  );
  expect(others.map(({ id }) => id)).toEqual([]);
});

test("a correction whose places are all missing no longer applies, and names them", () => {
  const { corrections: outcomes } = built(published());
  const outcomeOf = (id: string) => outcomes.find((each) => each.id === id);
  expect(outcomeOf("latest-body")).toMatchObject({
    outcome: "no longer applies",
    missing: ["POST /assistants/{assistant_id}/latest"],
  });
  expect(outcomeOf("thread-nulls")?.missing).toEqual(["Thread.values", "Thread.config", "Thread.interrupts"]);
  expect(outcomeOf("api-title")?.outcome).toBe("applied");
});

test("a correction with some places missing is applied to the others", () => {
  const { corrections: outcomes } = built(published({}, { "/runs/wait": { post: { responses: ok } } }));
  expect(outcomes.find(({ id }) => id === "run-output")).toMatchObject({
    outcome: "applied",
    missing: ["POST /threads/{thread_id}/runs/wait", "GET /threads/{thread_id}/runs/{run_id}/join"],
  });
});

test("corrections keep unknown stream modes", async () => {
  const modes = { type: "string", enum: ["values", "brand-new"] };
  const source = published({ stream_mode: { anyOf: [modes, { type: "array", items: modes }] } });
  const { files } = await generateTypes(built(source).document);
  expect(files.get("modes.ts")).toContain('["values", "brand-new", "tools", "lifecycle"]');
});
