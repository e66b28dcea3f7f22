/** Schemas in all shapes that servers and their libraries emit, and the types that are written for them. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/cli/json.js";
import { typesFile } from "../../src/cli/file.js";
import { loadGenerators } from "../../src/cli/generators.js";

const generators = await loadGenerators();

async function typesOf(graphs: Record<string, JsonObject>) {
  const given = Object.entries(graphs).map(([id, schemas]): [string, JsonObject] => [
    id,
    { graph_id: id, ...schemas },
  ]);
  const deployment = { graphs: new Map(given), document: undefined, notes: [] };
  const { content, notes } = await typesFile(deployment, generators);
  const [, graphsMember = ""] = /export interface Graphs \{\n([^]*?)\n\}/.exec(content) ?? [];
  /** The declaration of a type, on one line. */
  const type = (name: string) => {
    const source = ts.createSourceFile("types.ts", content, ts.ScriptTarget.ES2022);
    const found = source.statements.find(
      (statement) =>
        (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
        statement.name.text === name,
    );
    return found && content.slice(found.getStart(source), found.end).replace(/\s+/g, " ");
  };
  return { content, notes, type, graphsMember };
}

const object = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...rest,
});
const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
const text: JsonObject = { type: "string" };

/** Messages, as pydantic describes them. */
const messageDefs = Object.fromEntries(
  (
    [
      ["AIMessage", { const: "ai", default: "ai" }],
      ["HumanMessage", { const: "human", default: "human" }],
      ["ChatMessage", { const: "chat", default: "chat" }],
      ["ToolMessage", { const: "tool", default: "tool" }],
      ["AIMessageChunk", { const: "AIMessageChunk" }],
      ["SystemMessageChunk", { const: "SystemMessageChunk" }],
      ["BaseMessage", {}],
    ] as const
  ).map(([name, type]) => [
    name,
    object({ content: {}, type: { ...type, type: "string" } }, { title: name }),
  ]),
);
const anyMessage = { oneOf: Object.keys(messageDefs).map(ref) };

describe("messages", () => {
  test("messages of pydantic become Message in states and MessageInput in inputs", async () => {
    const schema = object(
      {
        messages: { type: "array", items: anyMessage },
        last: { anyOf: [ref("AIMessage"), { type: "null" }] },
      },
      { $defs: messageDefs, required: ["messages"] },
    );
    const { type, content } = await typesOf({
      agent: { input_schema: schema, output_schema: schema, state_schema: schema },
    });
    expect(type("AgentState")).toBe(
      "export interface AgentState { messages: Message[]; last?: AIMessage | null; }",
    );
    expect(type("AgentInput")).toBe(
      "export interface AgentInput { messages: MessageInput[]; last?: MessageInput | null; }",
    );
    expect(type("AgentUpdate")).toBe(
      "export interface AgentUpdate { messages?: Message | Message[]; last?: AIMessage | null; }",
    );
    expect(content).toContain('import type { AIMessage, Message, MessageInput } from "langgraph-client";');
  });

  test("messages are recognized by the mark of LangGraph's JS library and by the names of its TypeScript parser", async () => {
    const marked = object({ messages: { type: "array", items: {}, langgraph_type: "messages" } });
    const name = "BaseMessage<MessageStructure<MessageToolSet>,MessageType>";
    const parsed = object(
      { messages: { type: "array", items: { $ref: `#/definitions/${name}` } } },
      {
        definitions: {
          [name]: { oneOf: [{ $ref: "#/definitions/RemoveMessage" }] },
          RemoveMessage: object({ type: { type: "string", const: "remove" } }),
        },
      },
    );
    const { type } = await typesOf({ marked: { state_schema: marked }, parsed: { state_schema: parsed } });
    expect(type("MarkedState")).toBe("export interface MarkedState { messages?: Message[]; }");
    expect(type("ParsedState")).toBe("export interface ParsedState { messages?: Message[]; }");
  });

  test("a definition with messages becomes one type for states and one for inputs", async () => {
    const schema = object(
      { chat: ref("Chat"), plain: ref("Plain") },
      {
        $defs: {
          ...messageDefs,
          Chat: object({ all: { type: "array", items: anyMessage } }),
          Plain: object({ text }),
        },
      },
    );
    const { type } = await typesOf({ agent: { input_schema: schema, state_schema: schema } });
    expect(type("AgentState")).toContain("chat?: AgentChat; plain?: AgentPlain;");
    expect(type("AgentInput")).toContain("chat?: AgentChatInput; plain?: AgentPlain;");
    expect(type("AgentChat")).toContain("all?: Message[]");
    expect(type("AgentChatInput")).toContain("all?: MessageInput[]");
  });

  test("a state with fields type and content is not taken for a message", async () => {
    const own = object(
      { item: ref("Item") },
      { $defs: { Item: object({ content: text, type: { const: "ai" } }) } },
    );
    const { type } = await typesOf({ agent: { state_schema: own } });
    expect(type("AgentItem")).toBe('export interface AgentItem { content?: string; type?: "ai"; }');
  });
});

describe("schemas", () => {
  test("schemas of every draft become types", async () => {
    const state = object({
      pair: { type: "array", prefixItems: [text, { type: "integer" }] },
      older: { type: "array", items: [text, { type: "boolean" }] },
      maybe: { type: ["string", "null"] },
      also: { type: "string", nullable: true },
      either: { anyOf: [text, { type: "number" }, { type: "null" }] },
      one: { const: 5 },
      none: { const: null },
      some: { enum: ["a", "b", null] },
      all: { allOf: [object({ a: text }), object({ b: text })] },
      map: { type: "object", additionalProperties: { type: "number" } },
      patterns: { type: "object", patternProperties: { "^x": text } },
      anything: true,
      nothing: false,
      odd: { type: "any" },
      when: { type: "string", format: "date-time" },
    });
    const { type } = await typesOf({ g: { state_schema: state } });
    for (const field of [
      "pair?: [ string, number ];",
      "older?: [ string, boolean ];",
      "maybe?: string | null;",
      "also?: string | null;",
      "either?: string | number | null;",
      "one?: 5;",
      "none?: null;",
      'some?: "a" | "b" | null;',
      "all?: { a?: string; } & { b?: string; };",
      "map?: { [key: string]: number; };",
      "patterns?: { [key: string]: string; };",
      "anything?: unknown;",
      "odd?: unknown;",
      "when?: string;",
    ]) {
      expect(type("GState")).toContain(field);
    }
  });

  test("recursive schemas are supported: by definition, by zod's root, by path, and in the form of the JS server", async () => {
    const crazy = '{name:string;when?:{toISOString:any;getTime:any}|undefined;kind:"a"|"b";}';
    const { type } = await typesOf({
      pydantic: {
        state_schema: object(
          { tree: ref("Tree-Output") },
          { $defs: { "Tree-Output": object({ children: { type: "array", items: ref("Tree-Output") } }) } },
        ),
      },
      zod: {
        state_schema: object(
          { next: { anyOf: [{ $ref: "#" }, { type: "null" }] }, first: ref("__schema0") },
          { $defs: { __schema0: object({ text }) } },
        ),
      },
      path: { state_schema: object({ a: object({ text }), b: { $ref: "#/properties/a" } }) },
      parsed: {
        state_schema: object(
          { leaf: { $ref: `#/definitions/${crazy}` } },
          {
            definitions: {
              [crazy]: object({ when: { $ref: "#/definitions/{toISOString:any;getTime:any}" } }),
              "{toISOString:any;getTime:any}": object({ toISOString: {}, getTime: {} }),
            },
          },
        ),
      },
    });
    expect(type("PydanticTreeOutput")).toBe(
      "export interface PydanticTreeOutput { children?: PydanticTreeOutput[]; }",
    );
    expect(type("ZodState")).toBe("export interface ZodState { next?: ZodState | null; first?: ZodFirst; }");
    expect(type("PathState")).toBe("export interface PathState { a?: { text?: string; }; b?: PathA; }");
    expect(type("ParsedLeaf")).toBe("export interface ParsedLeaf { when?: ParsedWhen; }");
    expect(type("ParsedWhen")).toBe("export type ParsedWhen = string;");
  });

  test("descriptions become comments and are escaped", async () => {
    const { content } = await typesOf({
      g: { state_schema: object({ text: { ...text, description: "A text */ with an end" } }) },
    });
    expect(content).toContain("/** A text *\\/ with an end */");
  });

  test("references without a target become unknown and are reported", async () => {
    const { type, notes } = await typesOf({
      g: {
        state_schema: object({ a: ref("Nowhere"), b: { $ref: "other.json#/Thing" }, c: { $ref: "#/%E0" } }),
      },
    });
    expect(type("GState")).toBe("export interface GState { a?: unknown; b?: unknown; c?: unknown; }");
    expect(notes.slice(1)).toEqual([
      "the target of #/$defs/Nowhere is missing",
      "the target of #/%E0 is missing",
      "the target of other.json#/Thing is missing",
    ]);
  });
});

describe("graphs", () => {
  test("a state requires the fields that its output requires, and an output with other fields has its own type", async () => {
    const state = object({ question: text, answer: { ...text, default: null } });
    const output = object({ answer: text }, { required: ["answer"] });
    const { graphsMember, type } = await typesOf({
      same: { state_schema: state, output_schema: { ...state, required: ["question"] } },
      other: { state_schema: state, output_schema: output },
    });
    expect(graphsMember).not.toContain("output: Same");
    expect(graphsMember).toContain("output: OtherOutput;");
    expect(type("SameState")).toContain("question: string; answer?: string;");
    expect(type("OtherState")).toContain("question?: string; answer: string;");
  });

  test("the context is read from context_schema or the older config_schema, and left out if empty", async () => {
    const context = object({ tone: { enum: ["dry", "warm"] } }, { required: ["tone"] });
    const { graphsMember, type } = await typesOf({
      now: { context_schema: context, config_schema: object({ other: text }) },
      before: { config_schema: context, context_schema: null },
      none: { config_schema: {}, context_schema: null },
    });
    expect(type("NowContext")).toBe('export interface NowContext { tone: "dry" | "warm"; }');
    expect(type("BeforeContext")).toBe('export interface BeforeContext { tone: "dry" | "warm"; }');
    expect(graphsMember).toContain("none: {\n    state: unknown;\n  };");
  });

  test("graph ids that are not identifiers, that clash or that are reserved get valid type names", async () => {
    const schemas = { state_schema: object({ text }) };
    const ids = ["my-agent", "my_agent", "2nd", "Graphs", "日本", "a b/c", "message", "__proto__"];
    const { graphsMember, type, content } = await typesOf(
      Object.fromEntries([
        ...ids.map((id) => [id, schemas]),
        ["my", { state_schema: object({ text }), input_schema: object({ text }) }],
      ]),
    );
    expect(graphsMember.match(/^ {2}\S.*(?=: \{)/gm)?.map((name) => name.trim())).toEqual([
      '"my-agent"',
      "my_agent",
      '"2nd"',
      "Graphs",
      "日本",
      '"a b/c"',
      "message",
      "__proto__",
      "my",
    ]);
    expect(type("MyAgentState")).toBeDefined();
    expect(type("MyAgent2State")).toBeDefined();
    expect(type("Graph2ndState")).toBeDefined();
    expect(problemsOf(content)).toEqual([]);
  });

  test("different definitions with the same name become two types", async () => {
    const part = (type: string) => object({ it: ref("It") }, { $defs: { It: object({ a: { type } }) } });
    const { type } = await typesOf({ g: { state_schema: part("string"), input_schema: part("number") } });
    expect(type("GIt")).toContain("a?: string");
    expect(type("GItInput")).toContain("a?: number");
  });
});

function problemsOf(content: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(content, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => String(messageText));
}
