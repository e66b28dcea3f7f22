/** The page of examples/next that reads the stream of its route. */
import "./redirect.js";
import { show } from "./page.js";
import { expect, onTestFinished, test } from "vitest";
import { POST } from "../../examples/next/app/api/chat/route.js";
import Page from "../../examples/next/app/ask/page.js";

/** Serves the requests of the page, whose URLs are relative, by the route. */
function serve(handler: (request: Request) => Promise<Response>): void {
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) =>
    url === "/api/chat" ? handler(new Request("http://page/api/chat", init)) : fetch(url, init);
  onTestFinished(() => void (globalThis.fetch = fetch));
}

/** Opens the page, and asks. */
async function ask(question: string): Promise<ReturnType<typeof show>> {
  const page = show(<Page />);
  await page.until((text) => text === "Ask");
  page.element.querySelector("input")!.value = question;
  page.click("Ask");
  return page;
}

test("the page of examples/next shows the answer that its route streams", async () => {
  serve(POST);
  const page = await ask("Hello");
  await page.until((text) => text === "AskYou said: Hello");
});

test("the page of examples/next shows why there is no answer", async () => {
  serve(async () => new Response(null, { status: 401 }));
  const page = await ask("Hello");
  await page.until((text) => text.includes("HTTP 401"));
  expect(page.element.querySelector("[role=alert]")!.textContent).toBe(
    "RemoteStreamError: HTTP 401. The log of the server has the reason. Ask again.",
  );
});
