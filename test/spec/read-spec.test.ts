import { expect, test } from "vitest";
import { stringify } from "yaml";
import { parseSpec, readSpec, specPlace } from "../../scripts/read-spec.js";
import { json, listen } from "../helpers/server.js";
import { published } from "./published.js";

test("parses JSON and YAML, OpenAPI 3.0 and 3.1", () => {
  const document = published();
  expect(parseSpec(JSON.stringify(document), "a")).toEqual(document);
  expect(parseSpec(stringify(document), "a")).toEqual(document);
  expect(parseSpec(JSON.stringify({ ...document, openapi: "3.0.3" }), "a")).toMatchObject({
    openapi: "3.0.3",
  });
});

test.for([
  ["<html><body>Not found: nothing</body></html>", "it"],
  ["", "it is neither JSON nor YAML"],
  ["[1]", "it holds a list"],
  ['"text"', "it holds a string"],
  ["{ a: [", "it is neither JSON nor YAML"],
  ['{"detail":"Not found"}', 'it has no "openapi"'],
  ['{"swagger":"2.0","paths":{}}', "it is Swagger 2.0"],
  ['{"openapi":"4.0.0","paths":{}}', "it is OpenAPI 4.0.0"],
  ['{"openapi":"3.1.0"}', 'it has no "paths"'],
])("rejects the document %j", ([text, reason]) => {
  expect(() => parseSpec(text!, "their.json")).toThrow(
    `their.json: not an OpenAPI document of version 3.0 or 3.1, because ${reason}`,
  );
});

test("reads from the argument, or from the server at LANGGRAPH_API_URL", () => {
  expect(specPlace("a/file.yaml", "http://localhost:2024")).toBe("a/file.yaml");
  expect(specPlace("https://a.test/spec.json", undefined)).toBe("https://a.test/spec.json");
  expect(specPlace("http://localhost:2024/", undefined)).toBe("http://localhost:2024/openapi.json");
  expect(specPlace(undefined, "https://a.test/api/")).toBe("https://a.test/api/openapi.json");
  expect(() => specPlace(undefined, undefined)).toThrow("LANGGRAPH_API_URL");
});

test("takes the version from the server's /info", async () => {
  const server = await listen(({ url }) => json(url === "/info" ? { version: "9.9" } : published()));
  expect(await readSpec(`${server.url}/openapi.json`)).toMatchObject({ info: { version: "9.9" } });
});

test("names the document that cannot be read, with the cause", async () => {
  const server = await listen(json({ detail: "none" }, { status: 404 }));
  await expect(readSpec(`${server.url}/openapi.json`)).rejects.toThrow(
    "openapi.json: the server returned 404.",
  );
  await expect(readSpec("http://127.0.0.1:1/openapi.json")).rejects.toThrow("cannot be reached");
  await expect(readSpec("no/such/file.json")).rejects.toThrow("no/such/file.json: cannot be read (ENOENT).");
});
