import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A real project whose files are searched. */
export interface Project {
  readonly name: string;
  readonly language: "JS/TS" | "Python";
  /** Absolute path of its root. */
  readonly root: string;
  /** Extensions of the files that count. */
  readonly files: RegExp;
}

/** Where the files of one language come from. */
interface Source {
  /** What there is, with versions: other versions have other files. */
  readonly origin: string;
  readonly projects: readonly Project[];
}

const PACKAGES = ["commander", "undici", "pino", "prom-client", "smol-toml", "zod"];
const MODULES = [
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

/**
 * Two languages that are there without a download: npm packages that Hindcast depends on, and
 * Python's standard library. Throws when there is no Python 3.
 */
export function sources(): Source[] {
  return [npmPackages(), pythonModules()];
}

function npmPackages(): Source {
  const versions: string[] = [];
  const projects = PACKAGES.map((name): Project => {
    const root = packageRoot(name);
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    versions.push(`${name} ${version}`);
    return { name, language: "JS/TS", root, files: /\.(?:[cm]?js|[cm]?ts|tsx)$/ };
  });
  return { origin: `npm: ${versions.join(", ")}`, projects };
}

function packageRoot(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  const at = entry.lastIndexOf(`${path.sep}node_modules${path.sep}${name}${path.sep}`);
  return entry.slice(0, at + "/node_modules/".length + name.length);
}

function pythonModules(): Source {
  const library = pythonLibrary();
  return {
    origin: `${library}: ${MODULES.join(", ")}`,
    projects: MODULES.map((name) => ({
      name,
      language: "Python",
      root: path.join(library, name),
      files: /\.py$/,
    })),
  };
}

/** The newest standard library of the system, else that of the `python3` on the path. */
function pythonLibrary(): string {
  const system = ["/usr/lib", "/usr/local/lib"].flatMap((parent) => {
    const names = existsSync(parent) ? readdirSync(parent) : [];
    return names
      .filter((name) => /^python3\.\d+$/.test(name))
      .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((name) => path.join(parent, name));
  });
  const asked = spawnSync("python3", [
    "-c",
    "import sysconfig; print(sysconfig.get_path('stdlib'))",
  ]);
  const own = asked.status === 0 ? [asked.stdout.toString().trim()] : [];
  const found = [...system, ...own].find((library) =>
    MODULES.every((name) => existsSync(path.join(library, name, "__init__.py"))),
  );
  if (found !== undefined) return found;
  throw new Error(
    "bench/search reads files of Python's standard library, and there is none below /usr/lib or " +
      "/usr/local/lib, nor a python3 on the path; install Python 3 (Debian: libpython3-stdlib)",
  );
}
