/** Loaded before an example: sends the requests for http://localhost:2024 to the server of `LANGGRAPH_API_URL`. */
const shown = "http://localhost:2024";
const target = (process.env["LANGGRAPH_API_URL"] ?? shown).replace(/\/+$/, "");
const original = globalThis.fetch;

globalThis.fetch = (resource, init) => {
  const url = resource instanceof Request ? "" : String(resource);
  return url.startsWith(shown) ? original(target + url.slice(shown.length), init) : original(resource, init);
};
