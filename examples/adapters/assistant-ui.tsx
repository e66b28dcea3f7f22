import { AssistantRuntimeProvider } from "@assistant-ui/react";
import { useLangGraphRuntime } from "@assistant-ui/react-langgraph";
import type { ReactNode } from "react";
import { client } from "./client.js";

export function Assistant({ children }: { children: ReactNode }) {
  const runtime = useLangGraphRuntime({
    stream: async function* (messages, { initialize, abortSignal, command }) {
      const { externalId } = await initialize();
      yield* client.runs.stream(externalId ?? null, "agent", {
        input: command ? null : { messages },
        command,
        streamMode: ["messages-tuple", "updates"],
        signal: abortSignal,
        // The runtime shows the `error` event of a failed run.
        raiseError: false,
      });
    },
    create: async () => ({ externalId: (await client.threads.create()).thread_id }),
  });
  return <AssistantRuntimeProvider runtime={runtime}>{children}</AssistantRuntimeProvider>;
}
