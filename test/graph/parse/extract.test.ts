import { expect, test } from "vitest";
import { indexOf } from "../tree.ts";

test("no signature holds the content of a string, a comment or documentation", async () => {
  const index = await indexOf({
    "a.ts":
      "export function f(a = 'HIDDEN', b = `HIDDEN ${1}`, /* HIDDEN */ c = /HIDDEN/, d = { x: 'HIDDEN' }, e = () => hidden('HIDDEN')): 'HIDDEN' { return 'HIDDEN'; }\nexport class C extends mixin({ a: 'HIDDEN' }) { x = 'HIDDEN'; }\n",
    "b.py":
      "def f(a='HIDDEN', b=f'HIDDEN {1}', c=['HIDDEN'], d={'HIDDEN': 1}, e=lambda: HIDDEN): # HIDDEN\n    'HIDDEN'\nX = 'HIDDEN'\n",
  });
  for (const file of index.files.values()) {
    expect(file.record?.symbols.length).toBeGreaterThan(0);
    for (const { signature } of file.record?.symbols ?? []) {
      expect(signature).not.toContain("HIDDEN");
    }
  }
});

test("a broken, huge or endless file is flagged and does not fail the others", async () => {
  const index = await indexOf({
    "broken.ts": "export function ok() {}\nclass { { { ]]] export\n",
    "good.ts": "export const good = 1;\n",
    "long.py": "x = 1\n".repeat(100_000),
    "nested.js": `${"[".repeat(50_000)}\n${"]".repeat(50_000)}\n`.replace(/(.{80})/g, "$1\n"),
    "cr.py": "def a():\r    pass\r",
  });
  expect(index.files.get("broken.ts")?.record).toMatchObject({ syntaxError: true });
  expect(index.files.get("broken.ts")?.record?.symbols[0]?.name).toBe("ok");
  expect(index.files.get("good.ts")?.record?.symbols).toHaveLength(1);
  expect(index.files.get("long.py")?.lines).toBe(100_000);
  expect(index.order).toHaveLength(5);
});
