/** Access of further entries to a client's transport. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { transportOf } from "../../../src/transport/hand-over.js";
import { Transport } from "../../../src/transport/transport.js";
import { caught } from "../../helpers/async.js";
import { Client, LangGraphClient } from "langgraph-client";

const KEY = Symbol.for("langgraph-client.transport");
const options = { apiUrl: "http://localhost:2024", apiKey: "secret-key" };

describe("transportOf", () => {
  test("transportOf returns the transport of a client", () => {
    const transport = new Transport(options);
    const client = new LangGraphClient(transport as object);
    expect(transportOf(client, "f(client)")).toBe(transport);
  });

  test("transportOf accepts subclasses and proxies of a client", () => {
    class Own extends LangGraphClient {}
    for (const client of [new Client(options), new Own(options)]) {
      const transport = transportOf(client, "f(client)");
      expect(transport).toBeInstanceOf(Transport);
      expect(transportOf(new Proxy(client, {}), "f(client)")).toBe(transport);
    }
  });

  test("transportOf accepts the transport of another copy of its class", () => {
    const transport = { send: () => {} };
    expect(transportOf(Object.defineProperty({}, KEY, { value: transport }), "f(client)")).toBe(transport);
  });

  test.for([
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a URL", options.apiUrl, "a string"],
    ["options of a client", options, "Object"],
    ["a copy of a client's properties", { ...new LangGraphClient(options) }, "Object"],
    ["a resource", new LangGraphClient(options).runs, "Object"],
    ["the class", LangGraphClient, "Function"],
  ] as const)("transportOf refuses %s", ([, given, kind]) => {
    const error = caught(() => transportOf(given, "f(client)"));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({
      argument: "client",
      message: `client: expected a client, as in f(client), got ${kind}.`,
    });
  });
});

describe("the transport of a client", () => {
  const client = new LangGraphClient(options);

  test("the transport is not in keys, copies, JSON and logs of a client", () => {
    expect(Reflect.ownKeys({ ...client })).not.toContain(KEY);
    expect(Object.keys(client)).toEqual(["assistants", "threads", "runs", "crons", "store", "raw"]);
    expect(JSON.stringify(client)).not.toContain("secret-key");
    expect(inspect(client)).not.toMatch(/Symbol\(langgraph-client|secret-key/);
    expect(inspect(client, { showHidden: true, depth: 9, getters: true })).not.toContain("secret-key");
  });

  test("the transport of a client cannot be replaced", () => {
    expect(Reflect.set(client, KEY, new Transport({}))).toBe(false);
    expect(Reflect.deleteProperty(client, KEY)).toBe(false);
  });

  test("the type of a client does not show the transport", () => {
    // @ts-expect-error no such property
    expect(client[KEY]).toBeInstanceOf(Transport);
  });
});
