import type { LangGraphClient } from "langgraph-client";
import { threadStream, type ThreadRun } from "langgraph-client/thread";
import { say, type Graphs } from "./graphs.js";

async function textOf(run: ThreadRun<Graphs, "chat">): Promise<string> {
  let whole = "";
  for await (const text of run.text()) whole += text;
  return whole;
}

/** A busy thread: the second run waits for the first, the fourth stops the third. Returns the text of each. */
export async function busy(client: LangGraphClient<Graphs>): Promise<string[]> {
  const thread = threadStream(client, { assistantId: "chat" });
  const first = textOf(thread.start({ input: { ...say("one"), n: 5, ms: 5 } }));
  const second = textOf(thread.start({ input: { ...say("two"), n: 5 } }));
  await second;
  const stopped = thread.start({ input: { ...say("three"), n: 500, ms: 20 } });
  const third = textOf(stopped);
  await stopped.run;
  const fourth = textOf(
    thread.start({ input: { ...say("four"), n: 5, ms: 0 }, multitaskStrategy: "interrupt" }),
  );
  return Promise.all([first, second, third, fourth]);
}
