/** Both clients, under the official type: libraries take its class, which has private members. */
import { Client as OfficialClient, type ClientConfig } from "@langchain/langgraph-sdk";
import { Client } from "langgraph-client";
import { inject } from "vitest";

export type AnyClient = OfficialClient;

/** Creates a client of the shared server. The options are those that both clients have. */
export type NewClient = (options?: Pick<ClientConfig, "apiUrl" | "apiKey">) => AnyClient;

const base = { apiUrl: inject("serverUrl"), apiKey: null as never };

export const official: NewClient = (options) => new OfficialClient({ ...base, ...options });
export const ours: NewClient = (options) => new Client({ ...base, ...options }) as never;
