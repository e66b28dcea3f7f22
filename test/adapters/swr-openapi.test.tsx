/** swr-openapi over `raw`, beside a client of openapi-fetch. */
import { act, cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import type { paths } from "langgraph-client";
import createFetchClient from "openapi-fetch";
import type { ReactNode } from "react";
import { SWRConfig } from "swr";
import { createImmutableHook, createInfiniteHook, createMutateHook, createQueryHook } from "swr-openapi";
import { afterEach, describe, expect, inject, test } from "vitest";
import { client } from "../../examples/adapters/client.js";
import { ThreadStatus } from "../../examples/adapters/swr-openapi.js";

afterEach(cleanup);

const prefix = "langgraph";
const always = () => true;
const theirs = createFetchClient<paths>({ baseUrl: inject("serverUrl") });
const clients = {
  raw: {
    useQuery: createQueryHook(client.raw, prefix),
    useImmutable: createImmutableHook(client.raw, prefix),
    useInfinite: createInfiniteHook(client.raw, prefix),
    useMutate: createMutateHook(client.raw, prefix, always),
  },
  "openapi-fetch": {
    useQuery: createQueryHook(theirs, prefix),
    useImmutable: createImmutableHook(theirs, prefix),
    useInfinite: createInfiniteHook(theirs, prefix),
    useMutate: createMutateHook(theirs, prefix, always),
  },
};
const newThread = async () => (await client.threads.create()).thread_id;
const initOf = (thread_id: string) => ({ params: { path: { thread_id } } });

/** Renders a hook with a cache of its own. */
function hook<Result>(use: () => Result) {
  const cache = new Map();
  const config = { provider: () => cache, dedupingInterval: 0, shouldRetryOnError: false };
  const wrapper = ({ children }: { children: ReactNode }) => <SWRConfig value={config}>{children}</SWRConfig>;
  return renderHook(use, { wrapper });
}

describe.each(Object.entries(clients))(
  "swr-openapi over %s",
  (_, { useQuery, useImmutable, useInfinite, useMutate }) => {
    test("the hook of createQueryHook reads a thread, and nothing for null", async () => {
      const thread_id = await newThread();
      const { result } = hook(() => useQuery("/threads/{thread_id}", initOf(thread_id)));
      await waitFor(() => expect(result.current.data).toMatchObject({ thread_id, status: "idle" }));
      const none = hook(() => useQuery("/threads/{thread_id}", null));
      expect(none.result.current).toMatchObject({ data: undefined, isLoading: false });
    });

    test("the hook of createQueryHook has the body of an HTTP error as its error", async () => {
      const id = crypto.randomUUID();
      const { result } = hook(() => useQuery("/threads/{thread_id}", initOf(id)));
      await waitFor(() => expect(result.current.error).toBeDefined());
      expect(result.current.error).toBe(`Thread with ID ${id} not found`);
    });

    test("the hook of createImmutableHook keeps a thread", async () => {
      const thread_id = await newThread();
      const { result } = hook(() => useImmutable("/threads/{thread_id}", initOf(thread_id)));
      await waitFor(() => expect(result.current.data).toMatchObject({ thread_id }));
    });

    test("the hook of createInfiniteHook reads the states of a thread by pages", async () => {
      const thread_id = await newThread();
      await client.runs.wait(thread_id, "slow", { input: { ticks: 2, delay_ms: 0 } });
      const { result } = hook(() =>
        useInfinite("/threads/{thread_id}/history", (_index, previous) => {
          const before = previous?.[0]?.checkpoint?.checkpoint_id;
          return { params: { path: { thread_id }, query: { limit: 1, ...(before ? { before } : {}) } } };
        }),
      );
      await waitFor(() => expect(result.current.data).toMatchObject([[{ values: { done: 2 } }]]));
      await act(() => result.current.setSize(2));
      await waitFor(() => expect(result.current.data).toHaveLength(2));
      expect(result.current.data?.[1]).toMatchObject([{ values: { done: 1 } }]);
    });

    test("the hook of createMutateHook reads a thread again", async () => {
      const thread_id = await newThread();
      const { result } = hook(() => ({
        query: useQuery("/threads/{thread_id}", initOf(thread_id)),
        mutate: useMutate(),
      }));
      await waitFor(() => expect(result.current.query.data).toBeDefined());
      await client.threads.update(thread_id, { metadata: { seen: true } });
      await act(() => result.current.mutate(["/threads/{thread_id}", initOf(thread_id)]));
      await waitFor(() => expect(result.current.query.data?.metadata).toMatchObject({ seen: true }));
    });
  },
);

test("the documented program shows the status of a thread", async () => {
  render(<ThreadStatus threadId={await newThread()} />);
  await screen.findByText("idle");
});
