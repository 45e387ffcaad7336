import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A real project whose files are searched. */
export interface Project {
  readonly name: string;
  /** Absolute path of its root. */
  readonly root: string;
  /** Extensions of the files that count. */
  readonly files: RegExp;
}

const SCRIPT = /\.(?:[cm]?js|[cm]?ts|tsx)$/;
const PYTHON = /\.py$/;

const packages = ["commander", "undici", "pino", "prom-client", "smol-toml", "zod"];
const modules = [
  "asyncio",
  "email",
  "http",
  "importlib",
  "json",
  "logging",
  "unittest",
  "urllib",
  "wsgiref",
  "xml",
];

/** The projects in two languages that are there wherever Hindcast and a Python are installed. */
export function projects(): Project[] {
  const library = pythonLibrary();
  return [
    ...packages.map((name) => ({ name, root: packageRoot(name), files: SCRIPT })),
    ...modules.map((name) => ({ name, root: path.join(library, name), files: PYTHON })),
  ];
}

function packageRoot(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  const at = entry.lastIndexOf(`${path.sep}node_modules${path.sep}${name}${path.sep}`);
  return entry.slice(0, at + "/node_modules/".length + name.length);
}

/** The newest standard library of the usual places. */
function pythonLibrary(): string {
  for (const parent of ["/usr/lib", "/usr/local/lib"]) {
    if (!existsSync(parent)) continue;
    const found = readdirSync(parent)
      .filter((name) => /^python3\.\d+$/.test(name))
      .filter((name) => existsSync(path.join(parent, name, "json", "decoder.py")))
      .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
    const newest = found.at(-1);
    if (newest !== undefined) return path.join(parent, newest);
  }
  throw new Error("no standard library of Python 3 below /usr/lib or /usr/local/lib");
}
