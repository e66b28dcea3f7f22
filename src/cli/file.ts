/** Writes the file of a deployment's types. */
import { HEADER, checkFile, referredTypes } from "./check-file.js";
import type { JsonObject } from "./json.js";
import type { Deployment } from "./deployment.js";
import { graphMember } from "./graphs.js";
import type { GraphMember } from "./graphs.js";
import { clientTypes } from "./messages.js";
import { memberName } from "./names.js";
import { print } from "./print.js";
import type { Generators } from "./print.js";
import { isOpenApi, ownRoutes } from "./routes.js";
import { Schemas } from "./schemas.js";
import { visible } from "./text.js";

export interface TypesFile {
  content: string;
  graphs: string[];
  routes: string[];
  /** One line for each part that is missing or unusable on the server and became `unknown`. */
  notes: string[];
}

export async function typesFile(deployment: Deployment, generators: Generators): Promise<TypesFile> {
  const schemas = new Schemas();
  const notes = [...deployment.notes];
  const members = [...deployment.graphs].map(
    ([id, given]) => [id, graphMember(id, given, schemas, notes)] as const,
  );
  const { document } = deployment;
  const routes: JsonObject = document && isOpenApi(document) ? ownRoutes(document, schemas) : {};
  schemas.breakCircles();
  const hidden = new Set(clientTypes);
  const { types, paths } = await print(schemas.components, routes, hidden, generators);
  notes.push(...[...schemas.dangling].sort().map((reference) => `the target of ${reference} is missing`));
  const heads = [graphsSource(members), ...(paths ? [pathsSource(paths)] : [])];
  const content = contentThatCompiles(heads, types, notes, generators);
  return { content, graphs: members.map(([id]) => id), routes: Object.keys(routes), notes };
}

/** The content of the file. Types that do not compile, such as one that is only itself, become `unknown`. */
function contentThatCompiles(
  heads: string[],
  types: Map<string, string>,
  notes: string[],
  { ts }: Generators,
): string {
  for (;;) {
    const body = [...heads, ...(types.size > 0 ? [[...types.values()].join("\n\n")] : [])].join("\n");
    const content = `${HEADER}${importsSource(referredTypes(body, ts))}\n${body}\n`.replace(
      /\n{3,}/g,
      "\n\n",
    );
    const broken = checkFile(content, clientTypes, ts);
    if (broken.length === 0) return content;
    for (const name of broken) {
      const source = `export type ${name} = unknown;`;
      if (!types.has(name) || types.get(name) === source) {
        throw new Error(`The server's schemas do not become types: ${name} does not compile.`);
      }
      types.set(name, source);
      notes.push(`the schema of ${name} is not a valid type`);
    }
  }
}

function graphsSource(graphs: (readonly [id: string, member: GraphMember])[]): string {
  const members = graphs.map(([id, member]) => {
    const parts = Object.entries(member).map(([part, type]) => `    ${part}: ${type};`);
    return `  ${memberName(id)}: {\n${parts.join("\n")}\n  };`;
  });
  return visible(`/** The graphs of the deployment, by their ids: \`new LangGraphClient<Graphs>()\`. */
export interface Graphs {\n${members.join("\n")}\n}\n`);
}

function pathsSource(paths: string): string {
  return `/** The API's paths and the deployment's own: \`new LangGraphClient<Graphs, paths>().raw\`. */
export interface paths extends ApiPaths {\n${paths.replace(/^(?=.)/gm, "  ")}\n}\n`;
}

/** The import of the client's types that the file uses. */
function importsSource(used: ReadonlySet<string>): string {
  const names = [...clientTypes].filter((name) => used.has(name)).sort();
  if (used.has("ApiPaths")) names.push("paths as ApiPaths");
  return names.length > 0 ? `import type { ${names.join(", ")} } from "langgraph-client";\n` : "";
}
