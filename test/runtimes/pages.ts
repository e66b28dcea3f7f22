/** Serves the program as a page, for browsers. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { extname, join } from "node:path";
import type { Gateway } from "./gateway.js";
import type { Target } from "./program.js";
import { dist } from "./runtimes.js";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** Serves dist/ and, under /api, the gateway from one origin. Sets a cookie. */
export function pages({ handle }: Gateway): RequestListener {
  return (incoming, outgoing) => {
    const path = incoming.url ?? "/";
    if (path.startsWith("/api/")) {
      incoming.url = path.slice("/api".length);
      handle(incoming, outgoing);
      return;
    }
    const file = join(dist, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) return void outgoing.writeHead(404).end();
    const headers = { "content-type": types[extname(file)], "set-cookie": "session=1; SameSite=Strict" };
    void readFile(file).then((content) => outgoing.writeHead(200, headers).end(content));
  };
}

/** Returns the URL of a page that runs the program and reports to the gateway. */
export function pageUrl(page: string, target: Target, gatewayUrl: string): string {
  return `${page}#${encodeURIComponent(JSON.stringify({ target, reportUrl: `${gatewayUrl}/report` }))}`;
}
