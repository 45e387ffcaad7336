import { expect, test } from "vitest";
import { indexOf } from "../tree.ts";
import { recordOf, symbol } from "../languages/language.ts";

test("TypeScript: definitions with signatures, nesting and export", async () => {
  const record = await recordOf(
    "a.ts",
    `import type { T } from "./t.ts";
import d, { a as b, type C } from "./b.js";
import * as ns from "pkg";
export { x as y } from "./x.ts";
export * from "./all.ts";
export type { Z } from "./z.ts";
const lazy = () => import("./lazy.ts");
import cjs = require("./old.cjs");
declare module "./augmented.ts" {}

/** Secret documentation. */
export class Store<T> extends Base<T> implements Disposable {
  private readonly items = new Map<string, T>();
  constructor(private readonly name: string, mode: "fast" | "slow" = "fast", /* no */ limit = 3) { super(); this.items.clear(); }
  get size(): number { return this.items.size; }
  static async load(path: string, options: { deep?: boolean } = {}): Promise<Store<unknown>> {
    for (const [key, value] of await read(path)) { if (key) throw new LoadError(value); }
    try { return Store.load(path); } catch (problem) { return recover(problem); }
  }
}
export interface Options { depth: number; run(a: string): void; nested: { a: string } }
export type Id = string | number;
export enum Color { Red, Green = "green" }
export const LIMIT = 42;
export const handler = async (event: Event, { id, ...rest }: Options) => { await send(event, id); };
function outer(n: number) { function inner(secret: string) { return outer(n - 1); } return inner("x"); }
export default function () { return LIMIT; }
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(
    record.imports.map(({ specifier, names, kind }) => [specifier, names.join(), kind]),
  ).toEqual([
    ["./t.ts", "T", "type"],
    ["./b.js", "d,b,C", "static"],
    ["pkg", "ns", "static"],
    ["./x.ts", "y", "reexport"],
    ["./all.ts", "", "reexport"],
    ["./z.ts", "Z", "type"],
    ["./lazy.ts", "", "dynamic"],
    ["./old.cjs", "cjs", "require"],
    ["./augmented.ts", "", "type"],
  ]);
  expect(
    record.symbols.map((item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature}`),
  ).toEqual([
    "function const lazy = () =>",
    'namespace module "…"',
    "class class Store<T> extends Base<T> implements Disposable",
    "  property items",
    '  constructor constructor(private readonly name: string, mode: "…" | "…" = "…", limit = 3)',
    "  getter get size(): number",
    "  method static async load(path: string, options: { deep?: boolean } = {}): Promise<Store<unknown>>",
    "interface interface Options",
    "  property depth: number",
    "  method run(a: string): void",
    "  property nested",
    "type type Id",
    "enum enum Color",
    "  member Red",
    "  member Green",
    "constant const LIMIT",
    "function const handler = async (event: Event, { id, ...rest }: Options) =>",
    "function function outer(n: number)",
    "  function function inner",
    "function default function ()",
  ]);
  expect(symbol(record, "load")).toMatchObject({
    parent: "Store",
    uses: ["read", "LoadError", "load", "recover"],
    binds: ["path", "options", "key", "value", "problem"],
    flow: ["loops", "awaits", "branches", "throws", "catches"],
  });
  expect(symbol(record, "outer").flow).toEqual(["recurses"]);
  expect(symbol(record, "handler")).toMatchObject({
    exported: true,
    binds: ["event", "id", "rest"],
    uses: ["send"],
  });
});

test("an import() in the place of a type is type-only, and so is a directive for types", async () => {
  const record = await recordOf(
    "a.ts",
    `#!/usr/bin/env node
// first
/// <reference path="globals.d.ts" />
/// <reference types="node" />
type A = typeof import("./a1");
let b: import("./b1").B | import("./b2").B<string, Map<import("./b3").B, () => void>>;
/// <reference path="late.d.ts" />
class C<T extends import("./c1").I> implements import("./c2").I {}
const d = value as import("./d1").D;
const e = [import("./e1"), { e: import("./e2") }, (await import("./e3")).x];
vi.importActual<typeof import("./f1")>("./f2");
after();
`,
  );
  expect(record.imports.map(({ specifier, kind }) => [specifier, kind])).toEqual([
    ["./globals.d.ts", "type"],
    ["./a1", "type"],
    ["./b1", "type"],
    ["./b2", "type"],
    ["./b3", "type"],
    ["./c1", "type"],
    ["./c2", "type"],
    ["./d1", "type"],
    ["./e1", "dynamic"],
    ["./e2", "dynamic"],
    ["./e3", "dynamic"],
    ["./f1", "type"],
  ]);
  expect(record.symbols.map(({ name }) => name)).toEqual(["A", "b", "C", "d", "e"]);
});

test("TypeScript: variance marks, decorators, abstract members, overloads", async () => {
  const record = await recordOf(
    "a.ts",
    `export interface Cache<in out K, out V = never> { get(key: K): V }
@sealed class A { @observe() value = 1; @log run() { return this.run(); } }
abstract class B { abstract size(): number; protected abstract readonly name: string }
function over(a: string): string;
function over(a: unknown) { return a instanceof Special ? a.text : make(); }
export declare function ambient(x: number): void;
`,
  );
  expect(record.syntaxError).toBe(false);
  const named = record.symbols.map((item) => `${item.kind} ${item.name}`);
  expect(named).toEqual([
    "interface Cache",
    "method get",
    "class A",
    "property value",
    "method run",
    "class B",
    "method size",
    "property name",
    "function over",
    "function over",
    "function ambient",
  ]);
  expect(symbol(record, "Cache").signature).toBe("interface Cache<in out K, out V = never>");
  expect(symbol(record, "A").uses).toEqual(["sealed", "log"]);
  expect(symbol(record, "value").uses).toEqual(["observe"]);
  expect(symbol(record, "run").flow).toEqual(["recurses"]);
  expect(record.symbols.findLast((item) => item.name === "over")?.uses).toEqual([
    "Special",
    "text",
    "make",
  ]);
});

test("TypeScript: generic call signatures without semicolons", async () => {
  const record = await recordOf(
    "a.ts",
    "export interface On<E> {\n  // one\n  <\n    P = E,\n  >(p: P): Base<P>\n\n  // two\n  <\n    P, Q,\n  >(p: P, q: Q): Base<Q>\n}\nexport type After = 1;\n",
  );
  expect(record.syntaxError).toBe(false);
  expect(record.symbols.map(({ name, line }) => [name, line])).toEqual([
    ["On", 1],
    ["After", 12],
  ]);
});

test("JavaScript: the body of a method with a computed name is a body", async () => {
  const record = await recordOf(
    "a.js",
    "class A {\n  [Symbol.iterator]() { const hidden = (a, b) => a; function inner() {} }\n  plain() {}\n}\n",
  );
  expect(record.symbols.map(({ signature }) => signature)).toEqual([
    "class A",
    "function inner",
    "plain()",
  ]);
});

test("JavaScript: CommonJS, prototypes, objects of functions", async () => {
  const record = await recordOf(
    "a.js",
    `'use strict'
const { readFile, join: glue } = require('node:fs')
const pino = require("pino").default
require('./side')
function late () { const inner = require('./inner'); return inner.go() }
function Thing (a, b = 'secret text') { this.a = a }
Thing.prototype.walk = function (steps) { for (const s of steps) this.step(s) }
Thing.create = (a) => new Thing(a)
const api = { open (path) { return readFile(path) }, close: async () => { await late() } }
module.exports = { Thing, late, api }
exports.extra = function extra (x) { return x ? glue(x) : null }
`,
  );
  expect(
    record.imports.map(({ specifier, names, imported, kind }) => [
      specifier,
      names.join(),
      imported.join(),
      kind,
    ]),
  ).toEqual([
    ["node:fs", "readFile,glue", "readFile,join", "require"],
    ["pino", "pino", "default", "require"],
    ["./side", "", "", "require"],
    ["./inner", "inner", "*", "lazy"],
  ]);
  expect(
    record.symbols.map((item) => [item.kind, item.name, item.parent ?? "", item.exported]),
  ).toEqual([
    ["function", "late", "", true],
    ["function", "Thing", "", true],
    ["method", "walk", "Thing", false],
    ["method", "create", "Thing", false],
    ["constant", "api", "", true],
    ["method", "open", "api", false],
    ["method", "close", "api", false],
    ["constant", "exports", "", true],
    ["function", "extra", "", true],
  ]);
  expect(symbol(record, "Thing").signature).toBe('function Thing (a, b = "…")');
});

test("TSX and JSX name the components that they use", async () => {
  const index = await indexOf({
    "a.tsx":
      "export const App = ({ title }: Props) => <Layout><Button onClick={() => go()} /></Layout>;\n",
    "b.jsx": "export function Page() { return <Panel.Body><Icon/></Panel.Body>; }\n",
  });
  expect(index.files.get("a.tsx")?.record?.symbols[0]).toMatchObject({
    name: "App",
    kind: "function",
    uses: ["Layout", "Button", "go"],
    binds: ["title"],
  });
  expect(index.files.get("b.jsx")?.record?.symbols[0]?.uses).toContain("Icon");
});
