/** A page of React components, which a test looks at. */
import "./dom.js";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";

export interface Page {
  /** The text of the page. */
  text(): string;
  /** Resolves when the page shows what a test waits for. */
  until(isShown: (text: string) => boolean): Promise<void>;
  show(node: ReactNode): void;
  leave(): void;
}

/** Shows components in a page, until the test finishes. */
export function show(node: ReactNode): Page {
  const element = document.createElement("main");
  const root = createRoot(element);
  let isLeft = false;
  const leave = (): void => {
    if (!isLeft) root.unmount();
    isLeft = true;
  };
  onTestFinished(leave);
  root.render(node);
  const text = () => element.textContent;
  const until = (isShown: (text: string) => boolean) =>
    new Promise<void>((resolve) => {
      const check = (): boolean => {
        if (!isShown(text())) return false;
        observer.disconnect();
        resolve();
        return true;
      };
      const observer = new MutationObserver(check);
      if (!check()) observer.observe(element, { childList: true, characterData: true, subtree: true });
    });
  return { text, until, show: (next) => root.render(next), leave };
}
