import { baseOf } from "../resolve/paths.ts";

const configurationNames = [
  // JavaScript and TypeScript
  "package\\.json|pnpm-workspace\\.yaml|lerna\\.json|turbo\\.json|nx\\.json|biome\\.jsonc?|deno\\.jsonc?",
  "[tj]sconfig[\\w.-]*\\.json|[\\w.-]+\\.config\\.[cm]?[jt]s",
  // Python
  "pyproject\\.toml|setup\\.(?:cfg|py)|(?:requirements|constraints)[\\w.-]*\\.txt|tox\\.ini|Pipfile|MANIFEST\\.in",
  // Others
  "go\\.(?:mod|work)|Cargo\\.toml|build\\.rs|composer\\.json|Gemfile|Rakefile|[\\w.-]+\\.gemspec",
  "pom\\.xml|(?:build|settings)\\.gradle(?:\\.kts)?|gradle\\.properties|[\\w.-]+\\.(?:sln|csproj|props|targets)",
  "GNUmakefile|Makefile|CMakeLists\\.txt|configure\\.ac|meson\\.build|Dockerfile|docker-compose\\.ya?ml",
  "\\.[\\w.-]+|[\\w-]+\\.(?:toml|ini|cfg)",
];
const configuration = new RegExp(`^(?:${configurationNames.join("|")})$`);
const testNames = [
  "(?:^|/)(?:tests?|__tests__|testing|spec|specs|e2e|androidTest|benchmarks?|bench)/",
  "(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\\.py$",
  "\\.(?:test|spec|bench|test-d)\\.[cm]?[jt]sx?$|(?:^|/)tests?\\.[cm]?[jt]s$",
  "_test\\.(?:go|rb|c|cc|cpp|cxx|exs)$|_spec\\.rb$",
  "[a-z0-9](?:Tests?|IT|Spec)\\.(?:java|kt|cs|php|scala|groovy)$|(?:^|/)[\\w.]+\\.Tests?/",
];
const test = new RegExp(testNames.join("|"));
const entry = /^(?:main|cli|__main__|index|app|server|manage|[Pp]rogram|Main|Application)\.[\w.]+$/;
const prose = /\.(?:md|markdown|mdx|rst|txt)$|^(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG)/i;

/** Whether a path is a test, a benchmark or made for them. */
export function isTest(path: string): boolean {
  return test.test(path);
}

/** Whether a path configures or describes the project rather than being its code. */
export function isConfiguration(path: string): boolean {
  return configuration.test(baseOf(path));
}

/**
 * Paths in the order in which a person would write the files if none needed another:
 * configuration, then documents, then code from the shallow directories down, entry points last in
 * theirs, tests at the end. Comparison is by code unit, so every machine agrees.
 */
export function naturalOrder(paths: readonly string[]): string[] {
  const keys = new Map(paths.map((path) => [path, keyOf(path)]));
  return paths.toSorted((a, b) => {
    const left = keys.get(a) ?? [];
    const right = keys.get(b) ?? [];
    for (let at = 0; at < left.length && at < right.length; at++) {
      const x = left[at] ?? "";
      const y = right[at] ?? "";
      if (x !== y) return x < y ? -1 : 1;
    }
    return left.length - right.length;
  });
}

function keyOf(path: string): (string | number)[] {
  const name = baseOf(path);
  const depth = path.split("/").length;
  const directory = path.slice(0, path.length - name.length);
  const group = isTest(path) ? 3 : configuration.test(name) ? 0 : prose.test(name) ? 1 : 2;
  return [group, depth, directory, entry.test(name) ? 1 : 0, name];
}
