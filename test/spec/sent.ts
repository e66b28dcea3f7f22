/** The operations and fields that the table of test/wire sends. */
import { outsideDocument } from "../../scripts/without-method.js";
import { rows } from "../wire/rows.js";
import type { Sends } from "../wire/row.js";

/** One operation that a method sends requests to. */
export interface Sent {
  method: string;
  operation: string;
  /** Wire names of the fields in the query and the body. */
  fields: string[];
}

/** Finds the operation of a request. If several match, the one with the fewest placeholders. */
function operationOf(request: string, operations: readonly string[]): string {
  const target = request.replace(/\?.*/, "");
  const matching = operations.filter((key) =>
    new RegExp(`^${key.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(target),
  );
  return matching.sort((a, b) => a.split("{").length - b.split("{").length)[0] ?? target;
}

function fieldsOf({ to, body }: Sends): string[] {
  const query = new URLSearchParams(to.split("?")[1] ?? "");
  const bodies = [body].flat().flatMap((each) => (typeof each === "object" && each !== null ? [each] : []));
  return [...query.keys(), ...bodies.flatMap((each) => Object.keys(each))];
}

/** Everything that the methods of resources send, by method and operation. */
export function sentBy(operations: Iterable<string>): Sent[] {
  const known = [...operations, ...Object.keys(outsideDocument)];
  const sent = new Map<string, Sent>();
  for (const { method, sends } of rows.filter((row) => !/^(raw|request)\b/.test(row.method))) {
    for (const each of [sends].flat()) {
      const request = typeof each === "string" ? { to: each } : each;
      const operation = operationOf(request.to, known);
      const key = `${method} ${operation}`;
      const fields = [...(sent.get(key)?.fields ?? []), ...fieldsOf(request)];
      sent.set(key, { method, operation, fields: [...new Set(fields)] });
    }
  }
  return [...sent.values()];
}
