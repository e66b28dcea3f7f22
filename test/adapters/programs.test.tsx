/** The programs of docs/adapters.md for libraries whose clients are compared step by step in other files. */
import { render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { newAgent } from "../../examples/adapters/ag-ui.js";
import { client } from "../../examples/adapters/client.js";
import { ask } from "../../examples/adapters/remote-graph.js";
import { Chat } from "../../examples/adapters/use-stream.js";

test("useStream shows the answer", async () => {
  render(<Chat />);
  screen.getByText("Say hello").click();
  await waitFor(() => expect(screen.getAllByText(/Hello/).length).toBeGreaterThan(1), { timeout: 10_000 });
});

test("RemoteGraph returns the state", async () => {
  const { thread_id: threadId } = await client.threads.create();
  expect((await ask("Hello", threadId)).values.messages).toHaveLength(2);
});

test("LangGraphAgent runs the graph", async () => {
  const agent = newAgent();
  agent.addMessage({ id: "1", role: "user", content: "Hello" });
  await agent.runAgent();
  expect(agent.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
});
