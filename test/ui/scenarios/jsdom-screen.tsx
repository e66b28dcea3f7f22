/** A page in jsdom, with the version of React of the test's project. */
import { show, type Page as Shown } from "../page.js";
import { useStream as officialHook } from "@langchain/langgraph-sdk/react";
import { useStream } from "langgraph-client/react";
import { inject } from "vitest";
import { networkTo, type Network } from "./network.js";
import { Page, type Hook, type Settings } from "./page.js";
import { Screen, type HookName, type Open } from "./screen.js";
import { watch } from "./watch.js";

// The page uses names that both hooks have.
const hooks = { ours: useStream, official: officialHook } as unknown as Record<HookName, Hook>;

/** A place for the runs of one tab. All pages of a test share the one of the document. */
function newStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

class JsdomScreen extends Screen {
  readonly #hook: HookName;
  readonly #settings: Settings;
  readonly #network: Network;
  readonly #storage = newStorage();
  #page: Shown;

  constructor(hook: HookName, settings: Omit<Settings, "apiUrl">, network: Network) {
    super();
    this.#hook = hook;
    this.#settings = { ...settings, apiUrl: network.url };
    this.#network = network;
    this.#page = this.#open();
  }

  #open(): Shown {
    const onThreadId = (id: string): void => void (this.#settings.threadId = id);
    const page = show(
      <Page
        useStream={hooks[this.#hook]}
        settings={this.#settings}
        storage={this.#storage}
        onThreadId={onThreadId}
      />,
    );
    watch(page.element, (text) => this.receive(text));
    return page;
  }

  async click(label: string): Promise<void> {
    this.#page.click(label);
  }

  async fill(text: string): Promise<void> {
    this.#page.element.querySelector("input")!.value = text;
  }

  async reload(): Promise<void> {
    this.#page.leave();
    this.#network.cut();
    this.receive(undefined);
    this.#page = this.#open();
    await this.isOpen();
  }

  async setOffline(isOffline: boolean): Promise<void> {
    Object.defineProperty(navigator, "onLine", { value: !isOffline, configurable: true });
    this.#network.setOffline(isOffline);
    window.dispatchEvent(new window.Event(isOffline ? "offline" : "online"));
  }

  async openTab(): Promise<Screen> {
    return new JsdomScreen(this.#hook, this.#settings, await networkTo(inject("serverUrl"))).isOpen();
  }
}

export const open: Open = async (hook, settings) =>
  new JsdomScreen(hook, settings, await networkTo(inject("serverUrl"))).isOpen();
