/** The page in a browser. The URL's hash has the settings. */
import { useStream as officialHook } from "@langchain/langgraph-sdk/react";
import { useStream } from "langgraph-client/react";
import { createRoot } from "react-dom/client";
import { Page, type Hook, type Settings } from "./page.js";
import type { HookName } from "./screen.js";
import { watch } from "./watch.js";

declare global {
  interface Window {
    /** Sends the text that the page shows to the test. */
    receive(text: string): Promise<void>;
  }
}

export interface Address {
  hook: HookName;
  settings: Settings;
}

// The page uses names that both hooks have.
const hooks = { ours: useStream, official: officialHook } as unknown as Record<HookName, Hook>;
const { hook, settings } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Address;

function onThreadId(threadId: string): void {
  const next: Address = { hook, settings: { ...settings, threadId } };
  history.replaceState(null, "", `#${encodeURIComponent(JSON.stringify(next))}`);
}

const element = document.querySelector("main")!;
createRoot(element).render(<Page useStream={hooks[hook]} settings={settings} onThreadId={onThreadId} />);
watch(element, (text) => void window.receive(text));
