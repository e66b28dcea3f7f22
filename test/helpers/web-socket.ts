import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";

/** Opens a WebSocket, and closes it without a word, as a page that is left does. Node 20 has no WebSocket of its own. */
export async function openAndCloseWebSocket(url: string): Promise<void> {
  const { hostname, port, host, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `GET ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const [response] = (await once(socket, "data")) as [Buffer];
  if (!/^HTTP\/1.1 101 /.test(response.toString())) throw new Error(`No WebSocket: ${response.toString()}`);
  socket.resume();
  socket.end();
  await once(socket, "close");
}
