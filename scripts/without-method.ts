/** Operations of the document without a method. They are typed under `client.raw`. Each has its reason. */
export const withoutMethod: Readonly<Record<string, string>> = {
  "POST /a2a/{assistant_id}": "Agent2Agent protocol, which has clients of its own.",
  "POST /mcp/": "Model Context Protocol, which has clients of its own.",
  "GET /mcp/": "Model Context Protocol. Servers return 405.",
  "DELETE /mcp/": "Model Context Protocol. Servers return 404.",
  "GET /metrics": "Monitoring.",
  "GET /docs": "A page for browsers.",
  "GET /info": "Monitoring.",
  "GET /ok": "Monitoring.",
  "POST /threads/{thread_id}/commands":
    "Commands of the event-streaming protocol, which the client does not support.",
  "POST /threads/{thread_id}/stream/events":
    "Events of the event-streaming protocol, which the client does not support.",
};

/** Operations that a method calls although the document lacks them. Each has its reason. */
export const outsideDocument: Readonly<Record<string, string>> = {
  "GET /runs/{run_id}/stream": "Only the JS server can join the stream of a run without a thread.",
};
