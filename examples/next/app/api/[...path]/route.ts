import { proxyTo } from "../../../../server/proxy";

const handle = proxyTo(
  process.env.LANGGRAPH_API_URL ?? "http://localhost:2024",
  process.env.LANGGRAPH_API_KEY,
);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
