import { useCallback, useEffect, useState } from "react";
import type { Message, Thread } from "langgraph-client";
import { client } from "./client.js";

export type ChatThread = Thread<{ messages?: Message[] }>;

export interface Threads {
  list: readonly ChatThread[];
  error: unknown;
  /** Reads the list again. */
  refresh: () => void;
}

/** The threads of the user, the newest first. A proxy limits them to those of the user who is logged in. */
export function useThreads(): Threads {
  const [list, setList] = useState<readonly ChatThread[]>([]);
  const [error, setError] = useState<unknown>();
  const refresh = useCallback(() => {
    const found = client.threads.search<{ messages?: Message[] }>({
      sortBy: "updated_at",
      sortOrder: "desc",
      limit: 30,
    });
    found.then((threads) => {
      setList(threads);
      setError(undefined);
    }, setError);
  }, []);
  useEffect(() => {
    refresh();
    addEventListener("focus", refresh);
    addEventListener("online", refresh);
    return () => {
      removeEventListener("focus", refresh);
      removeEventListener("online", refresh);
    };
  }, [refresh]);
  return { list, error, refresh };
}
