/** The program as a command: for Node, Bun and Deno. */
import { program } from "./program.js";
import type { Place } from "./program.js";

program(JSON.parse(process.argv[2] ?? "{}") as Place).then((report) => {
  console.log(JSON.stringify(report));
  process.exit();
});
