/** The globals of a browser that a page needs. Imported before React. */
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "http://localhost/" });
const { document, navigator, location, sessionStorage, FormData, MutationObserver } = window;
const addEventListener = window.addEventListener.bind(window);
const removeEventListener = window.removeEventListener.bind(window);
for (const [name, value] of Object.entries({
  window,
  document,
  navigator,
  location,
  sessionStorage,
  FormData,
  MutationObserver,
  addEventListener,
  removeEventListener,
})) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
