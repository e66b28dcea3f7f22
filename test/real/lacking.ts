/** What the JS server does not have, as far as openapi.json knows it, and what it answers instead. */
export interface Lacking {
  operation: string;
  /** A path that would be right, with a body that would be. */
  path: string;
  body?: unknown;
  status: 400 | 404 | 500;
  reason: string;
}

const id = "00000000-0000-4000-8000-000000000000";
const noRoute = "The server has no such route";
const noCrons = "The server has the route, and answers that crons are not implemented";

export const lacking: readonly Lacking[] = [
  {
    operation: "POST /threads/prune",
    path: "/threads/prune",
    body: { thread_ids: [id] },
    status: 404,
    reason: noRoute,
  },
  {
    operation: "GET /threads/{thread_id}/storage",
    path: `/threads/${id}/storage`,
    status: 404,
    reason: noRoute,
  },
  {
    operation: "GET /threads/{thread_id}/stream",
    path: `/threads/${id}/stream`,
    status: 404,
    reason: noRoute,
  },
  {
    operation: "POST /runs/cancel",
    path: "/runs/cancel",
    body: { status: "all" },
    status: 404,
    reason: noRoute,
  },
  {
    operation: "POST /threads/{thread_id}/runs/crons",
    path: `/threads/${id}/runs/crons`,
    body: { assistant_id: id, thread_id: id, schedule: "* * * * *" },
    status: 500,
    reason: noCrons,
  },
  {
    operation: "POST /runs/crons",
    path: "/runs/crons",
    body: { assistant_id: id, thread_id: id, schedule: "* * * * *" },
    status: 500,
    reason: noCrons,
  },
  {
    operation: "POST /runs/crons/search",
    path: "/runs/crons/search",
    body: {},
    status: 500,
    reason: noCrons,
  },
  { operation: "DELETE /runs/crons/{cron_id}", path: `/runs/crons/${id}`, status: 500, reason: noCrons },
  { operation: "POST /runs/crons/count", path: "/runs/crons/count", body: {}, status: 404, reason: noRoute },
  { operation: "GET /runs/crons/{cron_id}", path: `/runs/crons/${id}`, status: 404, reason: noRoute },
  {
    operation: "PATCH /runs/crons/{cron_id}",
    path: `/runs/crons/${id}`,
    body: {},
    status: 404,
    reason: noRoute,
  },
  { operation: "POST /a2a/{assistant_id}", path: `/a2a/${id}`, body: {}, status: 404, reason: noRoute },
  { operation: "POST /mcp/", path: "/mcp/", body: {}, status: 404, reason: noRoute },
  { operation: "GET /mcp/", path: "/mcp/", status: 404, reason: noRoute },
  { operation: "DELETE /mcp/", path: "/mcp/", status: 404, reason: noRoute },
  { operation: "GET /metrics", path: "/metrics", status: 404, reason: noRoute },
  { operation: "GET /docs", path: "/docs", status: 404, reason: noRoute },
];
