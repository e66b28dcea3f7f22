import type { Case, Contender, Run } from "../case.js";
import { clientOf } from "../clients.js";

const WORDS = 200;
const TEXT = Array.from({ length: WORDS - 2 }, (_, index) => `word${index}`).join(" ");

/** The calls of a chat page: create a thread, stream a reply of 200 tokens, read the state. */
export const realCases: Case[] = [
  {
    name: "chat",
    metric: "a chat on the real server: thread, 200 tokens, state",
    unit: "ms",
    contenders: ["ours", "official-2.0.0", "official-1.15.0"],
    server: "langgraph",
    prepare: async (contender: Contender, apiUrl: string): Promise<Run> => {
      const client = (await clientOf(contender))({ apiUrl });
      const input = { messages: [{ role: "user", content: TEXT }] };
      return async () => {
        const { thread_id: threadId } = await client.threads.create();
        let reply = "";
        let chunks = 0;
        const stream = client.runs.stream(threadId, "agent", { input, streamMode: "messages-tuple" });
        for await (const { event, data } of stream) {
          if (event !== "messages") continue;
          const [{ content }] = data as [{ content: string }];
          if (content !== "") chunks += 1;
          reply += content;
        }
        const { values } = await client.threads.getState(threadId);
        const { messages } = values as { messages: unknown[] };
        return { proof: `${chunks} chunks, ${reply.length} characters, ${messages.length} messages` };
      };
    },
  },
];
