import { packageKey } from "../../languages/python/requirements.ts";
import * as manifests from "./manifests.ts";
import type { OwnNames } from "./own-names.ts";

/** How the languages of one package registry name what they need. */
export interface Ecosystem {
  languages: readonly string[];
  /** Names of the files that declare packages, with a directory where it matters, and of those that pin them. */
  manifest: RegExp;
  lock: RegExp;
  /** The packages that such a file names, as {@link Ecosystem.keys} writes them. */
  declared: (text: string, file: string) => Iterable<string>;
  /** Under what names a manifest may declare what an import takes, most exact first. */
  keys: (name: string, specifier: string) => readonly string[];
  /** Whether the repository has something that the import may mean. */
  candidates: (own: OwnNames, from: string, specifier: string) => boolean;
}

const none = /^$/;
const scripts = ["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte", "astro"];

const npm: Ecosystem = {
  languages: ["javascript", "typescript", "vue", "svelte", "astro"],
  manifest: /^(?:package|deno|jsr|import_map)\.jsonc?$/,
  lock: /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|deno\.lock)$/,
  declared: manifests.npmNames,
  keys: (name) => [name, `@types/${name.replace(/^@/, "").replace("/", "__")}`],
  candidates(own, from, specifier) {
    const [first = ""] = specifier.split("/");
    return first.startsWith("@") ? own.isScope(first) : own.isModule(from, first, scripts);
  },
};

const pypi: Ecosystem = {
  languages: ["python"],
  manifest:
    /^(?:pyproject\.toml|setup\.cfg|setup\.py|Pipfile|tox\.ini|noxfile\.py|environment\.ya?ml|(?:[\w-]*requirements|constraints)[\w.-]*(?:\/[\w.-]+)?\.(?:txt|in))$/,
  lock: /^(?:poetry|uv|pdm|Pipfile)\.lock$|^pylock\.toml$/,
  declared: manifests.pythonNames,
  keys(name, specifier) {
    const parts = specifier.replace(/^\.+/, "").split(".");
    return [name, parts.slice(0, 2).join("."), ...(manifests.distributions.get(name) ?? [])].map(
      packageKey,
    );
  },
  candidates: (own, from, specifier) =>
    own.isModule(from, specifier.split(".", 1)[0] ?? "", ["py", "pyi"]),
};

const go: Ecosystem = {
  languages: ["go"],
  manifest: /^(?:go\.mod|Gopkg\.toml|glide\.yaml)$/,
  lock: /^(?:go\.sum|Gopkg\.lock)$/,
  declared: manifests.goNames,
  keys: (name, specifier) => [name, ...beginnings(specifier, "/", 1)],
  // A path below a module of the repository leads to its directory or is missing.
  candidates: () => false,
};

const crates: Ecosystem = {
  languages: ["rust"],
  manifest: /^Cargo\.toml$/,
  lock: /^Cargo\.lock$/,
  declared: manifests.cargoNames,
  keys: (name) => [name.replaceAll("-", "_")],
  candidates: (own, from, specifier) =>
    own.isModule(from, /^\w*/.exec(specifier)?.[0] ?? "", ["rs"]),
};

const maven: Ecosystem = {
  languages: ["java", "kotlin"],
  manifest:
    /^(?:pom\.xml|.*\.gradle(?:\.kts)?|.*\.versions\.toml|build\.sbt|BUILD(?:\.bazel)?|MODULE\.bazel|WORKSPACE)$/,
  lock: /^(?:gradle\.lockfile|maven_install\.json)$/,
  declared: manifests.mavenNames,
  keys: (name) => [...name.split(":"), ...beginnings(name.replace(/:.*$/, ""), ".", 2)],
  // Build logic may add its own files to the packages of the build tool.
  candidates: (own, _from, specifier) =>
    !specifier.startsWith("org.gradle.") &&
    specifier.split(".").length > 2 &&
    own.isNamespace(specifier.split(".").slice(0, 2), "."),
};

const nuget: Ecosystem = {
  languages: ["csharp"],
  manifest:
    /(?:\.(?:cs|vb|fs)proj|\.props|\.targets)$|^packages\.config$|^paket\.(?:dependencies|references)$/,
  lock: /^packages\.lock\.json$/,
  declared: manifests.nugetNames,
  keys: (name, specifier) =>
    [name, ...beginnings(specifier, ".", 1)].map((key) => key.toLowerCase()),
  candidates: (own, _from, specifier) => own.isNamespace([specifier.split(".", 1)[0] ?? ""], "."),
};

const composer: Ecosystem = {
  languages: ["php"],
  manifest: /^composer\.json$/,
  lock: /^composer\.lock$/,
  declared: manifests.composerNames,
  keys: (name, specifier) =>
    [
      name,
      specifier
        .replace(/^(?:function|const) /, "")
        .replace(/^\\/, "")
        .split("\\", 1)[0] ?? "",
    ].map((key) => key.toLowerCase()),
  candidates: (own, _from, specifier) =>
    own.isNamespace(
      [specifier.replace(/^(?:function |const )?\\?/, "").split("\\", 1)[0] ?? ""],
      "\\",
    ),
};

const gems: Ecosystem = {
  languages: ["ruby"],
  manifest: /^(?:Gemfile|gems\.rb|.*\.gemspec)$/,
  lock: /^(?:Gemfile\.lock|gems\.locked)$/,
  declared: manifests.gemNames,
  keys: (name, specifier) => [
    name,
    ...beginnings(specifier.replace(/\.rb$/, ""), "/", 1).flatMap((path) => [
      path.replaceAll("/", "-"),
      path.replaceAll("/", "_"),
    ]),
  ],
  candidates: (own, from, specifier) =>
    own.isModule(from, specifier.split("/", 1)[0] ?? "", ["rb"]),
};

const native: Ecosystem = {
  languages: ["c", "cpp"],
  manifest:
    /^(?:conanfile\.(?:txt|py)|vcpkg\.json|CMakeLists\.txt|.*\.cmake|meson\.build|configure\.ac|configure\.in|MODULE\.bazel|WORKSPACE(?:\.bazel)?|xmake\.lua)$/,
  lock: none,
  declared: manifests.nativeNames,
  keys: (name) => [name.toLowerCase()],
  candidates: (own, _from, specifier) => {
    const path = specifier.replace(/^[<"]|[>"]$/g, "");
    const [first = ""] = path.split("/");
    return (
      path.includes("/") && own.isDirectory(first, ["h", "hpp", "hh", "hxx", "c", "cc", "cpp"])
    );
  },
};

/** Every ecosystem whose manifests are read. */
export const ecosystems: readonly Ecosystem[] = [
  npm,
  pypi,
  go,
  crates,
  maven,
  nuget,
  composer,
  gems,
  native,
];

/** `a/b/c`, `a/b`, … down to a number of parts. */
function beginnings(path: string, separator: string, fewest: number): string[] {
  const parts = path.split(separator).slice(0, 8);
  const found: string[] = [];
  for (let end = parts.length; end >= fewest; end--)
    found.push(parts.slice(0, end).join(separator));
  return found;
}
