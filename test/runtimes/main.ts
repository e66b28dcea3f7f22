/** Runs the program as a command, in Node, Bun and Deno. */
import { program } from "./program.js";
import type { Target } from "./program.js";

void program(JSON.parse(process.argv[2] ?? "{}") as Target).then((report) => {
  console.log(JSON.stringify(report));
  process.exit();
});
