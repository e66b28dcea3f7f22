/** Calls of the libraries that must compile over `raw`, and calls that must not. run.ts compiles this file. */
import { LangGraphClient } from "langgraph-client";
import type { Assistant, Thread, paths } from "langgraph-client";
import type { Client } from "openapi-fetch";
import createClient, { type MethodResponse } from "openapi-react-query";
import {
  createImmutableHook,
  createInfiniteHook,
  createMutateHook,
  createQueryHook,
  type TypesForRequest,
} from "swr-openapi";

interface Own {
  "/own": {
    get: {
      parameters: { query: { q: string } };
      responses: { 200: { content: { "application/json": { own: true } } } };
    };
  };
}

const { raw } = new LangGraphClient();
const own = new LangGraphClient<{}, Own>();
const path = { thread_id: "t" };

export const assigned: Client<paths> = raw;
export function ReactQuery(): void {
  const api = createClient(raw);
  const thread = api.useQuery("get", "/threads/{thread_id}", { params: { path } });
  thread.data?.thread_id satisfies string | undefined;
  // @ts-expect-error not a number
  thread.data?.thread_id satisfies number | undefined;
  // @ts-expect-error unknown field
  void thread.data?.threadId;
  // @ts-expect-error missing id
  api.useQuery("get", "/threads/{thread_id}");
  // @ts-expect-error unknown path
  api.useQuery("get", "/thread/{thread_id}", { params: { path } });
  // @ts-expect-error the path has no such method
  api.useQuery("get", "/threads");
  // @ts-expect-error wrong type in the body
  api.useMutation("post", "/threads").mutate({ body: { thread_id: 5 } });

  const found: MethodResponse<typeof api, "post", "/threads/search"> = [];
  found[0]?.status satisfies Thread["status"] | undefined;
  createClient(own.raw).useQuery("get", "/own", { params: { query: { q: "" } } }).data?.own satisfies
    true | undefined;
  // @ts-expect-error missing query
  createClient(own.raw).useQuery("get", "/own");
}

export function Swr(): void {
  const useQuery = createQueryHook(raw, "langgraph");
  const init = { params: { path } };
  useQuery("/threads/{thread_id}", init).data?.thread_id satisfies string | undefined;
  // @ts-expect-error not a number
  useQuery("/threads/{thread_id}", init).data?.thread_id satisfies number | undefined;
  // @ts-expect-error missing id
  useQuery("/threads/{thread_id}", {});
  // @ts-expect-error the path cannot be read
  useQuery("/threads/search", {});
  createImmutableHook(raw, "langgraph")("/assistants/{assistant_id}", {
    params: { path: { assistant_id: "a" } },
  }).data?.graph_id satisfies Assistant["graph_id"] | undefined;
  // @ts-expect-error unknown field of the previous page
  createInfiniteHook(raw, "langgraph")("/threads/{thread_id}/runs", (_, page) => page?.[0]?.id && init);
  const mutate = createMutateHook(raw, "langgraph", () => true)();
  void mutate(["/threads/{thread_id}", init]);
  // @ts-expect-error unknown path
  void mutate(["/thread/{thread_id}"]);

  const search: TypesForRequest<paths, "post", "/threads/search">["Data"] = [];
  search[0]?.thread_id satisfies string | undefined;
}
