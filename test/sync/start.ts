import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Damage } from "../helpers/proxy.js";
import type { CannedResponse, Received } from "../helpers/server.js";

/** A response. With `then`, the rest of its body is sent after a request of `/go`. */
export interface Served extends CannedResponse {
  then?: string | undefined;
}

export type Command =
  | { type: "listen"; responses: Served | Served[] }
  | { type: "proxy"; target: string; damages: (Damage | undefined)[] }
  | { type: "state"; url: string };

/** The state of a server. */
export interface ServerState {
  url: string;
  requests: Received[];
  /** The number of held responses that have ended, or whose connection was closed. */
  closed: number;
  /** The number of connections that a proxy has cut. */
  cuts: number;
}

/** The servers of the tests, in a process of their own. */
export interface Servers extends AsyncDisposable {
  /** Starts a server that sends responses in their order, or the same one to every request. */
  listen(responses: Served | Served[]): Promise<ServerState>;
  /** Starts a proxy that cuts the first streams of a server. */
  proxy(target: string, ...damages: (Damage | undefined)[]): Promise<ServerState>;
  state(url: string): Promise<ServerState>;
}

/** Starts the process of the servers. */
export function startServers(): Servers {
  const { VITEST: _, ...env } = process.env;
  const child = fork(fileURLToPath(new URL("./servers.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
    env,
  });
  const waiting = new Map<number, (state: ServerState) => void>();
  child.on("message", ({ id, state }: { id: number; state: ServerState }) => waiting.get(id)?.(state));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  let count = 0;
  const send = (command: Command) =>
    new Promise<ServerState>((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      child.send({ id: count, command });
    });
  return {
    listen: (responses) => send({ type: "listen", responses }),
    proxy: (target, ...damages) => send({ type: "proxy", target, damages }),
    state: (url) => send({ type: "state", url }),
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await exited;
    },
  };
}
