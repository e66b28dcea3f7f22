/** The last check of a file: everything but types is refused, whatever the steps before it let through. */
import ts from "typescript";
import { expect, test } from "vitest";
import { HEADER, checkFile } from "../../src/cli/check-file.js";

const TYPE = "export interface A { a?: string }\n";
const check = (source: string) => checkFile(HEADER + source, ["Message"], ts);

test.each([
  "export const a = 1;",
  "process.exit();",
  "export class A {}",
  "export enum A { a }",
  "export function a() {}",
  "declare global { interface Window { a: 1 } }",
  'declare module "react" { export interface A {} }',
  "declare const a: string;",
  "export namespace A { export type B = 1 }",
  'import "node:fs";',
  'import type { A } from "node:fs";',
  'import { Message } from "langgraph-client";',
  'import type Own from "langgraph-client";',
  'import type * as all from "langgraph-client";',
  'import own = require("node:fs");',
  'export * from "node:fs";',
  "export {};",
  "export default 1;",
  'export type A = import("node:fs").Stats;',
  'export type A = typeof import("node:fs");',
  "export type A = typeof globalThis;",
  "export type A = `${string}`;",
  "export interface A { [Symbol.iterator]: 1 }",
  "export interface A { a(): void }",
  "export interface A { get a(): string }",
  "export type A = () => void;",
  '/// <reference path="/etc/passwd" />',
  '/// <reference types="node" />',
  "// another comment",
  "/** @ts-ignore */",
  "/* @ts-expect-error */",
  "/** @ts-nocheck */",
  "/** sourceMappingURL=/etc/passwd */",
  "export type A = ;",
  "export type A = 'a",
  "/* without an end",
  `export type A = ${"[".repeat(320)}${"]".repeat(320)};`,
])("a file with %j is refused", (source) => {
  expect(() => check(`${TYPE}${source}\n`)).toThrow(
    /^The server's schemas do not become types: .* Nothing was written/,
  );
  expect(() => check(`${source}\n${TYPE}`)).toThrow(
    /^The server's schemas do not become types: .* Nothing was written/,
  );
});

test("types that do not compile are named, and others pass", () => {
  expect(check(TYPE)).toEqual([]);
  expect(
    check(
      'import type { Message } from "langgraph-client";\nexport type B = Message[] | Partial<{ a: 1 }>;\n',
    ),
  ).toEqual([]);
  expect(
    check("export type B = B;\nexport type C = D;\nexport interface E { a: 1; a: 2 }\nexport type F = 1;\n"),
  ).toEqual(["B", "C", "E"]);
});
