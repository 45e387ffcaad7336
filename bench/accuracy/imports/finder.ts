import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Edges } from "./compare.ts";

/**
 * CPython's modulefinder, which reads imports out of compiled code and looks for modules as the
 * interpreter does. It knows no namespace packages.
 */
const program = String.raw`
import json, modulefinder, os, sys

class Finder(modulefinder.ModuleFinder):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = []
        self.current = None

    def find_module(self, name, path, parent=None):
        try:
            return super().find_module(name, path, parent)
        except AttributeError as error:
            # It fails like this on a namespace package.
            raise ImportError(name) from error

    def scan_code(self, co, m):
        outer, self.current = self.current, m
        try:
            super().scan_code(co, m)
        finally:
            self.current = outer

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        super()._safe_import_hook(name, caller, fromlist, level)
        # It names no caller for "from . import name".
        caller = caller or self.current
        if caller is None or not caller.__file__:
            return
        if level and level > 0:
            parts = caller.__name__.split(".")
            drop = level - 1 if caller.__path__ else level
            base = ".".join(parts[:len(parts) - drop]) if drop else caller.__name__
            name = base + "." + name if name else base
        self.asked.append((caller.__file__, name, fromlist or [None]))

    def edges(self):
        # At the end, since a module may be loaded long after it was first asked for.
        for file, name, fromlist in self.asked:
            for part in fromlist:
                inner = self.modules.get(name + "." + part) if part and part != "*" else None
                found = inner or self.modules.get(name)
                if found is not None and found.__file__:
                    yield file, found.__file__

root, roots, files = json.load(sys.stdin)
os.chdir(root)
sys.setrecursionlimit(20000)
path = [os.path.join(root, r) for r in roots]
finder = Finder(path=path)
for file in files:
    full = os.path.join(root, file)
    home = next((p for p in sorted(path, key=len, reverse=True) if full.startswith(p + os.sep)), None)
    parts = os.path.relpath(full, home)[:-3].split(os.sep)
    if parts[-1] == "__init__":
        parts.pop()
    try:
        finder.import_hook(".".join(parts))
    except (ImportError, SyntaxError) as error:
        print(file, error, file=sys.stderr)
found = [[os.path.relpath(os.path.realpath(a), root), os.path.relpath(os.path.realpath(b), root)] for a, b in finder.edges()]
json.dump(found, sys.stdout)
`;

/**
 * The edges between files of a checkout as modulefinder sees them, over a copy in which every
 * directory below a root has an `__init__.py`: an empty one stands in for a namespace package.
 *
 * @param roots directories of the module path, relative
 * @param files relative paths that take part
 */
export function finderEdges(
  root: string,
  roots: readonly string[],
  files: readonly string[],
): Edges {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), "hindcast-finder-")));
  try {
    for (const file of files) {
      const place = path.join(copy, file);
      mkdirSync(path.dirname(place), { recursive: true });
      cpSync(path.join(root, file), place);
    }
    const homes = new Set(roots.map((home) => path.join(copy, home)));
    for (const file of files) {
      for (
        let place = path.dirname(path.join(copy, file));
        place !== copy;
        place = path.dirname(place)
      ) {
        if (homes.has(place)) break;
        if (!existsSync(path.join(place, "__init__.py")))
          writeFileSync(path.join(place, "__init__.py"), "");
      }
    }
    return run(copy, roots, files);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function run(root: string, roots: readonly string[], files: readonly string[]): Edges {
  const input = JSON.stringify([root, roots, files]);
  const output = execFileSync("python3", ["-c", program], { input, maxBuffer: 1 << 28 });
  const wanted = new Set(files);
  const edges = new Set<string>();
  for (const [from = "", to = ""] of JSON.parse(output.toString()) as string[][]) {
    if (wanted.has(from) && wanted.has(to) && from !== to) edges.add(`${from} -> ${to}`);
  }
  return edges;
}
