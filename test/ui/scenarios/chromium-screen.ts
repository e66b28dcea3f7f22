/** A page in headless Chromium. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { beforeAll, inject, onTestFinished } from "vitest";
import type { Address } from "./browser.js";
import { withReact19 } from "./bundle.js";
import { networkTo, type Network } from "./network.js";
import { Screen, type Open } from "./screen.js";

/** Bundles the page. Strict mode mounts twice in development only. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    ...withReact19,
    entryPoints: [fileURLToPath(new URL("browser.tsx", import.meta.url))],
    define: { "process.env.NODE_ENV": '"development"' },
  });
  return outputFiles[0]!.text;
}

/** Options of the browser, which run.ts has found. */
export const LAUNCH = {
  executablePath: process.env["CHROMIUM"]!,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
};

let browser: Browser;
let url: string;

/** Starts the browser and the site for the tests of a file. */
export function useChromium(): void {
  beforeAll(async () => {
    const script = await bundle();
    const site = createServer(({ url: file }, response) => {
      const [type, body] =
        file === "/page.js"
          ? ["text/javascript", script]
          : ["text/html", '<main></main><script type="module" src="page.js"></script>'];
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
    browser = await chromium.launch(LAUNCH);
    return async () => {
      await browser.close();
      site.close();
      site.closeAllConnections();
    };
  });
}

class ChromiumScreen extends Screen {
  readonly #context: BrowserContext;
  readonly #network: Network;
  readonly #page: Page;

  constructor(context: BrowserContext, network: Network, page: Page) {
    super();
    this.#context = context;
    this.#network = network;
    this.#page = page;
  }

  /** Opens a tab with the page at an address. */
  static async open(context: BrowserContext, network: Network, address: string): Promise<Screen> {
    const page = await context.newPage();
    const screen = new ChromiumScreen(context, network, page);
    await page.exposeFunction("receive", (text: string) => screen.receive(text));
    await page.goto(address);
    return screen.isOpen();
  }

  async click(label: string): Promise<void> {
    await this.#page.getByRole("button", { name: label, exact: true }).click();
  }

  async fill(text: string): Promise<void> {
    await this.#page.getByRole("textbox").fill(text);
  }

  async reload(): Promise<void> {
    this.receive(undefined);
    await this.#page.reload();
    await this.isOpen();
  }

  async setOffline(isOffline: boolean): Promise<void> {
    // The browser's emulation refuses new requests, but leaves open streams alone.
    await this.#context.setOffline(isOffline);
    this.#network.setOffline(isOffline);
  }

  async openTab(): Promise<Screen> {
    return ChromiumScreen.open(this.#context, this.#network, this.#page.url());
  }
}

export const open: Open = async (hook, settings) => {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const network = await networkTo(inject("serverUrl"));
  const address: Address = { hook, settings: { ...settings, apiUrl: network.url } };
  return ChromiumScreen.open(context, network, `${url}#${encodeURIComponent(JSON.stringify(address))}`);
};
