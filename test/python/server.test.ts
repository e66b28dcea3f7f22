import { existsSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { startServer } from "./start.js";

/** The output of each graph for an input, the same as on the JS server. */
const outputs: [graph: string, input: object, output: object][] = [
  ["agent", { messages: [userMessage("hello there")] }, conversation("hello there", "You said: hello there")],
  [
    "chat",
    { messages: [userMessage("hi")], n: 2, ms: 1, useTool: true },
    { ...conversation("hi", "", "noon", "hi0 hi1 "), n: 2, ms: 1, useTool: true },
  ],
  ["custom", { count: 2 }, { count: 2 }],
  ["forget", { messages: [userMessage("hi")] }, conversation("Hello again")],
  [
    "interrupt",
    { request: "lunch" },
    {
      request: "lunch",
      __interrupt__: [expect.objectContaining({ value: { question: 'Approve "lunch"?' } })],
    },
  ],
  [
    "interrupts",
    {},
    { __interrupt__: ["left?", "right?"].map((value) => expect.objectContaining({ value }) as unknown) },
  ],
  [
    "models",
    { messages: [userMessage("hi")] },
    conversation(
      "hi",
      ...["first", "second", "third", "fourth", "fifth", "sixth", "left", "right"].map(
        (name) => `${name} one two three`,
      ),
    ),
  ],
  ["nested", { path: "start" }, { path: "start > before > inside > after" }],
  ["questions", { ask: ["work_short"] }, { ask: ["work_short"], work: "done" }],
  [
    "scripted",
    { messages: [userMessage('{"chunks": [{"content": "One "}, {"content": "two"}]}')] },
    conversation('{"chunks": [{"content": "One "}, {"content": "two"}]}', "One two"),
  ],
  ["slow", { ticks: 2, delay_ms: 0 }, { ticks: 2, delay_ms: 0, done: 2 }],
  ["team", { messages: [userMessage("hi")] }, conversation("hi", "Let me search", "tea", "Here it is")],
  ["thrower", { message: "no" }, { __error__: { error: "TypeError", message: "no" } }],
  [
    "toolcall",
    { messages: [userMessage("weather?")] },
    conversation("weather?", "", "sunny in Paris", "The weather: sunny in Paris"),
  ],
  ["trivial", { value: [null, "x"] }, { value: [null, "x"], seen: true }],
];

function userMessage(content: string): object {
  return { role: "user", content };
}

function conversation(...contents: string[]): object {
  return { messages: contents.map((content) => expect.objectContaining({ content }) as unknown) };
}

test.for(outputs)("the graph %s returns its documented output", async ([graph, input, output]) => {
  const response = await fetch(`${inject("serverUrl")}/runs/wait`, {
    method: "POST",
    body: JSON.stringify({ assistant_id: graph, input }),
  });
  expect(await response.json()).toEqual(output);
});

test("the graph slow counts from 1 in every run of a thread", async () => {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${inject("serverUrl")}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return response.text();
  };
  const { thread_id } = JSON.parse(await post("/threads", {})) as { thread_id: string };
  for (let run = 0; run < 2; run += 1) {
    const input = { ticks: 2, delay_ms: 0 };
    const body = { assistant_id: "slow", input, stream_mode: "custom" };
    const text = await post(`/threads/${thread_id}/runs/stream`, body);
    expect(text.match(/"tick":\d/g)).toEqual(['"tick":1', '"tick":2']);
  }
});

test("a server with auth and custom routes starts, responds, and removes its files when stopped", async () => {
  const server = await startServer({ graphs: ["trivial"], auth: "auth", app: "app", polling: true });
  expect(existsSync(server.dataDir)).toBe(true);

  const get = async (path: string, key: string) =>
    (await fetch(`${server.url}${path}`, { headers: { "x-api-key": key } })).status;
  expect(await get("/threads/00000000-0000-4000-8000-000000000000", "nobody")).toBe(401);
  expect(await get("/ok", "nobody")).toBe(200);
  expect(await get("/custom/hello", "secret")).toBe(200);

  await server.stop();
  await expect(fetch(`${server.url}/ok`)).rejects.toThrow();
  expect(existsSync(server.dataDir)).toBe(false);
});

test("startServer rejects with the server's error if it cannot start", async () => {
  const start = startServer({ graphs: ["trivial"], auth: "nowhere" });
  await expect(start).rejects.toThrow(/did not start:[^]*nowhere\.py/);
});
