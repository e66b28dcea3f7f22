/** The network between a page and the server, which can be cut. */
import { createServer, request } from "node:http";
import { listenUntilFinished } from "../../helpers/server.js";

export interface Network {
  url: string;
  /** Cuts all connections. */
  cut(): void;
  /** Cuts all connections, and refuses new ones; or accepts them again. */
  setOffline(isOffline: boolean): void;
}

/** Starts a proxy, which closes when the test finishes. */
export async function networkTo(target: string): Promise<Network> {
  let isOffline = false;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "" } = incoming;
    const upstream = request(target + url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers).flushHeaders();
      response.pipe(outgoing);
      response.on("error", () => outgoing.destroy());
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
  server.on("connection", (socket) => {
    if (isOffline) socket.resetAndDestroy();
  });
  const cut = () => server.closeAllConnections();
  return {
    cut,
    url: await listenUntilFinished(server),
    setOffline: (next) => {
      isOffline = next;
      if (isOffline) cut();
    },
  };
}
