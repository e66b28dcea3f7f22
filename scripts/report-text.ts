/** Prints a report as text. */
import type { Change, Field } from "./compare.js";
import type { Outcome } from "./edits.js";
import type { FieldNote, OperationNote, Report } from "./report.js";

export function reportText(report: Report): string {
  const { corrections } = report;
  const counts = (["applied", "already right", "no longer applies"] as const).map(
    (outcome) => `${corrections.filter((each) => each.outcome === outcome).length} ${outcome}`,
  );
  return [
    `${report.source}, version ${report.version}`,
    ...[...changes(report), ...problems(report)]
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) =>
        [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)].join("\n"),
      ),
    `${corrections.length} corrections: ${counts.join(", ")}`,
  ].join("\n\n");
}

type Section = [title: string, lines: string[]];

function changes({ operations, schemas, fields }: Report): Section[] {
  return [
    ["Operations added", operations.added.map(operationLine)],
    ["Operations removed", operations.removed.map(operationLine)],
    ["Schemas added", schemas.added],
    ["Schemas removed", schemas.removed],
    ["Fields added", fields.added.map(fieldLine)],
    ["Fields removed", fields.removed.map(fieldLine)],
    ["Fields changed", fields.changed.map((each) => `${fieldLine(each)}: ${changeLine(each)}`)],
  ];
}

function problems(report: Report): Section[] {
  const ids = (outcome: Outcome) =>
    report.corrections.filter((each) => each.outcome === outcome).map(({ id }) => id);
  const gone = report.corrections.filter(
    ({ missing, outcome }) => missing.length > 0 || outcome === "no longer applies",
  );
  return [
    ["Methods whose operation is missing", report.withoutOperation.map(operationLine)],
    [
      "Operations without a method: write one, or add a reason to scripts/without-method.ts",
      report.withoutMethod,
    ],
    ["Operations left out, because they have no responses", report.hollow],
    ["Fields whose names cannot be options", report.notOptions],
    [
      "References to missing parts, typed as unknown",
      report.dangling.map(({ place, reference }) => `${place}: ${reference}`),
    ],
    ["Corrections already right: delete them", ids("already right")],
    [
      "Corrections with missing places: move or delete them",
      gone.map(({ id, missing }) => [id, missing.join(", ")].filter(Boolean).join(": ")),
    ],
    ["Places without a sentence: add it to spec/sentences.json", report.withoutSentence],
    ["Sentences of missing places: delete them from spec/sentences.json", report.staleSentences],
  ];
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

function changeLine({ was, is }: Change): string {
  // Object.keys loses the type of the keys.
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof Field)[];
  return names
    .map((name) => {
      if (name !== "enum") return `${name} ${JSON.stringify(was[name])} -> ${JSON.stringify(is[name])}`;
      const [old = [], now = []] = [was.enum, is.enum];
      const gone = old.filter((value) => !now.includes(value)).map((value) => `-${JSON.stringify(value)}`);
      const more = now.filter((value) => !old.includes(value)).map((value) => `+${JSON.stringify(value)}`);
      return `enum ${[...more, ...gone].join(" ") || "reordered"}`;
    })
    .join("; ");
}
