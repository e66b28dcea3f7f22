import { describe, expect, test } from "vitest";
import { share, shareList } from "../../../src/chat/share.js";

describe("share", () => {
  test.each<[string, unknown, unknown]>([
    ["a text", "a", "a"],
    ["null", null, null],
    ["an object", { a: 1, b: [1, { c: 2 }] }, { a: 1, b: [1, { c: 2 }] }],
    ["a list", [{ a: 1 }, null], [{ a: 1 }, null]],
    ["undefined fields", { a: undefined }, { a: undefined }],
  ])("keeps %s that has not changed", (_, last, next) => {
    expect(share(last, next)).toBe(last);
  });

  test.each<[string, unknown, unknown]>([
    ["a value", { a: 1 }, { a: 2 }],
    ["a missing field", { a: 1, b: 2 }, { a: 1 }],
    ["a field more", { a: 1 }, { a: 1, b: undefined }],
    ["another name", { a: undefined }, { b: undefined }],
    ["a shorter list", [1, 2], [1]],
    ["a longer list", [1], [1, 2]],
    ["a list in place of an object", { 0: 1 }, [1]],
    ["nothing before", undefined, { a: 1 }],
  ])("takes over %s", (_, last, next) => {
    const shared = share(last, next);
    expect(shared).not.toBe(last);
    expect(shared).toStrictEqual(next);
  });

  test("keeps the parts that have not changed", () => {
    const last = { a: { x: 1 }, b: [{ y: 1 }, { y: 2 }] };
    const next = share(last, { a: { x: 1 }, b: [{ y: 1 }, { y: 3 }] });
    expect(next.a).toBe(last.a);
    expect(next.b[0]).toBe(last.b[0]);
    expect(next.b[1]).toEqual({ y: 3 });
  });

  test("takes over values that are too deep to compare", () => {
    const deep = (levels: number): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level += 1) value = [value];
      return value;
    };
    const next = deep(100_000);
    expect(share(deep(100_000), next)).toBe(next);
  });
});

describe("shareList", () => {
  const byId = ({ id }: { id: string | undefined; text: string }) => id;

  test("finds items by their keys, wherever they are", () => {
    const last = [
      { id: "1", text: "a" },
      { id: "2", text: "b" },
    ];
    const next = shareList(
      last,
      [
        { id: "2", text: "b" },
        { id: "3", text: "c" },
      ],
      byId,
    );
    expect(next[0]).toBe(last[1]);
    expect(next[1]).toEqual({ id: "3", text: "c" });
  });

  test("keeps the list if nothing has changed", () => {
    const last = [{ id: "1", text: "a" }];
    expect(shareList(last, [{ id: "1", text: "a" }], byId)).toBe(last);
    expect(shareList(last, [], byId)).toEqual([]);
  });

  test("does not compare items without keys", () => {
    const last = [{ id: undefined, text: "a" }];
    const next = [{ id: undefined, text: "a" }];
    expect(shareList(last, next, byId)[0]).toBe(next[0]);
  });
});
