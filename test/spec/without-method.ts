/** The operations of openapi.json that have no method: they stay typed under `raw`. Each with its reason. */
export const withoutMethod: Readonly<Record<string, string>> = {
  "POST /a2a/{assistant_id}": "A protocol of its own, for which there are clients.",
  "POST /mcp/": "A protocol of its own, for which there are clients.",
  "GET /mcp/": "A protocol of its own; servers answer with 405.",
  "DELETE /mcp/": "A protocol of its own; servers answer with 404.",
  "GET /metrics": "For those who watch a server.",
  "GET /docs": "A page for browsers.",
  "GET /info": "For those who watch a server.",
  "GET /ok": "For those who watch a server.",
  "POST /threads/{thread_id}/commands":
    "Half of the streaming protocol that threads.stream speaks elsewhere.",
  "POST /threads/{thread_id}/stream/events": "The other half.",
};
