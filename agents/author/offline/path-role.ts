/** What a path alone says of its file. */
export interface PathRole {
  readonly role:
    "test" | "docs" | "config" | "entry" | "types" | "example" | "style" | "data" | "code";
  /** A noun phrase with its article. */
  readonly phrase: string;
}

/** Patterns over a whole path, the more telling first. */
const ROLES: readonly (readonly [RegExp, PathRole["role"], string])[] = [
  [/(^|\/)(readme)(\.[^/]*)?$/i, "docs", "the page that people read first"],
  [/(^|\/)(changelog|history|changes|news)(\.[^/]*)?$/i, "docs", "the record of changes"],
  [/(^|\/)(licen[cs]e|copying|notice)(\.[^/]*)?$/i, "docs", "the licence"],
  [
    /(^|\/)(contributing|security|code_of_conduct|authors)(\.[^/]*)?$/i,
    "docs",
    "a page for contributors",
  ],
  [/(^|\/)(package|bower|composer|deno)\.jsonc?$/, "config", "the manifest of the package"],
  [
    /(^|\/)(pyproject\.toml|setup\.(py|cfg)|cargo\.toml|go\.mod)$/i,
    "config",
    "the manifest of the project",
  ],
  [/(^|\/)[^/]*\.(test|spec)(-d)?\.[^/]+$/, "test", "a test"],
  [/(^|\/)(conftest|test_[^/]*|[^/]*_test)\.py$/, "test", "a test"],
  [/(^|\/)(tests?|__tests__|spec)\//, "test", "part of the tests"],
  [/(^|\/)(examples?|demos?|samples?|benchmarks?)\//, "example", "an example"],
  [/\.d\.[mc]?ts$/, "types", "a file of type declarations"],
  [/(^|\/)(docs?|guides?)\//i, "docs", "a page of the documentation"],
  [/\.(md|mdx|rst|txt|adoc)$/i, "docs", "a page of prose"],
  [/(^|\/)\.[^/]+$/, "config", "a setting for tools"],
  [/(^|\/)[^/]*(config|rc|settings)\.[^/]+$/i, "config", "configuration"],
  [/\.(css|scss|less)$/, "style", "a style sheet"],
  [/\.(json|ya?ml|toml|ini|cfg|csv|xml)$/, "data", "a file of settings or data"],
  [/(^|\/)(index|main|__init__|__main__|mod|lib)\.[^/]+$/, "entry", "the entry of its folder"],
];

export function roleOf(path: string): PathRole {
  const found = ROLES.find(([pattern]) => pattern.test(path));
  return found ? { role: found[1], phrase: found[2] } : { role: "code", phrase: "a source file" };
}

/** The words of a path's last part: `content-type-parser.js` gives `content type parser`. */
export function wordsOfName(path: string): string {
  const base = path.split("/").at(-1) ?? path;
  const bare = base.replace(/^\.+/, "").replace(/(\.(test|spec|d|config))?\.[^.]+$/, "");
  return bare
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_.\s]+/g, " ")
    .replace(/^(test )|( test)$/g, "")
    .trim()
    .toLowerCase();
}

/** The folder of a file; empty at the root. */
export function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}
