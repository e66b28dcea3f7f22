import { Auth, HTTPException } from "@langchain/langgraph-sdk/auth";

/**
 * The key "secret" may do everything, "reader" everything except delete, and "guest" sees only its own threads. Other keys
 * are rejected.
 */
export const auth = new Auth()
  .authenticate((request) => {
    const key =
      request.headers.get("x-api-key") ?? request.headers.get("authorization")?.replace(/^Bearer /, "");
    if (key !== "secret" && key !== "reader" && key !== "guest")
      throw new HTTPException(401, { message: "Unknown key" });
    return { identity: key, permissions: key === "secret" ? ["delete"] : [] };
  })
  .on("*", ({ action, permissions, user }) => {
    if (action.endsWith("delete") && !permissions.includes("delete")) {
      throw new HTTPException(403, { message: "Readers may not delete" });
    }
    return user.identity === "guest" ? { owner: "guest" } : undefined;
  })
  .on("threads:create", ({ value, user }) => {
    value.metadata = { ...value.metadata, owner: user.identity };
  });
