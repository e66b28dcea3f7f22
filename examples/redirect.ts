/** Loaded before an example: sends the requests for http://localhost:2024 to the server of `LANGGRAPH_API_URL`. */
const shown = "http://localhost:2024";
const target = process.env["LANGGRAPH_API_URL"] ?? shown;
const original = globalThis.fetch;

globalThis.fetch = (resource, init) =>
  typeof resource === "string" && resource.startsWith(shown)
    ? original(target + resource.slice(shown.length), init)
    : original(resource, init);
