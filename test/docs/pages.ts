/** The pages of the project, and the programs that they show. */
import { filesIn } from "../code/sources.js";

export const pages = ["README.md", ...filesIn("docs", ".md")].sort();

/**
 * A program on a page: the link to its file, and the block that follows, such as
 * [`examples/tools.ts`](../examples/tools.ts):
 */
export const PROGRAM =
  /(^\[`((?:examples|test\/server\/graphs)\/[\w/.[\]-]+\.tsx?)`\]\((?:\.\.\/)?\2\):\n\n```tsx?\n)((?:(?!```).*\n)*)(?=```$)/gm;

/** The programs on a page: their files. */
export const programsOn = (text: string): string[] =>
  [...text.matchAll(PROGRAM)].map(([, , file = ""]) => file);
