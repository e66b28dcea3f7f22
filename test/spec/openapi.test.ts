import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { generateTypes } from "../../scripts/generate-types.js";
import type { JsonObject } from "../../src/cli/json.js";

const text = readFileSync(new URL("../../openapi.json", import.meta.url), "utf8");
const committed = (): JsonObject => JSON.parse(text) as JsonObject;

describe("openapi.json", () => {
  test("is a valid OpenAPI document", async () => {
    const { valid, errors } = await new Validator().validate(committed());
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("has no dangling references and no unused components", () => {
    const referred = new Set([...text.matchAll(/"#\/components\/(\w+\/\w+)"/g)].map(([, name = ""]) => name));
    const { components } = JSON.parse(text) as { components: Record<string, Record<string, unknown>> };
    const there = Object.entries(components).flatMap(([kind, parts]) =>
      Object.keys(parts).map((name) => `${kind}/${name}`),
    );
    expect([...referred].filter((name) => !there.includes(name))).toEqual([]);
    const unused = there.filter((name) => !referred.has(name));
    // OpenAPI has no place for the events of a stream, and names security schemes without a reference.
    expect(unused).toEqual(["schemas/ProtocolEvent", "securitySchemes/apiKey"]);
  });

  test("has no field whose name cannot be an option", async () => {
    expect((await generateTypes(committed())).notOptions).toEqual([]);
  });
});
