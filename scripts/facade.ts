/** What the methods of the client need of the document, as the table of what they send says it. */
import { withoutMethod } from "../test/spec/without-method.js";
import { rows } from "../test/wire/rows.js";
import type { Sends } from "../test/wire/row.js";

/** What a method sends that the document lacks, and why that is right. */
export const beyondDocument: Readonly<Record<string, string>> = {
  "POST /threads/{thread_id}/runs on_disconnect":
    "Of no use to a run in the background; the stateless form takes it, and one type is for both.",
  "GET /runs/{run_id}/stream": "Runs without a thread can be joined on the JS server only.",
};

export { withoutMethod };

/** What one method sends to one operation. */
export interface Need {
  method: string;
  operation: string;
  /** Fields of the query and of the body, by their wire names. */
  fields: string[];
}

/** The operation that a request goes to. One with fewer placeholders is meant where several fit. */
function operationOf(request: string, operations: readonly string[]): string {
  const target = request.replace(/\?.*/, "");
  const fitting = operations.filter((key) =>
    new RegExp(`^${key.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(target),
  );
  return fitting.sort((a, b) => a.split("{").length - b.split("{").length)[0] ?? target;
}

function fieldsOf({ to, body }: Sends): string[] {
  const query = new URLSearchParams(to.split("?")[1] ?? "");
  const bodies = [body].flat().flatMap((each) => (typeof each === "object" && each !== null ? [each] : []));
  return [...query.keys(), ...bodies.flatMap((each) => Object.keys(each))];
}

/**
 * What all methods send.
 *
 * @param operations - The operations to look among. A request that goes to none of them stands for itself.
 */
export function facadeNeeds(operations: Iterable<string>): Need[] {
  const known = [...operations, ...Object.keys(beyondDocument)];
  const needs = new Map<string, Need>();
  for (const { method, sends } of rows.filter((row) => !/^(raw|request)\b/.test(row.method))) {
    for (const each of [sends].flat()) {
      const request = typeof each === "string" ? { to: each } : each;
      const operation = operationOf(request.to, known);
      const key = `${method} ${operation}`;
      const fields = [...(needs.get(key)?.fields ?? []), ...fieldsOf(request)];
      needs.set(key, { method, operation, fields: [...new Set(fields)] });
    }
  }
  return [...needs.values()];
}
