/** Follows every link within the site in dist-docs/: `npm run docs`. Fails if a page, a file or a heading is missing. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../dist-docs/", import.meta.url));
const files = readdirSync(site, { recursive: true }).map(String);
const pages = new Map(
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => {
      const html = readFileSync(join(site, file), "utf8");
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
      const links = [...html.matchAll(/ href="([^"]*)"/g)].map(([, link = ""]) => link);
      return [file, { ids: new Set(ids), links }] as const;
    }),
);

const dead = new Set<string>();
for (const [page, { links }] of pages) {
  for (const link of links.filter((each) => !/^([a-z]+:|#$)/.test(each))) {
    const [path = "", anchor] = link.split("#").map(decodeURIComponent);
    const linked = join(site, path === "" ? page : join(dirname(page), path));
    const target = relative(site, linked) || "index.html";
    const ids = pages.get(target)?.ids;
    const isDead = !existsSync(linked) || (anchor && ids !== undefined && !ids.has(anchor));
    if (isDead) dead.add(`${page}: ${link}`);
  }
}
for (const link of dead) console.error(`Dead link in ${link}`);
console.log(`${pages.size} pages, ${dead.size} dead links`);
if (dead.size > 0) process.exitCode = 1;
