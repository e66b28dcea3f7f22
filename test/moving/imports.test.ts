/** Compiles the rows, which are written for the official package, with the imports changed to this one. */
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesIn, root } from "../code/sources.js";
import { rows } from "./rows.js";

const files = filesIn("test/moving/rows", ".ts").map((file) => join(root, file));
const paths = {
  "@langchain/langgraph-sdk": ["./src/index.ts"],
  "@langchain/langgraph-sdk/client": ["./src/client-entry.ts"],
};

/** The title of the row around a place; outside of rows, the place and the error. */
function rowAt({ file, start = 0, messageText }: ts.Diagnostic): string {
  let title = `${file?.fileName}:${start} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end <= start) return;
    const does =
      ts.isObjectLiteralExpression(node) && node.properties.find((each) => each.name?.getText() === "does");
    if (does && ts.isPropertyAssignment(does) && ts.isStringLiteral(does.initializer))
      title = does.initializer.text;
    ts.forEachChild(node, visit);
  };
  if (file !== undefined) visit(file);
  return title;
}

test("calls for the official client compile after a change of import", { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const program = ts.createProgram(files, { ...options, paths: { ...options.paths, ...paths } });
  const problems = files
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map((problem) => [rowAt(problem), problem.code]);
  const expected = rows.flatMap(({ does, compileError }) =>
    compileError === undefined ? [] : [[does, compileError.code]],
  );
  expect(Object.fromEntries(problems)).toEqual(Object.fromEntries(expected));
  const read = program.getSourceFiles().map(({ fileName }) => fileName);
  expect(read.some((file) => file.includes("/src/client-entry.ts"))).toBe(true);
  expect(read.filter((file) => file.includes("/@langchain/langgraph-sdk/"))).toEqual([]);
});
