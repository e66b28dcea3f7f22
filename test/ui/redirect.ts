/** Sends the requests of programs on the pages, whose URL is fixed, to the server of the tests. Imported first. */
import { inject } from "vitest";

process.env["LANGGRAPH_API_URL"] = inject("serverUrl");
await import("../../examples/redirect.js");
