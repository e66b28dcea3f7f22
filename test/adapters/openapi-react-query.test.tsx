/** openapi-react-query over `raw`, beside a client of openapi-fetch. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, renderHook, screen, waitFor } from "@testing-library/react";
import type { paths } from "langgraph-client";
import createFetchClient from "openapi-fetch";
import createClient from "openapi-react-query";
import type { ReactNode } from "react";
import { afterEach, describe, expect, inject, test } from "vitest";
import { client } from "../../examples/adapters/client.js";
import { App } from "../../examples/adapters/openapi-react-query.js";

afterEach(cleanup);

const clients = {
  raw: createClient(client.raw),
  "openapi-fetch": createClient(createFetchClient<paths>({ baseUrl: inject("serverUrl") })),
};
const newThread = async (metadata = {}) => (await client.threads.create({ metadata })).thread_id;

/** Renders a hook with a cache of its own. */
function hook<Result>(use: () => Result) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  return { ...renderHook(use, { wrapper }), queryClient };
}

describe.each(Object.entries(clients))("openapi-react-query over %s", (_, api) => {
  test("useQuery reads a thread, under the key of its method, path and options", async () => {
    const thread_id = await newThread();
    const init = { params: { path: { thread_id } } };
    const { result, queryClient } = hook(() => api.useQuery("get", "/threads/{thread_id}", init));
    await waitFor(() => expect(result.current.data).toMatchObject({ thread_id, status: "idle" }));
    expect(queryClient.getQueryData(["get", "/threads/{thread_id}", init])).toEqual(result.current.data);
  });

  test("useQuery has the body of an HTTP error as its error", async () => {
    const path = { thread_id: crypto.randomUUID() };
    const { result } = hook(() => api.useQuery("get", "/threads/{thread_id}", { params: { path } }));
    await waitFor(() => expect(result.current.error).not.toBeNull());
    expect(result.current.error).toBe(`Thread with ID ${path.thread_id} not found`);
  });

  test("useSuspenseQuery and queryOptions read the same thread", async () => {
    const thread_id = await newThread();
    const init = { params: { path: { thread_id } } };
    const { result, queryClient } = hook(() => api.useSuspenseQuery("get", "/threads/{thread_id}", init));
    await waitFor(() => expect(result.current?.data).toMatchObject({ thread_id }));
    const options = api.queryOptions("get", "/threads/{thread_id}", init);
    expect(await queryClient.fetchQuery(options)).toMatchObject({ thread_id });
  });

  test("useMutation creates a thread, and deletes it", async () => {
    const metadata = { test: crypto.randomUUID() };
    const { result } = hook(() => ({
      create: api.useMutation("post", "/threads"),
      remove: api.useMutation("delete", "/threads/{thread_id}"),
    }));
    const made = await result.current.create.mutateAsync({ body: { metadata } });
    const thread_id = "thread_id" in made ? made.thread_id : "";
    expect(await client.threads.get(thread_id)).toMatchObject({ metadata });
    await result.current.remove.mutateAsync({ params: { path: { thread_id } } });
    expect(await client.threads.search({ metadata })).toEqual([]);
  });

  test("useInfiniteQuery reads the runs of a thread by pages", async () => {
    const thread_id = await newThread();
    for (const value of [1, 2]) await client.runs.wait(thread_id, "trivial", { input: { value } });
    const init = { params: { path: { thread_id }, query: { limit: 1 } } };
    const { result } = hook(() =>
      api.useInfiniteQuery("get", "/threads/{thread_id}/runs", init, {
        pageParamName: "offset",
        initialPageParam: 0,
        getNextPageParam: (page, pages) => (page.length === 0 ? undefined : pages.length),
      }),
    );
    await waitFor(() => expect(result.current.data?.pages).toHaveLength(1));
    await result.current.fetchNextPage();
    await waitFor(() => expect(result.current.data?.pages).toHaveLength(2));
    for (const [offset, page] of result.current.data!.pages.entries()) {
      const query = { limit: 1, offset };
      const { data } = await client.raw.GET("/threads/{thread_id}/runs", {
        params: { ...init.params, query },
      });
      expect(page).toEqual(data);
    }
  });

  test("unmounting cancels the request of a query", async () => {
    const { result, unmount, queryClient } = hook(() => api.useQuery("get", "/info"));
    expect(result.current.isFetching).toBe(true);
    const query = queryClient.getQueryCache().find({ queryKey: ["get", "/info"] });
    unmount();
    await waitFor(() => expect(query?.state.fetchStatus).toBe("idle"));
    expect(query?.state).toMatchObject({ status: "pending", data: undefined });
  });
});

test("the documented program lists the threads of a user, and creates one", async () => {
  const user = crypto.randomUUID();
  await newThread({ user });
  render(<App user={user} />);
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  fireEvent.click(screen.getByText("New thread"));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(2));
  expect(await client.threads.count({ metadata: { user } })).toBe(2);
});
