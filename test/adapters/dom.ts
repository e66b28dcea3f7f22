/** A document for React, in every test file. Everything else, such as `fetch`, stays that of Node. */
import { Window } from "happy-dom";

const window = new Window({ url: "http://localhost/" });
const { document, navigator, sessionStorage, HTMLElement, HTMLIFrameElement, MutationObserver, Node } =
  window;
const globals = {
  window,
  document,
  navigator,
  sessionStorage,
  HTMLElement,
  HTMLIFrameElement,
  MutationObserver,
  Node,
};
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
