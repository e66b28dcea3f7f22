/** Starts a LangGraph server and the chat page, and opens it: `npm run demo -- --web`. */
import { spawn } from "node:child_process";
import { installDependencies } from "../../scripts/pack.js";
import { startServer } from "../../test/server/start.js";
import { chatFolder, serveChatPage } from "../server/chat-page.js";
import { findServer } from "../server/find-server.js";

/** The command that opens a URL in the browser of the user. */
const OPENERS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "open",
  win32: "explorer",
  linux: "xdg-open",
};

function openBrowser(url: string): void {
  const child = spawn(OPENERS[process.platform] ?? "xdg-open", [url], { stdio: "ignore" });
  // A machine without a browser: the printed URL is enough.
  child.once("error", () => {});
  child.unref();
}

await using server = await findServer(() => startServer({ graphs: ["show"] }));

/** Ends the program with a problem and its remedy. */
async function fail(text: string, error: unknown): Promise<never> {
  console.error(`${text} (${String(error)})`);
  await server[Symbol.asyncDispose]();
  process.exit(1);
}

await installDependencies(chatFolder).catch((error: unknown) =>
  fail("npm cannot install the packages of the page. Check your connection to its registry.", error),
);
const port = process.env["PORT"] ?? "0";
const start = serveChatPage(server.url, process.env["LANGGRAPH_API_KEY"], Number(port));
await using page = await start.catch((error: unknown) =>
  fail(`PORT: cannot listen on port ${port}. Choose another one, or leave PORT out.`, error),
);
console.log(
  `The chat page is at ${page.url}. If no browser opens, open this address in one. Ctrl+C ends it.`,
);
openBrowser(page.url);
await new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});
