/** Reads the project's own sources and pages, for tests of their form. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Folders of installed and built files. */
const OTHERS = ["node_modules", "dist", ".next", ".venv", ".venv-aegra"];

/** Lists the files of a folder with an ending, as paths from the root. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return OTHERS.includes(entry.name) ? [] : filesIn(path, ending);
    return path.endsWith(ending) ? [path] : [];
  });
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);
}

/** All nodes below a node, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node, void, undefined> {
  for (const child of node.getChildren()) {
    yield child;
    yield* nodesOf(child);
  }
}

function tokensOf(node: ts.Node): ts.Node[] {
  const isToken = (each: ts.Node) =>
    each.getChildCount() === 0 && each.getWidth() > 0 && each.kind < ts.SyntaxKind.FirstJSDocNode;
  return [...nodesOf(node)].filter(isToken);
}

/** The number of lines of a node that hold code. */
export function codeLines(node: ts.Node): number {
  const source = node.getSourceFile();
  const lines = new Set<number>();
  for (const token of tokensOf(node)) {
    const first = source.getLineAndCharacterOfPosition(token.getStart()).line;
    const last = source.getLineAndCharacterOfPosition(token.getEnd()).line;
    for (let line = first; line <= last; line += 1) lines.add(line);
  }
  return lines.size;
}

/** The comments of a file, without their delimiters. */
export function commentsOf(source: ts.SourceFile): string[] {
  const comments = new Map<number, string>();
  const collect = (ranges: ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) comments.set(pos, source.text.slice(pos, end));
  };
  for (const node of [...tokensOf(source), source.endOfFileToken]) {
    collect(ts.getLeadingCommentRanges(source.text, node.getFullStart()));
    collect(ts.getTrailingCommentRanges(source.text, node.getEnd()));
  }
  return [...comments.values()].map((comment) =>
    comment
      .replace(/^\/\*\*?|\*\/$/g, "")
      .replace(/^[ \t]*(\*|\/\/+) ?/gm, "")
      .trim(),
  );
}

/** The modules that a file imports: paths from the root for files of the project, else names of packages. */
export function importsOf(file: string): string[] {
  return ts.preProcessFile(textOf(file)).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith(".")) return fileName;
    return relative(root, join(root, dirname(file), fileName)).replace(/\.js$/, ".ts");
  });
}
