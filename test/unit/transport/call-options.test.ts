/** Separation of call options and API fields. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { CALL_OPTIONS, splitOptions } from "../../../src/transport/call-options.js";
import { caught } from "../../helpers/async.js";

const { signal } = new AbortController();

describe("splitOptions", () => {
  const call = {
    signal,
    timeoutMs: null,
    maxRetries: 0,
    headers: { a: "1" },
    extraQuery: { b: 1 },
    extraBody: { c: 1 },
  };

  test("splitOptions separates all call options from the fields, which get their API names", () => {
    const options = Object.freeze({ ...call, graphId: "g", ifExists: undefined, metadata: { userId: 1 } });
    expect(splitOptions(options)).toStrictEqual({
      call,
      fields: { graph_id: "g", metadata: { userId: 1 } },
    });
  });

  test("splitOptions returns no fields for missing options", () => {
    const { call: none, fields } = splitOptions();
    expect(fields).toStrictEqual({});
    expect(Object.values(none).filter((value) => value !== undefined)).toEqual([]);
  });

  test("splitOptions knows every call option", () => {
    expect(Object.keys(splitOptions({}).call)).toEqual(expect.arrayContaining([...CALL_OPTIONS]));
    expect(Object.keys(call).sort()).toEqual([...CALL_OPTIONS].sort());
  });

  test("splitOptions counts the signal null as missing", () => {
    expect(splitOptions({ signal: null }).call.signal).toBeUndefined();
  });

  test("splitOptions refuses a controller in place of its signal", () => {
    const error = caught(() => splitOptions({ signal: new AbortController() }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "signal" });
  });
});
