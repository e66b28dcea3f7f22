/** Bundles and serves the page of examples/chat, and its proxy. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "./node.js";
import { proxyTo } from "./proxy.js";

/** The folder of the page, whose dependencies are installed separately. */
export const chatFolder = fileURLToPath(new URL("../chat/", import.meta.url));

const inFolder = (name: string): string => `${chatFolder}node_modules/${name}`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${chatFolder}main.tsx`],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    // The hook is in another folder of this project, and needs the same React as the page.
    alias: { react: inFolder("react"), "react-dom": inFolder("react-dom") },
  });
  return outputFiles[0]?.text ?? "";
}

export interface ChatPage extends AsyncDisposable {
  url: string;
}

/** Serves the page on a port of this machine, by default a free one. */
export async function serveChatPage(
  apiUrl: string,
  apiKey: string | undefined,
  port?: number,
): Promise<ChatPage> {
  const [script, html, css] = await Promise.all([
    bundle(),
    readFile(`${chatFolder}index.html`, "utf8"),
    readFile(`${chatFolder}style.css`, "utf8"),
  ]);
  const files: Record<string, { type: string; text: string }> = {
    "/": { type: "text/html", text: html },
    "/main.js": { type: "text/javascript", text: script },
    "/style.css": { type: "text/css", text: css },
  };
  const proxy = proxyTo(apiUrl, apiKey);
  const { url, server } = await serve((request) => {
    const file = files[new URL(request.url).pathname];
    if (file === undefined) return proxy(request);
    return new Response(file.text, { headers: { "content-type": `${file.type}; charset=utf-8` } });
  }, port);
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url, [Symbol.asyncDispose]: stop };
}
