/** The globals of a browser that React needs. Imported before React. */
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "http://localhost/" });
const { document, navigator, sessionStorage } = window;
for (const [name, value] of Object.entries({ window, document, navigator, sessionStorage })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
