import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { generate } from "../../scripts/generate.js";
import type { JsonObject } from "../../src/cli/json.js";
import { pullSpec } from "../../scripts/pull-spec.js";

const text = readFileSync(new URL("../../openapi.json", import.meta.url), "utf8");
const committed = (): JsonObject => JSON.parse(text) as JsonObject;

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
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  test("has no field whose name keeps it from being an option", async () => {
    expect((await generate(committed())).leftOut).toEqual([]);
  });
});
