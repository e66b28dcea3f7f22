/** What a maintainer reads after a pull: what is new, what is gone, and what of the client that touches. */
import { optionName } from "../src/transport/wire.js";
import { compare } from "./compare.js";
import type { Change, Field } from "./compare.js";
import type { Outcome } from "./edits.js";
import { beyondDocument, facadeNeeds, withoutMethod } from "./facade.js";
import type { Need } from "./facade.js";
import { bodyOf, find, objectsOf, operationsOf, partsOf, schemasOf } from "../src/cli/json.js";
import type { JsonObject } from "../src/cli/json.js";
import type { Dangling } from "../src/cli/normalize.js";

/** A field and the methods that give or take it. */
export interface FieldNote {
  place: string;
  /** Its name as an option of these methods; absent where it is part of an answer or of a value. */
  option?: string;
  methods: string[];
}

export interface OperationNote {
  operation: string;
  methods: string[];
}

export interface Report {
  source: string;
  version: string;
  operations: { added: OperationNote[]; removed: OperationNote[] };
  schemas: { added: string[]; removed: string[] };
  fields: { added: FieldNote[]; removed: FieldNote[]; changed: (Change & FieldNote)[] };
  corrections: { id: string; reason: string; outcome: Outcome; missing: string[] }[];
  /** Operations that neither a method calls nor `scripts/facade.ts` gives a reason for. */
  withoutMethod: string[];
  /** What methods send and the document does not know: a whole operation, or one of its fields. */
  unknownToDocument: { method: string; operation: string; option?: string }[];
  /** References to what is not there: `unknown` stands in their place. */
  dangling: Dangling[];
  /** Operations that say nothing of what they answer, and are left out. */
  hollow: string[];
  /** Fields that are no options, because of their names. */
  leftOut: string[];
  /** Places without a sentence. */
  undocumented: string[];
}

/** What `pull` and `generate` already know. */
export type Findings = Omit<
  Report,
  "version" | "operations" | "schemas" | "fields" | "withoutMethod" | "unknownToDocument"
>;

export function report(before: JsonObject, after: JsonObject, findings: Findings): Report {
  const { operations, schemas, fields } = compare(before, after);
  const there = operationsOf(after);
  const needs = facadeNeeds(new Set([...there.keys(), ...operationsOf(before).keys()]));
  const operationNote = (operation: string) => ({ operation, methods: methodsOf([operation], needs) });
  const noteIn = (document: JsonObject) => {
    const users = usersOf(document);
    return (place: string) => noteOf(place, users, needs);
  };
  const [noteBefore, noteAfter] = [noteIn(before), noteIn(after)];
  const called = new Set(needs.map(({ operation }) => operation));
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
    withoutMethod: [...there.keys()].filter((key) => !called.has(key) && !(key in withoutMethod)),
    unknownToDocument: needs.flatMap((need) => unknown(need, after)),
  };
}

function unknown({ method, operation, fields }: Need, document: JsonObject): Report["unknownToDocument"] {
  if (operation in beyondDocument) return [];
  const target = operationsOf(document).get(operation);
  if (target === undefined) return [{ method, operation }];
  const known = requestFields(document, target);
  return fields
    .filter((field) => !known.has(field) && !(`${operation} ${field}` in beyondDocument))
    .map((field) => ({ method, operation, option: optionName(field) }));
}

/** The fields of an operation's query and body. */
function requestFields(document: JsonObject, operation: JsonObject): Set<string> {
  const query = objectsOf(operation["parameters"]).filter(({ in: place }) => place === "query");
  const bodies = partsOf(document, bodyOf(operation)).map((part) => find(part, ["properties"]) ?? {});
  return new Set([...query.map(({ name }) => String(name)), ...bodies.flatMap(Object.keys)]);
}

/** For each schema, the operations whose body it is, and those that have to do with it in any way. */
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

function methodsOf(operations: string[], needs: Need[]): string[] {
  const methods = needs.filter(({ operation }) => operations.includes(operation)).map(({ method }) => method);
  return [...new Set(methods)];
}

function noteOf(place: string, users: Users, needs: Need[]): FieldNote {
  const note = (operations: string[] = [], option?: string): FieldNote => {
    const methods = methodsOf(operations, needs);
    return option === undefined ? { place, methods } : { place, option, methods };
  };
  const [, operation, part = ""] = /^([A-Z]+ \/\S*) (.*)$/.exec(place) ?? [];
  if (operation !== undefined) {
    return note([operation], part === "body" ? undefined : optionAt(part.replace(/^body\./, "")));
  }
  const [, schema = place, path = ""] = /^([^.[]+)(?:\.(.*))?$/.exec(place) ?? [];
  const [bodies, option] = [users.bodies.get(schema), optionAt(path)];
  return bodies && option ? note(bodies, option) : note(users.all.get(schema));
}

/** The option that a place is: a field itself or the elements of its list, not what is inside its value. */
function optionAt(path: string): string | undefined {
  const [, field] = /^([a-z_]\w*)(?:\[\])*$/i.exec(path) ?? [];
  return field && optionName(field);
}

/** The report in words. */
export function inWords(report: Report): string {
  const { operations, schemas, fields, corrections } = report;
  const outcomes = (outcome: Outcome) => corrections.filter((each) => each.outcome === outcome);
  const sections: [title: string, lines: string[]][] = [
    ["Operations added", operations.added.map(operationLine)],
    ["Operations removed", operations.removed.map(operationLine)],
    ["Schemas added", schemas.added],
    ["Schemas removed", schemas.removed],
    ["Fields added", fields.added.map(fieldLine)],
    ["Fields removed", fields.removed.map(fieldLine)],
    ["Fields changed", fields.changed.map((each) => `${fieldLine(each)}: ${changeLine(each)}`)],
    ["Sent by a method and unknown to the document", report.unknownToDocument.map(unknownLine)],
    ["Operations without a method or a reason to have none", report.withoutMethod],
    ["Operations that say nothing of what they answer, left out", report.hollow],
    ["Fields that are no options, because of their names", report.leftOut],
    [
      "References to nothing, taken for unknown",
      report.dangling.map(({ place, reference }) => `${place}: ${reference}`),
    ],
    ["Corrections already right: delete them", outcomes("already right").map(({ id }) => id)],
    [
      "Corrections that no longer apply: their places are gone",
      corrections
        .filter(({ missing, outcome }) => missing.length > 0 || outcome === "no longer applies")
        .map(({ id, missing }) => [id, missing.join(", ")].filter(Boolean).join(": ")),
    ],
    ["Places without a sentence: write it into openapi.json", report.undocumented],
  ];
  const counts = (["applied", "already right", "no longer applies"] as const).map(
    (outcome) => `${outcomes(outcome).length} ${outcome}`,
  );
  return [
    `${report.source}, version ${report.version}`,
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) =>
        [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)].join("\n"),
      ),
    `${corrections.length} corrections: ${counts.join(", ")}`,
  ].join("\n\n");
}

const someOf = (names: string[]): string =>
  names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");

function operationLine({ operation, methods }: OperationNote): string {
  return methods.length > 0 ? `${operation}: ${methods.join(", ")}` : operation;
}

function fieldLine({ place, option, methods }: FieldNote): string {
  if (methods.length === 0) return place;
  return option === undefined
    ? `${place} (${someOf(methods)})`
    : `${place} (${option} of ${someOf(methods)})`;
}

function unknownLine({ method, operation, option }: Report["unknownToDocument"][number]): string {
  return option === undefined ? `${method}: ${operation}` : `${method}: ${option} of ${operation}`;
}

function changeLine({ was, is }: Change): string {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof Field)[];
  return names
    .map((name) => {
      if (name !== "enum") return `${name} ${JSON.stringify(was[name])} -> ${JSON.stringify(is[name])}`;
      const [old = [], now = []] = [was.enum, is.enum];
      const gone = old.filter((value) => !now.includes(value)).map((value) => `-${JSON.stringify(value)}`);
      const more = now.filter((value) => !old.includes(value)).map((value) => `+${JSON.stringify(value)}`);
      return `enum ${[...more, ...gone].join(" ") || "in another order"}`;
    })
    .join("; ");
}
