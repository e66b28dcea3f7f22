/** The globals of a browser that a page needs. Imported before React. */
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "http://localhost/" });
const { document, navigator, sessionStorage, FormData, MutationObserver } = window;
for (const [name, value] of Object.entries({
  window,
  document,
  navigator,
  sessionStorage,
  FormData,
  MutationObserver,
})) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
