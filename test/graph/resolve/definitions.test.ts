import { describe, expect, test } from "vitest";
import { indexOf } from "../tree.ts";

describe("definitions", () => {
  test("names in exported patterns, not those of modules and parameters", async () => {
    const index = await indexOf({
      "a.ts": `export const { one, two: renamed, three = 3, four: { five }, ...rest } = make();
        export let [six, , seven = 7, ...eight] = [1];
        const { nine } = require("x");
        export const call = list.map(({ ten }) => ten);
        function inner() { const { eleven } = make(); }`,
    });
    const symbols = index.files.get("a.ts")?.record?.symbols ?? [];
    expect(symbols.map(({ name, exported }) => [name, exported])).toEqual([
      ["one", true],
      ["renamed", true],
      ["three", true],
      ["five", true],
      ["rest", true],
      ["six", true],
      ["seven", true],
      ["eight", true],
      ["call", true],
      ["inner", false],
    ]);
  });

  test("accessors, and fields whose names are modifiers elsewhere", async () => {
    const names = async (path: string, text: string): Promise<string[]> => {
      const { record } = (await indexOf({ [path]: text })).files.get(path) ?? {};
      return (record?.symbols ?? []).map(({ kind, name }) => `${kind} ${name}`);
    };
    const body = `class A {\n  static accessor count = 0;\n  accessor title = "";\n  @seen accessor rows = [];\n`;
    const own = ["class A", "property count", "property title", "property rows"];
    expect(await names("a.js", `${body}}\n`)).toEqual(own);
    expect(
      await names(
        "a.ts",
        `${body}  protected abstract accessor w: number;\n  abstract: string = "";\n  static accessor: number = 1;\n  accessor?: string;\n  abstract x: number;\n}\n`,
      ),
    ).toEqual([
      ...own,
      "property w",
      "property abstract",
      "property accessor",
      "property accessor",
      "property x",
    ]);
  });
});
