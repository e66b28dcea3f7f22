/** The commands and files of docs/chat-react.md, from an empty folder to a page in Chromium, with the packed package. */
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";
import { pack, temporaryFolder } from "../../scripts/pack.js";
import { listenUntilFinished } from "../helpers/server.js";
import { LAUNCH } from "./scenarios/chromium-screen.js";

const run = promisify(execFile);
const TYPES: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

/** Follows the guide in a folder. Returns the folder of the built page. */
async function follow(folder: string, tarball: string): Promise<string> {
  const guide = await readFile(fileURLToPath(new URL("../../docs/chat-react.md", import.meta.url)), "utf8");
  const first = (language: string): string =>
    new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m").exec(guide)![1]!;
  let cwd = folder;
  for (const command of first("sh").trim().split("\n")) {
    const [program, ...args] = command.replace("langgraph-client", tarball).split(" ");
    if (program === "cd") cwd = join(cwd, args[0]!);
    else await run(program!, args, { cwd });
  }
  await writeFile(
    join(cwd, "src/client.ts"),
    first("ts").replace("http://localhost:2024", inject("serverUrl")),
  );
  await writeFile(join(cwd, "src/App.tsx"), first("tsx"));
  await build(cwd);
  return join(cwd, "dist");
}

/** Builds the page. tsc prints its errors to the standard output, which the error of a command leaves out. */
async function build(cwd: string): Promise<void> {
  const failed = await run("npm", ["run", "build"], { cwd }).catch((error: { stdout: string }) => error);
  if (failed instanceof Error) throw new Error(failed.stdout, { cause: failed });
}

/** Serves the files of a folder. */
const serve = (folder: string): Promise<string> =>
  listenUntilFinished(
    createServer(({ url = "/" }, response) => {
      const file = join(folder, url === "/" ? "index.html" : url);
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      readFile(file).then(
        (content) => response.writeHead(200, headers).end(content),
        () => response.writeHead(404).end(),
      );
    }),
  );

test("the guide leads from an empty folder to a chat page", { timeout: 300_000 }, async () => {
  await using folder = await temporaryFolder("guide");
  const dist = await follow(folder.path, await pack());
  const browser = await chromium.launch(LAUNCH);
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(await serve(dist));
  const name = crypto.randomUUID();
  await page.getByRole("textbox").fill(name);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText(`You said: ${name}`, { exact: true }).waitFor();
  await page.reload();
  await page.getByText(`You said: ${name}`, { exact: true }).waitFor();
  await page.getByRole("button", { name: "New chat" }).click();
  expect(await page.locator("p").count()).toBe(0);
  await page.getByRole("button", { name }).click();
  await page.getByText(`You said: ${name}`, { exact: true }).waitFor();
  await page.goBack();
  await page.getByText(`You said: ${name}`, { exact: true }).waitFor({ state: "detached" });
});
