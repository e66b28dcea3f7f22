import { proxyTo } from "../../../../server/proxy";

const apiUrl = process.env["LANGGRAPH_API_URL"] ?? "http://localhost:2024";
const handle = proxyTo(apiUrl, process.env["LANGGRAPH_API_KEY"]);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
