import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { corrections } from "../../scripts/corrections.js";
import type { JsonObject } from "../../scripts/json.js";
import { pullSpec } from "../../scripts/pull-spec.js";

const text = readFileSync(new URL("../../openapi.json", import.meta.url), "utf8");
const committed = (): JsonObject => JSON.parse(text) as JsonObject;

/** A document of one operation and one component, with prose of its own. */
function published(fields: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Theirs", version: "1", description: "Their words." },
    paths: {
      "/things": {
        get: {
          summary: "Their words.",
          description: "More of them.",
          responses: { 200: { description: "Theirs" } },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          type: "object",
          description: "Their words.",
          properties: { title: { type: "string", title: "Title", description: "Their words." }, ...fields },
        },
      },
    },
  };
}

describe("openapi.json", () => {
  test("is a valid OpenAPI document", async () => {
    const { valid, errors } = await new Validator().validate(committed());
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("refers to nothing that is not there, and has no component that nothing refers to", () => {
    const referred = new Set([...text.matchAll(/"#\/components\/(\w+\/\w+)"/g)].map(([, name = ""]) => name));
    const { components } = JSON.parse(text) as { components: Record<string, Record<string, unknown>> };
    const there = Object.entries(components).flatMap(([kind, parts]) =>
      Object.keys(parts).map((name) => `${kind}/${name}`),
    );
    expect([...referred].filter((name) => !there.includes(name))).toEqual([]);
    const unused = there.filter((name) => !referred.has(name));
    // The events of a stream have no place in the document; security is named, not referred to.
    expect(unused).toEqual(["schemas/ProtocolEvent", "securitySchemes/apiKey"]);
  });

  test("has 64 operations", () => {
    const { paths } = JSON.parse(text) as { paths: Record<string, object> };
    expect(Object.values(paths).flatMap(Object.keys)).toHaveLength(64);
  });

  test("comes out of a pull of itself unchanged, every place with its sentence and every correction already right", () => {
    const { document, undocumented, corrections: outcomes } = pullSpec(committed(), committed());
    expect(`${JSON.stringify(document, null, 2)}\n`).toBe(text);
    expect(undocumented).toEqual([]);
    const others = outcomes.filter(({ outcome }) => outcome !== "already right");
    expect(others.map(({ correction }) => correction.id)).toEqual([]);
  });
});

describe("spec:pull", () => {
  test("takes no word of the published document, and the sentences that ours has at the same places", () => {
    const ours = published();
    const { document } = pullSpec(
      published(),
      JSON.parse(JSON.stringify(ours).replaceAll("Their words.", "Our words.")) as JsonObject,
    );
    const written = JSON.stringify(document);
    expect(written).not.toMatch(/Their|More of them/);
    expect(document["paths"]).toMatchObject({ "/things": { get: { summary: "Our words." } } });
    expect(document["components"]).toMatchObject({
      schemas: {
        Thing: {
          description: "Our words.",
          properties: { title: { type: "string", description: "Our words." } },
        },
      },
    });
  });

  test("reports a new place, and only that", () => {
    const { undocumented } = pullSpec(published({ extra: { type: "string" } }), published());
    const ofThing = undocumented.filter((place) => place.startsWith("schemas/Thing"));
    expect(ofThing).toEqual(["schemas/Thing/properties/extra"]);
  });

  test("says of a correction whose target is gone that it no longer applies", () => {
    const { corrections: outcomes } = pullSpec(published(), {});
    const outcomeOf = (id: string) => outcomes.find(({ correction }) => correction.id === id)?.outcome;
    expect(outcomeOf("latest-body")).toBe("no longer applies");
    expect(outcomeOf("api-info")).toBe("applied");
  });

  test("every correction has a name of its own, a reason and a source", () => {
    expect(new Set(corrections.map(({ id }) => id)).size).toBe(corrections.length);
    for (const { id, reason, source } of corrections) expect([id, reason, source].every(Boolean)).toBe(true);
  });
});
