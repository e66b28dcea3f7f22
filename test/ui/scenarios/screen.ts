/** A screen on which a scenario sees a page, and clicks. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings, Shown } from "./page.js";

export type HookName = "ours" | "official";

/** Milliseconds until a state that a page does not show fails the scenario. */
const LIMIT_MS = 10_000;

/** Opens a page with one of the hooks. */
export type Open = (hook: HookName, settings: Omit<Settings, "apiUrl">) => Promise<Screen>;

export abstract class Screen {
  #shown: Shown | undefined;
  readonly #waiting = new Set<() => void>();

  /** All that the page shows. */
  get shown(): Shown {
    if (this.#shown === undefined) throw new Error("The page shows nothing.");
    return this.#shown;
  }

  /** Takes the text that the page shows now. */
  protected receive(text: string | undefined): void {
    this.#shown = text ? (JSON.parse(text) as Shown) : undefined;
    for (const check of this.#waiting) check();
  }

  /** Waits until the page shows anything. */
  async isOpen(): Promise<this> {
    await this.until(() => true);
    return this;
  }

  /** Waits for a state of the page, until something else has happened. Returns false if it is not shown. */
  async sees(isMeant: (shown: Shown) => boolean, end: Promise<unknown>): Promise<boolean> {
    let check = (): void => {};
    const seen = new Promise<true>((resolve) => {
      check = () => {
        if (this.#shown !== undefined && isMeant(this.#shown)) resolve(true);
      };
    });
    this.#waiting.add(check);
    check();
    const result = await Promise.race([seen, end.then(() => false)]);
    this.#waiting.delete(check);
    return result;
  }

  /** Waits for a state of the page. Throws if it is not shown. */
  async until(isMeant: (shown: Shown) => boolean): Promise<void> {
    const limit = new AbortController();
    const late = sleep(LIMIT_MS, undefined, limit).catch(() => {});
    const isSeen = await this.sees(isMeant, late);
    limit.abort();
    if (!isSeen) throw new Error(`Not shown: ${isMeant.toString()}, but ${JSON.stringify(this.#shown)}`);
  }

  /** Writes a text, and clicks a button. */
  async write(text: string, button = "Send"): Promise<void> {
    await this.fill(text);
    await this.click(button);
  }

  abstract click(label: string): Promise<void>;
  abstract fill(text: string): Promise<void>;
  abstract reload(): Promise<void>;
  /** Cuts all connections of the page, and refuses new ones; or lets it online again. */
  abstract setOffline(isOffline: boolean): Promise<void>;
  /** Opens the same thread in another tab. */
  abstract openTab(): Promise<Screen>;
}
