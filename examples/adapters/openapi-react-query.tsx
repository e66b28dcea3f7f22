import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import createClient from "openapi-react-query";
import { client } from "./client.js";

const api = createClient(client.raw);
// The client retries, so React Query need not.
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

function Threads({ user }: { user: string }) {
  const search = { body: { metadata: { user }, limit: 10 } };
  const { data, error } = api.useQuery("post", "/threads/search", search);
  const create = api.useMutation("post", "/threads", {
    onSuccess: () => queryClient.invalidateQueries(api.queryOptions("post", "/threads/search", search)),
  });
  if (error) return <p>The threads could not be loaded.</p>;
  return (
    <>
      <button onClick={() => create.mutate({ body: { metadata: { user } } })}>New thread</button>
      <ul>
        {data?.map((thread) => (
          <li key={thread.thread_id}>{thread.status}</li>
        ))}
      </ul>
    </>
  );
}

export function App({ user }: { user: string }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Threads user={user} />
    </QueryClientProvider>
  );
}
