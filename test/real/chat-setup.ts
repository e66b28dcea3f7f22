/** Tools for the tests of a chat page on a real server. */
import { LangGraphClient, textOf } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { inject, vi } from "vitest";
import type { Chat, ChatSnapshot } from "../../src/chat/index.js";

/** The ways to read runs: their names, and the option `thread` of a chat. */
export const protocols = [
  ["runs.stream", undefined],
  ["threadStream", threadStream as never],
] as const;

/** Collects the snapshots of a chat. */
export function watch(chat: Chat): {
  seen: ChatSnapshot[];
  until: (is: (snapshot: ChatSnapshot) => boolean) => Promise<ChatSnapshot>;
  leave: () => void;
} {
  const seen: ChatSnapshot[] = [];
  let check = (): void => {};
  const leave = chat.subscribe((snapshot) => {
    seen.push(snapshot);
    check();
  });
  const until = (is: (snapshot: ChatSnapshot) => boolean) =>
    new Promise<ChatSnapshot>((resolve) => {
      check = () => {
        const found = seen.findLast(is);
        if (found !== undefined) resolve(found);
      };
      check();
    });
  return { seen, until, leave };
}

export const texts = ({ messages }: ChatSnapshot) =>
  messages.map((message) => `${message.type}: ${textOf(message)}`);

/** Sends a request, with further options. */
type SendRequest = (more?: RequestInit) => Promise<Response>;

/** A client whose requests a test watches and breaks. `onRequest` may throw, before the request or after it. */
export function clientWith(onRequest: (request: string, send: SendRequest) => Promise<Response>) {
  const requests: string[] = [];
  const own = new LangGraphClient({
    apiUrl: inject("serverUrl"),
    apiKey: null,
    maxRetries: 0,
    fetch: (url, init) => {
      const path = new URL(url).pathname.replace(/[\da-f]{8}-[\da-f-]{27}/g, "{id}");
      requests.push(`${init.method} ${path}`);
      return onRequest(`${init.method} ${path}`, (more) => fetch(url, { ...init, ...more }));
    },
  });
  return { client: own, requests };
}

export const STARTS = "POST /threads/{id}/runs/stream";
export const broken = () => new TypeError("fetch failed");

/** A client. Once `pretend` is called, the next thread that it reads is busy, with old values: its run ends just after that. */
export function pretendingBusy() {
  let isPretending = false;
  const pretend = () => void (isPretending = true);
  const { client, requests } = clientWith(async (request, send) => {
    const response = await send();
    if (request !== "GET /threads/{id}" || !isPretending) return response;
    isPretending = false;
    return Response.json({ ...((await response.json()) as object), status: "busy", values: null });
  });
  return { client, requests, pretend };
}

/** Gives this process the events of a browser's page, until the test's globals are restored. */
export function openPage() {
  const page = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("document", document);
  return {
    /** The user comes back to the window. */
    focus: () => void page.dispatchEvent(new Event("focus")),
    show: (visibilityState: "visible" | "hidden") => {
      document.visibilityState = visibilityState;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  };
}
