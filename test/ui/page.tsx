/** A page of React components, which a test looks at. */
import "./dom.js";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";

export interface Page {
  element: HTMLElement;
  /** The text of the page. */
  text(): string;
  /** Resolves when the page shows what a test waits for. */
  until(isShown: (text: string) => boolean): Promise<void>;
  /** Shows other components. Resolves when they are drawn, and their effects have run. */
  show(node: ReactNode): Promise<void>;
  /** Clicks the button with this text. */
  click(label: string): void;
  leave(): void;
}

/** Calls a function when its children are drawn. Effects of children run before this one. */
function Drawn({ onDrawn, children }: { onDrawn: () => void; children: ReactNode }) {
  useEffect(onDrawn, [onDrawn]);
  return children;
}

/** Shows components in a page, until the test finishes. */
export function show(node: ReactNode): Page {
  const element = document.createElement("main");
  document.body.append(element);
  const root = createRoot(element);
  let isLeft = false;
  const leave = (): void => {
    if (!isLeft) root.unmount();
    element.remove();
    isLeft = true;
  };
  onTestFinished(leave);
  const draw = (next: ReactNode) =>
    new Promise<void>((resolve) => root.render(<Drawn onDrawn={resolve}>{next}</Drawn>));
  void draw(node);
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
  const click = (label: string): void =>
    [...element.querySelectorAll("button")].find(({ textContent }) => textContent === label)!.click();
  return { element, text, click, until, show: draw, leave };
}
