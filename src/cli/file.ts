/** Writes the file of a deployment's types. */
import type { JsonObject } from "./json.js";
import type { Deployment } from "./deployment.js";
import { graphMember } from "./graphs.js";
import type { GraphMember } from "./graphs.js";
import { clientTypes } from "./messages.js";
import { print } from "./print.js";
import type { Generators } from "./print.js";
import { isOpenApi, ownRoutes } from "./routes.js";
import { Schemas } from "./schemas.js";

export interface TypesFile {
  content: string;
  graphs: string[];
  routes: string[];
  /** One line for each part that is missing on the server and became `unknown`. */
  notes: string[];
}

const HEADER = "// Made by `langgraph-client types`. Do not edit it: run the command again.\n";

export async function typesFile(deployment: Deployment, generators: Generators): Promise<TypesFile> {
  const schemas = new Schemas();
  const notes = [...deployment.notes];
  const members = [...deployment.graphs].map(
    ([id, given]) => [id, graphMember(id, given, schemas, notes)] as const,
  );
  const { document } = deployment;
  const routes: JsonObject = document && isOpenApi(document) ? ownRoutes(document, schemas) : {};
  const hidden = new Set(clientTypes);
  const { types, paths } = await print(schemas.components, routes, hidden, generators);
  notes.push(...[...schemas.dangling].sort().map((reference) => `the target of ${reference} is missing`));
  const body = [graphsSource(members), ...(paths ? [pathsSource(paths)] : []), ...(types ? [types] : [])];
  const imports = importsSource(body.join("\n"));
  return {
    content: `${[HEADER + imports, ...body].join("\n")}\n`.replace(/\n{3,}/g, "\n\n"),
    graphs: members.map(([id]) => id),
    routes: Object.keys(routes),
    notes,
  };
}

function graphsSource(graphs: (readonly [id: string, member: GraphMember])[]): string {
  const members = graphs.map(([id, member]) => {
    const parts = Object.entries(member).map(([part, type]) => `    ${part}: ${type};`);
    return `  ${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(id) ? id : JSON.stringify(id)}: {\n${parts.join("\n")}\n  };`;
  });
  return `/** The graphs of the deployment, by their ids: \`new LangGraphClient<Graphs>()\`. */
export interface Graphs {\n${members.join("\n")}\n}\n`;
}

function pathsSource(paths: string): string {
  return `/** The API's paths and the deployment's own: \`new LangGraphClient<Graphs, paths>().raw\`. */
export interface paths extends ApiPaths {\n${paths.replace(/^(?=.)/gm, "  ")}\n}\n`;
}

/** The import of the client's types that the source uses. */
function importsSource(source: string): string {
  // A type that only a comment names needs no import.
  const code = source.replace(/\/\*[^]*?\*\//g, "");
  const used = [...clientTypes].filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort();
  const names = [...used, ...(/\bApiPaths\b/.test(code) ? ["paths as ApiPaths"] : [])];
  return names.length > 0 ? `import type { ${names.join(", ")} } from "langgraph-client";\n` : "";
}
