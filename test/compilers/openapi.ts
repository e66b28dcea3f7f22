/** A library that takes a client of openapi-fetch accepts `raw`, and the compiler infers the paths from it. */
import { LangGraphClient } from "langgraph-client";
import type { paths } from "langgraph-client";
import type { Client } from "openapi-fetch";

interface Own {
  "/own": { get: { responses: { 200: { content: { "application/json": { own: true } } } } } };
}

function pathsOf<Paths extends {}, Media extends `${string}/${string}`>(client: Client<Paths, Media>): Paths {
  throw new Error(typeof client);
}

export const common = (): paths => pathsOf(new LangGraphClient().raw);
export const own = (): Own => pathsOf(new LangGraphClient<{}, Own>().raw);
// @ts-expect-error other paths
export const other = (): paths => pathsOf(new LangGraphClient<{}, Own>().raw);
