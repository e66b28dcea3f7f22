/** Checks the hover texts of the packed types: short, with public names instead of generated types. */
import { join } from "node:path";
import ts from "typescript";

/** Maximum length of a hover text. */
const MAX_LENGTH = 500;

/** A hover over the word after each comment must show the texts in the comment. `raw` is omitted: it shows generated types. */
const PROGRAM = `
import { Client, LangGraphClient, getInterrupts } from "langgraph-client";
import type { Message } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
interface State { messages: Message[] }
const client = new LangGraphClient<{ agent: { state: State } }>();
const old = new Client<State>();

const /* Thread< */thread = await client.threads.create();
const /* Thread<, [] */found = await client.threads./* Search, ApiPromise<Thread< */search();
const /* ThreadState<State */state = await client.threads.getState<"agent">("t");
const /* PendingInterrupt< */interrupts = getInterrupts(state);
const /* Run */run = await client.runs./* RunCreateOptions<, ThreadRunOptions>, ApiPromise<Run> */create("t", "agent");
client.runs./* RunCreateOptions<, StatelessRunOptions> */create(null, "agent");
const /* RunStream<StreamEvent<, State> */stream = client.runs./* RunStreamOptions< */stream("t", "agent", { streamMode: ["values", "updates"] });
for await (const /* StreamEvent< */event of stream) {
  if (event.event === "values") { const /* State */data = event.data; }
}
client.runs./* RunResumeOptions<, RunStream< */resume("t", "agent", "yes");
const /* RunResult<State, unknown> */final = await stream.final();
const /* RunOutput<State, unknown> */output = await old.runs./* RunWaitOptions<, ApiPromise<RunOutput<State, unknown>> */wait("t", "agent");
const /* Message */message = output.messages[0];
const /* Cron */cron = await client.crons./* CronCreateOptions<, ApiPromise<Cron> */create("agent", { schedule: "" });
old.crons./* CronCreateOptions<, "agent"> */create("agent", { schedule: "" });
client.crons./* ThreadCronCreateOptions< */createForThread("t", "agent", { schedule: "" });
client.threads./* ThreadGetOptions */get("t");
client.threads./* ThreadUpdateOptions */update("t", {});
client.threads./* StateUpdateOptions< */updateState<State>("t", { values: null });
client.threads./* ThreadStateOptions */getState("t");
client.threads./* HistoryOptions */getHistory("t");
client.runs./* RunStream<StreamEvent< */joinStream("t", "r", { streamMode: "values" });
client.runs./* RunListOptions */list("t");
client.runs./* RunBatchPayload< */createBatch([]);
client.runs./* RunWaitOptions< */wait("t", "other");
client.assistants./* AssistantSearchOptions */search();
client.crons./* CronSearchOptions */search();
client.store./* StoreSearchOptions */searchItems([]);
client.store./* NamespaceListOptions */listNamespaces();
client./* ApiPromise<, RequestOptions */request("GET", "/a");
const /* Item< */item = await client.store./* ApiPromise<Item<, ItemGetOptions */getItem(["a"], "b");
const /* Assistant */assistant = await client.assistants./* AssistantCreateOptions */create({ graphId: "a" });
const /* ThreadSession */session = /* ThreadSessionOptions<, ThreadSession */threadStream(client, "t", { assistantId: "agent" });
session./* Promise<string> */threadId;
`;

/** Names in hovers that do not come from the package: the compiler's own, the program's, and type parameters. */
const FOREIGN =
  /^(AbortSignal|Array|AsyncGenerator|Omit|Partial|Promise|Readonly|Record|State|Graphs|Id|Mode|Named|Subgraphs|ThreadId|Value|Values)$/;

/** The names in a hover that the package does not export. */
function privateNames(shown: string, exported: ReadonlySet<string>): string[] {
  const words = shown.replace(/"[^"]*"/g, "").match(/\b[A-Z]\w*/g) ?? [];
  return [...new Set(words)].filter((word) => !FOREIGN.test(word) && !exported.has(word));
}

/** The names that the entries of the package export. */
function exportedNames(program: ts.Program, file: string): ReadonlySet<string> {
  const checker = program.getTypeChecker();
  const imported = program.getSourceFile(file)!.statements.filter(ts.isImportDeclaration);
  const entries = imported.map(({ moduleSpecifier }) => checker.getSymbolAtLocation(moduleSpecifier)!);
  return new Set(entries.flatMap((entry) => checker.getExportsOfModule(entry)).map(({ name }) => name));
}

/** Returns a problem for each hover that is too long or lacks a name. The package must be installed beside `folder`. */
export function hoverProblems(folder: string): string[] {
  const file = join(folder, "hovers.mts");
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      strict: true,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = name === file ? PROGRAM : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
  };
  const service = ts.createLanguageService(host);
  const errors = service.getSemanticDiagnostics(file);
  const exported = exportedNames(service.getProgram()!, file);
  const problems = errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  for (const { 0: mark, 1: names = "", index } of PROGRAM.matchAll(/\/\* (.*?) \*\//g)) {
    const info = service.getQuickInfoAtPosition(file, index + mark.length);
    const shown = ts.displayPartsToString(info?.displayParts);
    const lacking = names.split(", ").filter((name) => !shown.includes(name));
    if (lacking.length > 0) problems.push(`No ${lacking.join(", ")} in the hover: ${shown}`);
    const hidden = privateNames(shown, exported);
    if (hidden.length > 0)
      problems.push(`The hover shows ${hidden.join(", ")}, which is not exported: ${shown}`);
    if (shown.length > MAX_LENGTH) problems.push(`A hover has ${shown.length} characters: ${shown}`);
  }
  return problems;
}
