/** Tables of steps that both clients pass through, with the same results. */
import { expect, inject, test } from "vitest";
import { official, ours, type NewClient } from "./clients.js";

export interface Step {
  /** The title of the test. */
  does: string;
  run: (newClient: NewClient) => Promise<unknown>;
  /** The result of both clients, or a part of it. */
  gives: unknown;
  /** The result of this client, if it is another one. */
  differs?: { because: string; gives: unknown };
}

/**
 * Makes a test of each step: the official client has the expected result, and this client the same in every detail, or
 * the difference that the step lists.
 */
export function compare(steps: readonly Step[]): void {
  test.each(steps.map((step) => [step.does, step] as const))("%s", async (_, { run, gives, differs }) => {
    const there = await outcome(run(official));
    const here = await outcome(run(ours));
    expect(there).toMatchObject(gives as object);
    if (differs === undefined) return expect(here).toEqual(there);
    expect(here).toMatchObject(differs.gives as object);
    expect(here, `No difference, though it was listed: ${differs.because}`).not.toEqual(there);
  });
}

/** The two results of a step that fails with an HTTP error: `gives` and `differs`. */
export function httpError(name: string, message: string): [object, NonNullable<Step["differs"]>] {
  const because = "Errors have classes, and their messages end with the request.";
  const gives = { error: name, message: expect.stringContaining(message) as string };
  return [
    { error: "Error", message },
    { because, gives },
  ];
}

/** The result of a step, or its error. */
const outcome = (step: Promise<unknown>): Promise<unknown> =>
  step.then(comparable, (error: unknown) => comparable(error));

const ID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\b[\da-f]{32}\b/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|\+00:00)/g;

/** Copies a result as JSON. Ids are numbered by their first appearance; times and the server's URL are hidden. */
function comparable(result: unknown): unknown {
  const ids: string[] = [];
  const numbered = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `id ${ids.indexOf(id) + 1}`;
  };
  const text = (value: string): string =>
    value.replaceAll(inject("serverUrl"), "").replace(ID, numbered).replace(TIME, "time");
  const copy = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [text(key), copy(each)]));
  };
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Error ? { error: value.name, message: value.message } : value;
  return copy(JSON.parse(JSON.stringify(result, plain) ?? "null"));
}
