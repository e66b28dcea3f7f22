/** A process with the servers of the tests: a call that blocks would stop servers in its own process. */
import { proxy } from "../helpers/proxy.js";
import { json, listen } from "../helpers/server.js";
import type { Respond } from "../helpers/server.js";
import type { Command, Served, ServerState } from "./start.js";

const states = new Map<string, () => ServerState>();

/** Sends the responses in their order. A held one goes on after a request of `/go`; `/closed` counts those that have closed. */
function inOrder(responses: Served[], onClose: () => void): Respond {
  let left = responses;
  let closed = 0;
  let release = (): void => {};
  return ({ url }, response) => {
    if (url === "/go") {
      release();
      return json({});
    }
    if (url === "/closed") return json({ closed });
    const [next, ...others] = left;
    left = others;
    if (next === undefined) return { status: 500, body: "All responses were sent." };
    if (next.then === undefined) return next;
    response.on("close", () => {
      closed += 1;
      onClose();
    });
    response.writeHead(next.status ?? 200, next.headers);
    if (next.body !== undefined) response.write(next.body);
    release = () => response.end(next.then);
    return undefined;
  };
}

async function run(command: Command): Promise<ServerState> {
  if (command.type === "state") return states.get(command.url)?.() ?? Promise.reject(new Error("no server"));
  let closed = 0;
  if (command.type === "listen") {
    const { responses } = command;
    const respond = Array.isArray(responses) ? inOrder(responses, () => (closed += 1)) : responses;
    const server = await listen(respond);
    const state = () => ({ ...server, closed, cuts: 0 });
    states.set(server.url, state);
    return state();
  }
  const { url, cuts } = await proxy(command.target, (_, count) => command.damages[count]);
  states.set(url, () => ({ url, requests: [], closed, cuts: cuts() }));
  return { url, requests: [], closed, cuts: 0 };
}

process.on("message", ({ id, command }: { id: number; command: Command }) => {
  void run(command).then((state) => process.send?.({ id, state }));
});
process.on("disconnect", () => process.exit());
