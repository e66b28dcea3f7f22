/** The graphs of the guides that no program of the guides runs. */
import { expect, test } from "vitest";
import { LangGraphClient } from "langgraph-client";
import { startServer } from "../server/start.js";

test("the graph of the page about tools calls its tool, and streams the answer", async () => {
  await using server = await startServer({ graphs: ["weather"] });
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const input = { messages: [{ role: "user", content: "Is it sunny in Paris?" }] };
  const tools: unknown[] = [];
  const texts: string[] = [];
  for await (const part of client.runs.stream(null, "weather", { input }).parts()) {
    if (part.type === "tool") tools.push([part.name, part.status, part.args, part.output]);
    else if (part.type === "message" && part.message.type === "ai") texts.push(part.text);
  }
  expect(tools).toEqual([
    ["get_weather", "called", { city: "Paris" }, undefined],
    ["get_weather", "done", { city: "Paris" }, "sunny in Paris"],
  ]);
  expect(texts.join("")).toBe("The weather: sunny in Paris");
  expect(texts.length).toBeGreaterThan(5);
});
