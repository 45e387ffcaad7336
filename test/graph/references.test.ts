import { expect, test } from "vitest";
import type { RepositoryIndex } from "../../graph/index.ts";
import { indexOf } from "./tree.ts";

/** References of a file as `file#symbol@line lines` lines. */
function uses(index: RepositoryIndex, path: string): string[] {
  return index
    .referencesOf(path)
    .map(({ path: to, symbol, lines }) => `${to}#${symbol.name}@${symbol.line} ${lines.join()}`)
    .sort();
}

test("TypeScript: named, default, namespace and passed-on names", async () => {
  const index = await indexOf({
    "use.ts": `import def, { alpha as a, Shape, type Kind } from "./front.ts";
import * as ns from "./deep.ts";
import whole = require("./deep.ts");
// a(1) in a comment, "a(2)" in a string
const text = "a(3)";
export const x = a(4) + ns.beta(5) + obj.a + { a: 1 }.a;
export function f(shape: Shape, kind: Kind) {
  return def(a(7), ...ns.list, { a }, whole.beta);
}
export function shadow(a: number) { return a; }
`,
    "front.ts": `export { alpha, Shape } from "./middle.ts";
export * from "./types.ts";
export default function main() {}
`,
    "middle.ts": `export * from "./deep.ts";\nimport { Inner } from "./deep.ts";\nexport { Inner as Shape };\n`,
    "deep.ts": `export function alpha() {}
export const beta = 1, list = [];
export class Inner {}
`,
    "types.ts": `export * from "./front.ts";\nexport type Kind = 1;\n`,
  });
  expect(uses(index, "use.ts")).toEqual([
    "deep.ts#Inner@3 7",
    "deep.ts#alpha@1 6,8",
    "deep.ts#beta@2 6,8",
    "deep.ts#list@2 8",
    "front.ts#main@3 8",
    "types.ts#Kind@2 7",
  ]);
});

test("JavaScript: what require binds", async () => {
  const index = await indexOf({
    "a.js": `const { go, stop: halt } = require("./b");
const b = require("./b");
const only = require("./b").go;
go(); halt(); b.go(); b?.stop(); only(); b.nothing();
`,
    "b.js": `function go() {}
exports.stop = function () {};
module.exports.go = go;
`,
  });
  expect(uses(index, "a.js")).toEqual(["b.js#go@1 4", "b.js#stop@2 4"]);
});

test("Python: modules, members, passed-on names, keyword arguments", async () => {
  const index = await indexOf({
    "pkg/__init__.py": "from .core import Thing as Item, helper\nfrom .stars import *\n",
    "pkg/core.py": "class Thing:\n    pass\n\ndef helper():\n    pass\n",
    "pkg/stars.py": "def star():\n    pass\n",
    "pkg/sub/__init__.py": "",
    "pkg/sub/mod.py": "LIMIT = 1\n",
    "use.py": `import pkg
import pkg.sub.mod
import pkg.core as core
from pkg import Item, star, core as again
from pkg.sub import mod

@core.helper
def run(x=Item):
    f(Item=1, core=core)
    return pkg.sub.mod.LIMIT + pkg.helper() + star() + mod.LIMIT + again.Thing

def lazy():
    from pkg import helper
    return helper()
`,
  });
  expect(uses(index, "use.py")).toEqual([
    "pkg/core.py#Thing@1 8,10",
    "pkg/core.py#helper@4 7,10,14",
    "pkg/stars.py#star@1 10",
    "pkg/sub/mod.py#LIMIT@1 10",
  ]);
});

test("members, visibility, bases and documentation are recorded", async () => {
  const index = await indexOf({
    "a.ts": `/** The base. */
export abstract class A<T> extends B.C<T> implements D {
  private x = 1;
  protected static y(): void {}
  #z = 2;
  public open(): void {}
}
interface I extends J, K<string> {}
function hidden() {}
export default class Named {}
`,
    "b.py": `class _P(Base, abc.ABC, metaclass=M):
    def __init__(self): "Makes one."
    def _soft(self): pass
    def __hard(self): pass
`,
    "c.js": "class Q extends R {}\nexport { Q as Quick };\n",
  });
  const told = (path: string): unknown[] =>
    (index.files.get(path)?.record?.symbols ?? []).map(
      ({ name, visibility, bases, doc, exportedAs }) => [
        name,
        visibility,
        ...(bases ?? []),
        ...(doc ? [doc.text] : []),
        ...(exportedAs === undefined ? [] : [`as ${exportedAs}`]),
      ],
    );
  expect(told("a.ts")).toEqual([
    ["A", "public", "B.C", "The base."],
    ["x", "private"],
    ["y", "protected"],
    ["#z", "private"],
    ["open", "public"],
    ["I", "private", "J", "K"],
    ["hidden", "private"],
    ["Named", "public", "as default"],
  ]);
  expect(told("b.py")).toEqual([
    ["_P", "private", "Base", "abc.ABC", "metaclass=M"],
    ["__init__", "public", "Makes one."],
    ["_soft", "protected"],
    ["__hard", "private"],
  ]);
  expect(told("c.js")).toEqual([["Q", "public", "R", "as Quick"]]);
});
