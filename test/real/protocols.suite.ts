import { describe, expect, test } from "vitest";
import { assistantOf, lacks, rawClient } from "./setup.js";

const { raw } = rawClient;

describe.skipIf(lacks("POST /mcp/"))("routes for MCP, A2A and metrics", () => {
  const header = { Accept: "application/json, text/event-stream" } as const;

  test("POST /mcp/ follows the redirect, initializes and calls a graph as a tool", async () => {
    const initialize = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-03-26", capabilities: {}, clientInfo: { name: "test", version: "1" } },
    };
    const { data } = await raw.POST("/mcp/", { params: { header }, body: initialize });
    expect(data).toMatchObject({ id: 1, result: { serverInfo: { name: "LangGraph" } } });

    const call = { name: "agent", arguments: { messages: "hello there" } };
    const called = await raw.POST("/mcp/", {
      params: { header },
      body: { jsonrpc: "2.0", id: 2, method: "tools/call", params: call },
    });
    expect(JSON.stringify(called.data)).toContain("You said: hello there");

    const notification = { jsonrpc: "2.0", method: "notifications/initialized" };
    const { response } = await raw.POST("/mcp/", { params: { header }, body: notification });
    expect(response.status).toBe(202);
  });

  test("GET /mcp/ returns 405 and DELETE /mcp/ returns 404, as documented", async () => {
    expect((await raw.GET("/mcp/")).response.status).toBe(405);
    expect((await raw.DELETE("/mcp/")).response.status).toBe(404);
  });

  const message = {
    role: "user" as const,
    parts: [{ kind: "text" as const, text: "hello there" }],
    messageId: "message-1",
  };

  test("POST /a2a/{assistant_id} sends a message and returns the reply", async () => {
    const { data } = await raw.POST("/a2a/{assistant_id}", {
      params: { path: { assistant_id: await assistantOf("agent") }, header: { Accept: "application/json" } },
      body: { jsonrpc: "2.0", id: "1", method: "message/send", params: { message } },
    });
    expect(data).toMatchObject({ id: "1", result: { status: { state: "completed" } } });
    expect(JSON.stringify(data)).toContain("You said: hello there");
  });

  test("POST /a2a/{assistant_id} streams the states of a message up to completed", async () => {
    const states: unknown[] = [];
    const stream = raw.stream("POST", "/a2a/{assistant_id}", {
      params: { path: { assistant_id: await assistantOf("agent") }, header: { Accept: "text/event-stream" } },
      body: { jsonrpc: "2.0", id: "1", method: "message/stream", params: { message } },
    });
    for await (const { data } of stream) {
      const { result } = data as { result: { status?: { state: string } } };
      if (result.status) states.push(result.status.state);
    }
    expect(states.at(-1)).toBe("completed");
  });

  test("GET /metrics returns Prometheus text, or JSON", async () => {
    const text = await raw.GET("/metrics", { parseAs: "text" });
    expect(text.data).toMatch(/^# HELP /);
    const { data } = await raw.GET("/metrics", { params: { query: { format: "json" } } });
    expect(data).toMatchObject({ queue: { n_running: expect.any(Number) as number } });
  });
});

test.skipIf(lacks("GET /docs"))("GET /docs returns an HTML page", async () => {
  const { data } = await raw.GET("/docs", { parseAs: "text" });
  expect(data).toContain("<html>");
});
