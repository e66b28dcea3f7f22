import { Client } from "@langchain/langgraph-sdk";
import { inject } from "vitest";
import { slowFetch } from "../slow-fetch.js";

export const client = new Client({
  apiUrl: inject("serverUrl"),
  apiKey: null as never,
  callerOptions: { fetch: slowFetch },
});
