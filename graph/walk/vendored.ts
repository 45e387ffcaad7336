const always = new Map<string, "vendored" | "generated">([
  ["node_modules", "vendored"],
  ["bower_components", "vendored"],
  ["jspm_packages", "vendored"],
  ["site-packages", "vendored"],
  [".pnpm-store", "vendored"],
  [".yarn", "vendored"],
  ["Pods", "vendored"],
  ["__pypackages__", "vendored"],
  [".venv", "vendored"],
  [".tox", "generated"],
  [".nox", "generated"],
  [".eggs", "generated"],
  ["__pycache__", "generated"],
  [".mypy_cache", "generated"],
  [".pytest_cache", "generated"],
  [".ruff_cache", "generated"],
  [".next", "generated"],
  [".nuxt", "generated"],
  [".turbo", "generated"],
  [".gradle", "generated"],
]);
const vendorManifests = ["go.mod", "composer.json", "Gemfile", "Cargo.toml"];

/**
 * Why a directory is left out as a whole because of what it is, or undefined when it is source.
 *
 * @param name the directory's own name
 * @param siblings names beside it: `vendor` is a package manager's only beside its manifest
 * @param holds names inside it
 */
export function vendoredReason(
  name: string,
  siblings: ReadonlySet<string>,
  holds: () => ReadonlySet<string>,
): "vendored" | "generated" | undefined {
  const known = always.get(name);
  if (known !== undefined) return known;
  if (name === "vendor" && vendorManifests.some((manifest) => siblings.has(manifest))) {
    return "vendored";
  }
  // A virtual environment may have any name; only its marker file is certain.
  if (/env/i.test(name) && holds().has("pyvenv.cfg")) return "vendored";
  return name.endsWith(".egg-info") || name.endsWith(".dist-info") ? "generated" : undefined;
}
