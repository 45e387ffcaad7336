import { expect, test } from "vitest";
import { fittingOutline, outlineOf, type IndexedFile } from "../../../graph/index.ts";
import { indexOf } from "../tree.ts";

async function fileOf(path: string, text: string): Promise<IndexedFile> {
  const file = (await indexOf({ [path]: text })).files.get(path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return file;
}

const store = `#!/usr/bin/env node
/** Keeps things. */

/**
 * A store of things.
 *
 * @example
 * const s = new Store("a", 1);
 */
@sealed
export class Store {
  // How many fit.
  limit = 3;

  /** Takes one; it does: return this.items.get(key, this.limit, fallback) in one step. */
  take(key: string): string {
    // not documentation
    return this.items.get(key, this.limit, fallback);
  }
}

// Something else entirely.

function plain() {}
`;

test("an outline comes in three sizes", async () => {
  const file = await fileOf("store.ts", store);
  expect(outlineOf(file, "names")).toBe(`store.ts (typescript, 24 lines)
  class Store
    property limit
    method take
  function plain
`);
  expect(outlineOf(file)).toBe(`store.ts (typescript, 24 lines)
  class Store
    limit
    take(key: string): string
  function plain()
`);
  expect(outlineOf(file, "documented")).toBe(`store.ts (typescript, 24 lines)
  | Keeps things.
  class Store
    | A store of things.
    limit
      | How many fit.
    take(key: string): string
  function plain()
`);
});

test("documentation of Python loses its doctests, literal blocks and quotations", async () => {
  const file = await fileOf(
    "m.py",
    `"""The module.

Use it as::

    secret(1)

and be glad.
"""

@cached
def area(w, h):
    """Area of a box.

    >>> area(1, 2)
    2

    Computed as w * h * scale + offset - border in all cases.
    \`\`\`
    code
    \`\`\`
    Fast.
    """
    return w * h * scale + offset - border
`,
  );
  expect(outlineOf(file, "documented")).toBe(`m.py (python, 23 lines)
  | The module.
  | Use it as::
  | and be glad.
  def area(w, h)
    | Area of a box.
    | Fast.
`);
});

test("the size follows the length of the file", async () => {
  const small = await fileOf("store.ts", store);
  expect(fittingOutline(small)).toBe(outlineOf(small, "documented"));
  const fields = Array.from({ length: 80 }, (_, n) => `  field${n}: Map<string, number>;`);
  const declared = await fileOf("d.ts", `export interface All {\n${fields.join("\n")}\n}\n`);
  expect(outlineOf(declared, "names").length).toBeGreaterThan(600);
  expect(fittingOutline(declared)).toBe(outlineOf(declared, "names"));
  const body = "  work(1, 2, 3, 'something long enough');\n".repeat(40);
  const long = `${fields.map((_, n) => `/** Says ${n}. */\nfunction f${n}() {\n${body}}`).join("\n")}\n`;
  const file = await fileOf("long.ts", long);
  expect(fittingOutline(file)).toBe(outlineOf(file, "documented"));
});

test("quoted strings in documentation, and a class inside of a value, show nothing of the code", async () => {
  const index = await indexOf({
    "a.ts": `/**
 * Paths that are passed over.
 * By default ['meta.arg', 'meta.base'].
 */
export const ignored = ['meta.arg', 'meta.base'];
export const Late =
  globalThis.Late ??
  class Late extends Error {
    cause: Map<string, string> = new Map();
    constructor(error: unknown, hidden: unknown, message?: string) {
      super(message);
    }
  };
`,
  });
  const file = index.files.get("a.ts");
  const outline = file === undefined ? "" : outlineOf(file, "documented");
  expect(outline).toContain("Paths that are passed over.");
  expect(outline).toContain("constructor");
  expect(outline).not.toMatch(/meta|unknown|Map/);
});
