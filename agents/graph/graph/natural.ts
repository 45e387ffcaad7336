import { baseOf } from "../resolve/paths.ts";

const configuration =
  /^(?:package\.json|pyproject\.toml|setup\.cfg|setup\.py|requirements[\w.-]*\.txt|tsconfig[\w.-]*\.json|jsconfig\.json|go\.mod|Cargo\.toml|composer\.json|Gemfile|Makefile|Dockerfile|CMakeLists\.txt|tox\.ini|\.[\w.-]+|[\w.-]+\.config\.[cm]?[jt]s|[\w-]+\.(?:toml|ini|cfg))$/;
const test =
  /(?:^|\/)(?:tests?|__tests__|testing|spec|e2e|benchmarks?|bench)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|\.(?:test|spec|bench|test-d)\.[cm]?[jt]sx?$|(?:^|\/)tests?\.[cm]?[jt]s$/;
const entry = /^(?:main|cli|__main__|index|app|server|manage)\.[\w.]+$/;
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
