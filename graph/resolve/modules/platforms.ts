import type { FileSet } from "../file-set.ts";
import { ancestorsOf, directoryOf, within } from "../paths.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";

/** Packages that build a React Native application for a platform beside iOS and Android. */
const morePlatforms: readonly (readonly [name: string, dependency: string])[] = [
  ["web", "react-native-web"],
  ["windows", "react-native-windows"],
  ["macos", "react-native-macos"],
];

/**
 * The suffixes that Metro tries before the extension of an imported file, one list for each
 * platform that a package is built for: `.ios`, `.native`, none (metro-resolver, with
 * `preferNativePlatform` for all but the web).
 *
 * @returns a function of the importing file; undefined outside of React Native
 */
export function platformsOf(files: FileSet): (from: string) => readonly string[][] | undefined {
  const known = new Map<string, readonly string[][] | undefined>();
  return (from) => {
    const directory = directoryOf(from);
    if (!known.has(directory)) known.set(directory, suffixLists(files, from));
    return known.get(directory);
  };
}

function suffixLists(files: FileSet, from: string): string[][] | undefined {
  const required = new Set<string>();
  for (const place of ancestorsOf(from)) {
    const manifest = parseJsonc(files.text(within(place, "package.json")) ?? "");
    for (const field of ["dependencies", "devDependencies", "peerDependencies"]) {
      const listed = manifest?.[field];
      if (isRecord(listed)) for (const name of Object.keys(listed)) required.add(name);
    }
    // The nearest manifest that has dependencies is the package's own.
    if (required.size > 0) break;
  }
  if (!required.has("react-native") && !required.has("expo")) return undefined;
  const more = morePlatforms.filter(([, dependency]) => required.has(dependency));
  return ["ios", "android", ...more.map(([name]) => name)].map((name) =>
    name === "web" ? [".web", ""] : [`.${name}`, ".native", ""],
  );
}
