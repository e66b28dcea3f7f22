/** A `fetch` function. It is called as `fetch(url, init)` with a string, which those of Expo and React Native require. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Runtime {
  process?: { env?: Record<string, string | undefined> };
  window?: unknown;
  importScripts?: unknown;
}

/** Reads an environment variable. Never in a browser, where a bundler may have made it public. */
export function environment(name: string): string | undefined {
  const runtime = globalThis as Runtime;
  if (runtime.window !== undefined || typeof runtime.importScripts === "function") return undefined;
  try {
    const value = runtime.process?.env?.[name]?.trim().replace(/^(["'])(.*)\1$/, "$2");
    return value === "" ? undefined : value;
  } catch {
    // Deno throws without the permission to read it.
    return undefined;
  }
}

/** True in a page of a browser; false in a worker, and in React Native. */
export function isPage(): boolean {
  const { window } = globalThis as { window?: { document?: unknown } };
  return window?.document !== undefined;
}

/** Code that runs inside a LangGraph server reaches the server without a socket, through these two globals. */
export function loopback(): { fetch: Fetch | undefined; url: string | undefined } {
  const globals = globalThis as Record<symbol, unknown>;
  return {
    // The server defines both.
    fetch: globals[Symbol.for("langgraph_api:fetch")] as Fetch | undefined,
    url: globals[Symbol.for("langgraph_api:url")] as string | undefined,
  };
}
