/** The entry `langgraph-client/testing`: a LangGraph server in memory, for unit tests. */
export type { FakeWebhook } from "./database.js";
export type { Chunks, FakeGraph, FakeNode, NodeContext, NodeResult, Tool } from "./graph.js";
export type { FakeRequest } from "./http.js";
export { createFakeServer } from "./server.js";
export type { Fault, FakeGraphs, FakeServer, FakeServerOptions } from "./server.js";
