/** Reports what a new upstream structure changes, and which methods of the client that concerns. */
import { find } from "../src/cli/json.js";
import type { JsonObject } from "../src/cli/json.js";
import type { Dangling } from "../src/cli/normalize.js";
import { optionName } from "../src/transport/names.js";
import type { CorrectionOutcome } from "./build-document.js";
import { compare } from "./compare.js";
import type { Change } from "./compare.js";
import { methodOperations } from "./method-operations.js";
import type { MethodOperations } from "./method-operations.js";
import { bodyOf, operationsOf, partsOf, schemasOf } from "./openapi.js";
import type { SentenceGaps } from "./sentences.js";
import { outsideDocument, withoutMethod } from "./without-method.js";

/** A field and the methods that take or return it. */
export interface FieldNote {
  place: string;
  /** The field's name as an option of `methods`; missing for a field of a response or inside a value. */
  option?: string;
  methods: string[];
}

export interface OperationNote {
  operation: string;
  methods: string[];
}

/** Results of the steps before the report. */
export interface Findings extends SentenceGaps {
  source: string;
  corrections: CorrectionOutcome[];
  /** References whose target is missing: their type is `unknown`. */
  dangling: Dangling[];
  /** Operations without responses, which are left out. */
  hollow: string[];
  /** Fields whose names cannot be options. */
  notOptions: string[];
}

export interface Report extends Findings {
  version: string;
  operations: { added: OperationNote[]; removed: OperationNote[] };
  schemas: { added: string[]; removed: string[] };
  fields: { added: FieldNote[]; removed: FieldNote[]; changed: (Change & FieldNote)[] };
  /** Operations that neither a method calls nor scripts/without-method.ts excuses. */
  withoutMethod: string[];
  /** Operations that methods call and the document lacks. */
  withoutOperation: OperationNote[];
}

/**
 * Compares two corrected documents.
 *
 * @param methods - The operations of each method. Default: read from src/.
 */
export function report(
  before: JsonObject,
  after: JsonObject,
  findings: Findings,
  methods: MethodOperations[] = methodOperations(),
): Report {
  const { operations, schemas, fields } = compare(before, after);
  const present = [...operationsOf(after).keys()];
  const called = [...new Set(methods.flatMap(({ calls }) => calls))];
  const operationNote = (operation: string) => ({ operation, methods: callersOf([operation], methods) });
  const noteIn = (document: JsonObject) => {
    const users = usersOf(document);
    return (place: string) => noteOf(place, users, methods);
  };
  const [noteBefore, noteAfter] = [noteIn(before), noteIn(after)];
  return {
    ...findings,
    version: String(find(after, ["info"])?.["version"]),
    operations: {
      added: operations.added.map(operationNote),
      removed: operations.removed.map(operationNote),
    },
    schemas,
    fields: {
      added: fields.added.map(noteAfter),
      removed: fields.removed.map(noteBefore),
      changed: fields.changed.map((change) => ({ ...change, ...noteAfter(change.place) })),
    },
    withoutMethod: present.filter((key) => !called.includes(key) && !(key in withoutMethod)),
    withoutOperation: called
      .filter((key) => !present.includes(key) && !(key in outsideDocument))
      .map(operationNote),
  };
}

/** The operations that use each schema: as their body, or in any way. */
interface Users {
  bodies: Map<string, string[]>;
  all: Map<string, string[]>;
}

function usersOf(document: JsonObject): Users {
  const users: Users = { bodies: new Map(), all: new Map() };
  const note = (map: Map<string, string[]>, name: string, key: string) =>
    void map.set(name, [...(map.get(name) ?? []), key]);
  const schemas = schemasOf(document);
  const within = (value: JsonObject) =>
    [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"/]+)"/g)].map(([, name = ""]) => name);
  for (const [key, operation] of operationsOf(document)) {
    const reached = new Set(within(operation));
    for (const name of reached) within(schemas.get(name) ?? {}).forEach((other) => reached.add(other));
    for (const name of reached) note(users.all, name, key);
    const fields = new Set(partsOf(document, bodyOf(operation)));
    for (const [name, schema] of schemas) if (fields.has(schema)) note(users.bodies, name, key);
  }
  return users;
}

const callersOf = (operations: string[], methods: MethodOperations[]): string[] =>
  methods
    .filter(({ calls }) => calls.some((operation) => operations.includes(operation)))
    .map(({ method }) => method);

const takersOf = (operations: string[], methods: MethodOperations[]): string[] =>
  methods
    .filter(({ takes }) => takes.some((operation) => operations.includes(operation)))
    .map(({ method }) => method);

function noteOf(place: string, users: Users, methods: MethodOperations[]): FieldNote {
  const note = (operations: string[] = [], option?: string): FieldNote => {
    const takers = option === undefined ? [] : takersOf(operations, methods);
    if (option !== undefined && takers.length > 0) return { place, option, methods: takers };
    return { place, methods: callersOf(operations, methods) };
  };
  // A place is that of an operation's field (`GET /runs limit`) or of a schema's (`Run.status`).
  const [, operation, part = ""] = /^([A-Z]+ \/\S*) (.*)$/.exec(place) ?? [];
  if (operation !== undefined) {
    return note([operation], part === "body" ? undefined : optionAt(part.replace(/^body\./, "")));
  }
  const [, schema = place, path = ""] = /^([^.[]+)(?:\.(.*))?$/.exec(place) ?? [];
  const [bodies, option] = [users.bodies.get(schema), optionAt(path)];
  return bodies && option ? note(bodies, option) : note(users.all.get(schema));
}

/** The option of a field or of the elements of its list; `undefined` for a field inside a value. */
function optionAt(path: string): string | undefined {
  const [, field] = /^([a-z_]\w*)(?:\[\])*$/i.exec(path) ?? [];
  return field && optionName(field);
}
