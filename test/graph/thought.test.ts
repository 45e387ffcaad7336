import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  checkThought,
  fileFacts,
  openIndex,
  surveyRepository,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { indexOf, limits } from "./tree.ts";

async function packageIndex(name: string): Promise<RepositoryIndex> {
  const root = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  const { bytes } = await surveyRepository(root, limits);
  return openIndex(bytes, { threads: 0 });
}

/** Names that no package has, in the shapes in which names are written. */
const inventedSymbols = [
  "quuxifyWidgets()",
  "FrobnicationManager",
  "zorblat_cache_size",
  "flumoxReader",
  "this.blorpQueue",
  "`snarfle`",
  "`grommetPool.drainAll`",
  "`Wibbler#wobble`",
  "ZANZIBAR_LIMIT_MS",
  "`plinkoTable[0]`",
];
const inventedPaths = [
  "src/zorblat/frob.ts",
  "`lib/blorp-utils.js`",
  "snarfle_helpers.py",
  "`docs/quux/`",
];

/** Thoughts in the words of an engineer about a real file, from its facts. */
function thoughtsAbout(index: RepositoryIndex, file: string): string[] {
  const facts = fileFacts(index, file);
  if (facts === undefined) return [];
  const found: string[] = [];
  const [first, second] = facts.symbols;
  for (const symbol of facts.symbols.slice(0, 4)) {
    const uses = symbol.uses.slice(0, 5).map((name) => `\`${name}\``);
    found.push(
      `I start with ${symbol.name} and then call ${uses.join(", ")}; ` +
        `it binds ${symbol.binds.slice(0, 4).join(", ")} and/or returns early, e.g. on an I/O error.`,
    );
  }
  if (first && second) {
    found.push(
      `\`${first.name}()\` is needed by \`${second.name}\`, so ${file} defines both (see ${path.basename(file)}).`,
    );
  }
  for (const item of facts.imports.slice(0, 3)) {
    found.push(
      `From \`${item.specifier}\` I take ${item.names.map((name) => `\`${name}\``).join(" and ")}, ` +
        `which lives in ${item.path ?? item.package ?? "another place"}.`,
    );
  }
  return found;
}

describe.each(["commander", "pino", "xstate"])("thoughts about %s", (name) => {
  test("no true name is accused and every invented one is found", async () => {
    const index = await packageIndex(name);
    const source = [...index.files].filter(([, file]) => file.record !== null).slice(0, 25);
    let thoughts = 0;
    for (const [file] of source) {
      for (const [number, thought] of thoughtsAbout(index, file).entries()) {
        thoughts++;
        const checked = checkThought(index, file, thought);
        expect(checked.violations).toEqual([]);
        expect(checked.grounded).toBe(checked.names);
        const symbol = inventedSymbols[(thoughts + number) % inventedSymbols.length] ?? "";
        const place = inventedPaths[thoughts % inventedPaths.length] ?? "";
        const lied = checkThought(index, file, `${thought} Then ${symbol} reads ${place}.`);
        expect(lied.violations.map((item) => item.code).toSorted()).toEqual([
          "THOUGHT_UNKNOWN_PATH",
          "THOUGHT_UNKNOWN_SYMBOL",
        ]);
      }
    }
    expect(thoughts).toBeGreaterThan(20);
  });
});

const python = {
  "pyproject.toml": '[project]\nname = "stock"\n',
  "src/stock/__init__.py": "from .ledger import Ledger\n",
  "src/stock/ledger.py": `import json
import numpy as np
from dataclasses import dataclass, field
from pathlib import Path
from .errors import StockError

MAX_ITEMS = 100

@dataclass
class Ledger:
    path: Path
    items: dict = field(default_factory=dict)

    def load(self) -> "Ledger":
        with self.path.open() as handle:
            self.items = json.load(handle)
        return self

    def total(self, *, scale=1):
        return np.sum([entry["count"] for entry in self.items.values()]) * scale
`,
  "src/stock/errors.py": "class StockError(Exception):\n    pass\n",
  "tests/test_ledger.py":
    "from stock import Ledger\n\ndef test_total(tmp_path):\n    assert Ledger(tmp_path).total() == 0\n",
};

const honest = [
  "The ledger keeps its items in a dict and/or loads them from disk, e.g. as JSON.",
  "`Ledger.load` opens `self.path` and reads it with json.load(); the handle closes by itself.",
  "I use np.sum over `self.items.values()`; NumPy is imported as `np`, so np.array or np.zeros_like would do too.",
  "Errors derive from StockError in src/stock/errors.py, which stands beside ledger.py.",
  "`MAX_ITEMS` bounds the size (100), and `total(scale=2)` doubles what it returns.",
  "A dataclass needs `field(default_factory=dict)` for a mutable default; `None` would not do.",
  "This is I/O bound, i.e. read/write heavy; HTTP/1.1 or TCP/IP play no part. See PEP 8 and Node.js for contrast.",
  "The test in tests/test_ledger.py uses the `tmp_path` fixture, so tests/ must come last.",
  "JavaScript, TypeScript, GitHub and PostgreSQL are not used here; Python 3.11 and v1.2.3 are.",
  "With `pathlib.Path` I can write `handle = self.path.open()` and need no os.path.join.",
  "`--verbose`, `*.py`, `3.5`, `https://example.com/a/b.html` and `x = y` are no names of code.",
  "`from .ledger import Ledger` in `__init__.py` makes `stock.Ledger` public; see `src/stock/__init__.py`.",
  "The method should `return self`, so that calls can be chained; `isinstance(x, dict)` guards the input.",
  "A client/server split, key/value pairs, input/output, and a try/except/finally are all ordinary.",
  "It raises `StockError` or `KeyError`; `json.JSONDecodeError` may come from the library.",
  "`dict[str, int]` and `list[Ledger]` would be more precise; `Optional[Path]` too.",
  "I keep `pyproject.toml` as it is. Its `[project]` table names the package.",
  "The order is: errors.py, ledger.py, then `__init__.py`.",
  "We use a `with` block, a list comprehension and the `*` marker for keyword-only arguments.",
  "(See also: `Ledger`, `StockError`.) `np.float64` arithmetic is fine; `scale` defaults to one.",
];
const lies: readonly (readonly [string, string])[] = [
  ["`Ledger.reconcile` closes the books.", "Ledger.reconcile"],
  ["It calls load_from_archive() first.", "load_from_archive"],
  ["The class LedgerIndexer speeds it up.", "LedgerIndexer"],
  ["I read src/stock/archive.py before.", "src/stock/archive.py"],
  ["`self.cursor_position` is kept between calls.", "self.cursor_position"],
  ["Constants such as MIN_BALANCE_CENTS live here.", "MIN_BALANCE_CENTS"],
  ["It raises `LedgerCorruptError` on bad input.", "LedgerCorruptError"],
  ["See `src/stock/utils/` for helpers.", "src/stock/utils/"],
  ["The helper `normalizeEntry` is camel case.", "normalizeEntry"],
  ["`stock.reports` has the printing.", "stock.reports"],
  ["Config comes from settings.yaml here.", "settings.yaml"],
  ["A `_frobnicate` hook runs last.", "_frobnicate"],
];

test("honest thoughts about a Python package are not accused", async () => {
  const index = await indexOf(python);
  for (const thought of honest) {
    const { violations } = checkThought(index, "src/stock/ledger.py", thought);
    expect({ thought, violations }).toEqual({ thought, violations: [] });
  }
});

test("every lie about a Python package is found, and only the lie", async () => {
  const index = await indexOf(python);
  for (const [thought, subject] of lies) {
    const { violations } = checkThought(index, "src/stock/ledger.py", thought);
    expect({ thought, subjects: violations.map((item) => item.subject) }).toEqual({
      thought,
      subjects: [subject],
    });
  }
});

test("a file may be called by its name without the extension", async () => {
  const index = await indexOf({
    "src/testUtil.common.kt": "fun a() = 1\n",
    "src/b.kt": "fun b() = a()\n",
  });
  const judge = (text: string) => checkThought(index, "src/b.kt", text);
  expect(judge("`testUtil.common` has a, which `b` calls.").violations).toEqual([]);
  const { violations } = judge("`testUtil.native` has a, which `b` calls.");
  expect(violations.map(({ subject }) => subject)).toEqual(["testUtil.native"]);
});

test("variables of PHP and shell may be called without their sign", async () => {
  const index = await indexOf({
    "src/Box.php": "<?php\nclass Box { function open($lidSize) { return $lidSize; } }\n",
    "run.sh": "#!/bin/sh\nexec $targetHost\n",
  });
  const text = "It takes `lidSize` for `targetHost` and a `handleSize`.";
  const { violations } = checkThought(index, "src/Box.php", text);
  expect(violations.map(({ subject }) => subject)).toEqual(["handleSize"]);
});

test("an apostrophe in a heredoc hides no name after it", async () => {
  const index = await indexOf({
    "src/a.php":
      "<?php\n$help = <<<EOT\nthe package's home\nEOT;\n$shownPage = 1; ?>\nit's here <?= $lastPage ?>\n",
    "lib/b.rb": "text = <<~TXT.strip\n  it's open\nTXT\nbig_box = text << Limit\n",
  });
  const { violations } = checkThought(
    index,
    "src/a.php",
    "`shownPage`, `lastPage`, `big_box` and `huge_box`.",
  );
  expect(violations.map(({ subject }) => subject)).toEqual(["huge_box"]);
});
